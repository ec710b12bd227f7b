"""The whole country's rows of 2023, where real files are at hand."""

import re
from random import Random

import pytest

from locator.merge import distinct_listings, merge_listings
from locator.normalize import normalize_listing
from locator.records import KeptListing
from locator.sources import SOURCES

ROWS = "findtreatment/api_like_rows_US_directory2023.jsonl.gz"


def merge(kept):
    return merge_listings(kept, ranks={"findtreatment": 0}, zip_place=lambda code: None)


@pytest.fixture(scope="module")
def country(real_data):
    source = SOURCES["findtreatment"]
    rows = source.read_file(real_data / ROWS).rows
    parsed = (normalize_listing(source.parse(row, as_of=None)) for row in rows)
    return [KeptListing(one, one.key) for one in distinct_listings(parsed)]


@pytest.fixture(scope="module")
def places(country):
    return merge(country)


@pytest.fixture(scope="module")
def members(country, places):
    listings = {kept.founding_key: kept.listing for kept in country}
    return [[listings[ref.listing_key] for ref in place.sources] for place in places]


@pytest.mark.real_data
def test_real_rows_give_as_many_places_as_there_are(country, places):
    assert len(country) == 21_451
    assert 18_450 <= len(places) <= 18_700


@pytest.mark.real_data
def test_no_survey_row_is_given_methadone_by_a_merge(places, members):
    def claims_methadone(listing):
        return any(offer.term == "methadone" for offer in listing.reading.offers)

    given = [
        (place.name, listing.name1, listing.name2)
        for place, listings in zip(places, members, strict=True)
        if any(claim.term == "methadone" for claim in place.offers)
        for listing in listings
        if listing.kind == "SA" and not claims_methadone(listing)
    ]
    assert given == []


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("postal_code", "name"),
    [
        ("92869", "newport academy"),
        ("10035", "start treatment|narco freedom|beacon"),
        ("27610", "southlight"),
        ("42102", "lifeskills"),
        ("37920", "helen ross"),
        ("02360", "cleanslate|high point"),
        ("21207", "keys development"),
        ("07305", "integrity house"),
        ("99204", "spokane addiction"),
        ("03104", "westbridge"),
    ],
)
def test_real_look_alikes_stay_apart(members, postal_code, name):
    """Rows of one half of the list at one organization are all places of their own."""
    for listings in members:
        near = [
            (one.kind, one.address.address_1, one.address.address_2)
            for one in listings
            if one.address.postal_code == postal_code
            and re.search(name, f"{one.name1} {one.name2}".lower())
        ]
        assert len({kind for kind, *_ in near}) == len(near)


@pytest.mark.real_data
def test_real_rows_in_any_order_give_the_same_places(country, places):
    assert merge(Random(3).sample(country, len(country))) == places
