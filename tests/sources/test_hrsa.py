"""HRSA's health center sites."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import responses

from locator.errors import SourceChanged
from locator.normalize import normalize_listing
from locator.sources.hrsa import INFO, Hrsa
from locator.taxonomy import ACCESS_LABELS, access_of, headings

FILE = Path(__file__).parent.parent / "fixtures/hrsa/health_center_sites.csv"
SOURCE = Hrsa()


@pytest.fixture(scope="module")
def sites():
    rows = SOURCE.read_file(FILE).rows
    listings = [normalize_listing(SOURCE.parse(row, as_of=None)) for row in rows]
    return {listing.name2: listing for listing in listings}


def test_offices_and_closed_sites_are_not_places(sites):
    assert "Example Main" in sites
    assert sites.keys().isdisjoint({"Example Head Office", "Example Closed"})


def test_a_site_is_a_health_center_and_no_medicine_or_price_is_claimed(sites):
    for site in sites.values():
        assert [offer.term for offer in site.reading.offers] == ["health-center"]
        assert site.as_of is None
        assert site.reading.remarks == ()


def test_what_a_row_says_is_read_under_its_own_columns(sites):
    clinic = sites["Example Clinic"]
    assert clinic.name1 == "EXAMPLE HEALTH, INC."
    assert clinic.address.address_1 == "12 Example St"
    assert (clinic.point.latitude, clinic.point.longitude) == (42.34, -71.07)
    assert clinic.phones[0].extension == "5413"
    assert clinic.website == "https://www.clinic.example"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Example Clinic", "Open about 40 hours a week"),
        ("Clinic on Wheels", "Open about 4 hours a week"),
        ("Example Elementary", "Open about 1 hour a week"),
    ],
)
def test_hours_read_as_a_sentence(sites, name, words):
    assert dict(headings(sites[name].values))["When it is open"] == (words,)


def test_no_hours_are_said_where_none_are_given(sites):
    assert "When it is open" not in dict(headings(sites["Example Main"].values))


def test_vans_and_seasonal_sites_say_so(sites):
    assert sites["Clinic on Wheels"].reading.declared == ("mobile-van",)
    assert sites["Example Elementary"].reading.declared == ("seasonal",)
    assert sites["Example Clinic"].reading.declared == ()


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Example County Clinic", "jail"),
        ("Example Elementary", "school"),
        ("Example Manor", "nursing-home"),
    ],
)
def test_jails_schools_and_nursing_homes_are_restricted_and_say_whom_they_serve(
    sites, name, label
):
    labels = sites[name].reading.access_labels
    assert labels == (label,)
    assert access_of(labels) == "restricted"
    assert "Inside a" in ACCESS_LABELS[label].text


def test_a_shelter_keeps_its_street_and_its_kind_private(sites):
    shelter = sites["Example Shelter Clinic"]
    assert shelter.address.withheld
    assert shelter.address.address_1 is None
    assert shelter.point is None
    assert "domestic" not in str(shelter.values).casefold()


def test_the_day_in_its_rows_says_when_a_file_was_written():
    contents = SOURCE.read_file(FILE)
    assert contents.as_of is None
    assert contents.retrieved_at == datetime(2026, 9, 30, tzinfo=UTC)


def test_a_file_of_many_rows_is_fetched_as_pages(fetcher, monkeypatch):
    monkeypatch.setattr("locator.sources.tables.PAGE_ROWS", 3)
    with responses.RequestsMock() as web:
        web.get(
            INFO.url, body=FILE.read_bytes(), content_type="application/octet-stream"
        )
        pages = list(SOURCE.fetch(fetcher, INFO.url))
    assert [len(page.rows) for page in pages] == [3, 3, 1]
    assert {(page.total_pages, page.record_count) for page in pages} == {(3, 7)}


def test_a_file_cut_in_its_last_row_is_refused(fetcher):
    with responses.RequestsMock() as web:
        web.get(INFO.url, body=FILE.read_bytes()[:-90], content_type="text/csv")
        with pytest.raises(SourceChanged, match="breaks off"):
            list(SOURCE.fetch(fetcher, INFO.url))


@pytest.mark.real_data
def test_the_real_rows_of_2026(real_data):
    (path,) = (real_data / "hrsa").glob("*.csv")
    listings = [SOURCE.parse(row, as_of=None) for row in SOURCE.read_file(path).rows]
    assert len({one.key for one in listings}) == len(listings) == 6
    assert all(one.phones and one.point for one in listings)
    assert [one.reading.access_labels for one in listings].count(("school",)) == 1
    assert not any(one.reading.remarks for one in listings)
