"""Practice rows go through the real parser, and show everything that the site can say."""

from collections import Counter

import pytest

from locator.normalize import normalize_listing
from locator.records import Access, Strength
from locator.sources import SOURCES
from locator.taxonomy import ACCESS_LABELS, STATEMENTS, TERMS, access_of

# These come from other lists than today's survey, so practice rows cannot show them.
OF_OPERATORS = {"some-people"}
OF_OTHER_LISTS = {"otp-likely", "not-on-newest-list", "mobile-van", "seasonal"}
OF_OLDER_SURVEYS = {"veterans-only"}


@pytest.fixture(scope="session")
def listings(rows):
    source = SOURCES["findtreatment"]
    return [source.parse(row, as_of=None) for row in rows]


@pytest.fixture(scope="session")
def strengths(listings):
    return Counter(
        (offer.term, offer.strength)
        for listing in listings
        for offer in listing.reading.offers
    )


def test_the_parser_takes_every_row_and_knows_every_answer(listings):
    unknown = Counter(value for each in listings for value in each.reading.unknown)

    assert unknown == {}
    assert sum(listing.values is None for listing in listings) < len(listings) / 50


def test_every_listing_has_a_key_of_its_own(listings):
    assert len({listing.key for listing in listings}) == len(listings)


def test_every_term_is_offered_somewhere(strengths):
    assert set(TERMS) - {term for term, _ in strengths} == set()


@pytest.mark.parametrize(
    "term", ["methadone", "buprenorphine", "naltrexone", "counseling"]
)
def test_medicines_and_counseling_come_sure_and_unsure(strengths, term):
    assert strengths[term, Strength.YES] >= 100
    assert strengths[term, Strength.MAYBE] >= 10


def test_every_line_that_a_place_may_declare_is_declared(listings):
    declared = {line for listing in listings for line in listing.reading.declared}

    assert set(STATEMENTS) - declared == OF_OTHER_LISTS


def test_every_label_of_access_that_a_survey_can_give_is_given(listings):
    given = {label for each in listings for label in each.reading.access_labels}
    surveyed = {
        label for label in ACCESS_LABELS if access_of([label]) is not Access.RESTRICTED
    }

    assert surveyed - given == OF_OLDER_SURVEYS | OF_OPERATORS


def test_limited_places_are_a_small_part(listings):
    limited = sum(
        access_of(listing.reading.access_labels) is Access.LIMITED
        for listing in listings
    )

    assert 0.03 < limited / len(listings) < 0.2


def test_normalizing_keeps_a_phone_for_every_place(listings):
    lost = [each.name1 for each in listings if not normalize_listing(each).phones]

    assert lost == []


def test_normalizing_hides_withheld_streets(listings):
    withheld = [
        place.address
        for place in map(normalize_listing, listings)
        if place.address.withheld
    ]

    assert len(withheld) >= 20
    assert all(address.address_1 is None for address in withheld)
