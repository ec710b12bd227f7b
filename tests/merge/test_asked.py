"""A license makes methadone likely only while nobody asked the program."""

import pytest

from locator.merge.asked import without_guesses
from locator.records import Strength
from locator.taxonomy import read_otp_row


@pytest.fixture
def licensed(make_listing):
    reading = read_otp_row("Elm Inc", medicare=True)
    said = {offer.term: offer.strength.value for offer in reading.offers}
    return make_listing(
        "Elm Inc", source="cms-otp", offers=said, declared=reading.declared
    )


def strength(listing, term):
    return next(o.strength for o in listing.reading.offers if o.term == term)


def test_alone_a_license_is_likely_methadone(licensed):
    assert without_guesses([licensed]) == [licensed]


def test_beside_a_surveyed_program_it_is_a_hint_and_asks_nothing(
    make_listing, licensed
):
    surveyed = make_listing("Elm", otp=True, offers={"methadone": "maybe"})
    first, second = without_guesses([surveyed, licensed])
    assert first == surveyed
    assert strength(second, "methadone") is Strength.MAYBE
    assert strength(second, "medicare") is Strength.YES
    assert second.reading.declared == ()


def test_a_survey_row_that_knows_of_no_license_answers_nothing(make_listing, licensed):
    other = make_listing("Elm", offers={"counseling": "yes"})
    assert without_guesses([other, licensed])[1] == licensed
