"""SAMHSA's list of certified opioid treatment programs."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import responses

from locator.errors import SourceChanged, SourceUnavailable
from locator.normalize import normalize_listing
from locator.sources.otp_directory import INFO, OtpDirectory
from locator.taxonomy import access_of

FILE = (
    Path(__file__).parent.parent
    / "fixtures/otp-directory/opioid-treatment-directory-1779729812.csv"
)
SOURCE = OtpDirectory()


@pytest.fixture(scope="module")
def listings():
    rows = SOURCE.read_file(FILE).rows
    return [normalize_listing(SOURCE.parse(row, as_of=None)) for row in rows]


def offers(listing):
    return {offer.term: offer.strength.value for offer in listing.reading.offers}


def test_a_license_is_likely_methadone_and_a_hint_of_buprenorphine(listings):
    likely = {"methadone": "likely", "buprenorphine": "maybe", "otp": "yes"}
    assert all(offers(listing) == likely for listing in listings)
    assert all(listing.reading.declared == ("otp-likely",) for listing in listings)
    assert {listing.kind for listing in listings} == {"OTP"}


def test_the_day_of_a_certificate_is_shown_and_is_no_date_of_the_facts(listings):
    assert {listing.as_of for listing in listings} == {None}
    assert [value.text for value in listings[0].values] == [
        "SAMHSA certification: Certified",
        "First fully certified 2010-09-30",
    ]
    assert [value.text for value in listings[1].values] == [
        "SAMHSA certification: Provisional"
    ]


def test_the_second_in_the_name_says_when_the_file_was_made():
    contents = SOURCE.read_file(FILE)
    assert contents.as_of is None
    assert contents.retrieved_at == datetime(2026, 5, 25, 17, 23, 32, tzinfo=UTC)


def test_phones_and_addresses_are_read(listings):
    first, second = listings[:2]
    assert (first.phones[0].number, first.phones[0].extension) == (
        "+16175550101",
        "123",
    )
    assert (second.address.city, second.address.postal_code) == ("Jessup", "20794")
    assert not listings[2].phones
    assert listings[6].name1 == "Centro de Ejemplo, Río Piedras"


def test_a_program_in_a_jail_is_restricted_by_whole_words_of_name_or_street(listings):
    inside = [bool(listing.reading.access_labels) for listing in listings]
    assert inside == [False, False, True, True, True, False, False]
    assert access_of(listings[2].reading.access_labels) == "restricted"


@pytest.mark.parametrize(
    "words",
    ["Elm County JAIL", "Elm State Prison", "House of Correction", "Dept of Corrections",
     "Elm Correctional Institution", "Detention Facility", "Elm County Sheriff's Office"],
)  # fmt: skip
def test_every_word_for_a_jail_restricts(words):
    row = dict(SOURCE.read_file(FILE).rows[0])
    named = SOURCE.parse({**row, "program name": words}, as_of=None)
    placed = SOURCE.parse({**row, "street": words}, as_of=None)
    assert named.reading.access_labels == placed.reading.access_labels == ("jail",)


def test_the_export_is_fetched_whole(fetcher):
    with responses.RequestsMock() as web:
        web.get(INFO.url, body=FILE.read_bytes(), content_type="text/csv")
        (page,) = SOURCE.fetch(fetcher, INFO.url)
        assert web.calls[0].request.headers["Accept"] == "text/csv"
        assert "_format=csv" in web.calls[0].request.url
    assert (page.number, page.total_pages, page.record_count) == (1, 1, 7)
    assert list(page.rows) == list(SOURCE.read_file(FILE).rows)


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("<html>Please wait</html>", SourceChanged),
        ('{"error": "gone"}', SourceChanged),
        ("", SourceUnavailable),
        ("Name,City\nA,B\n", SourceChanged),
        (FILE.read_text().replace('"Centro', '"Broken"\n"Centro')[:-40], SourceChanged),
    ],
)
def test_what_is_not_the_whole_export_is_refused(fetcher, body, error):
    with responses.RequestsMock() as web:
        web.get(INFO.url, body=body, content_type="text/csv")
        with pytest.raises(error):
            list(SOURCE.fetch(fetcher, INFO.url))


@pytest.mark.real_data
def test_the_real_list_of_2026(real_data):
    (path,) = (real_data / "otp").glob("*.csv")
    rows = SOURCE.read_file(path).rows
    listings = [normalize_listing(SOURCE.parse(row, as_of=None)) for row in rows]
    inside = [one for one in listings if one.reading.access_labels]
    by_words = [one for one in inside if "MCI" not in (one.address.address_1 or "")]
    assert len(listings) == 2105
    # One hospital has two certificates at one address: the ingest keeps both.
    assert len({one.key for one in listings}) == 2104
    assert sum(bool(one.phones) for one in listings) == 2072
    assert (len(inside), len(by_words)) == (36, 33)
    assert not any(one.reading.remarks for one in listings)
