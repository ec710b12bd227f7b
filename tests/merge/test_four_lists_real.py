"""Four real lists together: SU and MH 2023, OTP 2026, CMS 2022."""

from collections import defaultdict
from itertools import combinations, permutations

import pytest

from locator.merge import Verdict, judge, merge_listings
from locator.merge.traits import read_traits
from locator.sources import SOURCES
from tools.sample_merges import draw, find_joins, read_kept

pytestmark = pytest.mark.real_data

FILES = {
    "SU": ("national-directory", "national_directory/*su-facilities-2023.xlsx"),
    "MH": ("national-directory", "national_directory/*mh-facilities-2023.xlsx"),
    "OTP": ("otp-directory", "otp/*.csv"),
    "CMS": ("cms-otp", "cms_otp/*.csv"),
}
RANKS = {source: rank for rank, source in enumerate(SOURCES)}
EXTRACT = 2_000


def merge(kept):
    return merge_listings(kept, ranks=RANKS, zip_place=lambda code: None)


@pytest.fixture(scope="module")
def files(real_data):
    return {
        name: read_kept([(source, next(real_data.glob(pattern)))])
        for name, (source, pattern) in FILES.items()
    }


@pytest.fixture(scope="module")
def places(files):
    return merge([kept for rows in files.values() for kept in rows])


@pytest.fixture(scope="module")
def home_of(places):
    return {ref.listing_key: place for place in places for ref in place.sources}


@pytest.fixture(scope="module")
def listings(files):
    return {kept.founding_key: kept.listing for rows in files.values() for kept in rows}


def shares_something(traits, phones, doors):
    return bool(traits.phones & phones or set(doors_of(traits)) & doors)


def doors_of(traits):
    return [
        (number, word, traits.postal_code)
        for number in traits.street.numbers
        for word in traits.street.words[:1]
    ]


def test_most_otps_that_share_something_with_a_survey_row_join_it(files, home_of):
    surveyed = [read_traits(kept.listing) for kept in files["SU"]]
    phones = {number for traits in surveyed for number in traits.phones}
    doors = {door for traits in surveyed for door in doors_of(traits)}
    sharing = [
        kept.founding_key
        for kept in files["OTP"]
        if shares_something(read_traits(kept.listing), phones, doors)
    ]
    joined = [
        key for key in sharing if "SA" in {ref.kind for ref in home_of[key].sources}
    ]
    assert 1_590 <= len(sharing) <= 1_620
    assert len(joined) >= 1_285


def test_every_pair_within_a_place_is_judged_same(places, listings):
    for place in places:
        for one, other in combinations([ref.listing_key for ref in place.sources], 2):
            assert judge(listings[one], listings[other]).verdict is Verdict.SAME


def test_programs_on_the_floors_of_one_harlem_house_stay_apart(files, home_of):
    floors = {
        kept.listing.address.address_2: home_of[kept.founding_key].id
        for kept in files["SU"]
        if kept.listing.address.address_1 == "119-121 West 124th Street"
    }
    assert len(floors) == len(set(floors.values())) == 3


def test_thirty_programs_that_share_a_phone_stay_thirty(files, home_of):
    programs = defaultdict(list)
    for kept in files["OTP"]:
        for number in read_traits(kept.listing).phones:
            programs[number].append(kept.founding_key)
    most = max(programs.values(), key=len)
    assert len(most) == 30
    assert len({home_of[key].id for key in most}) == 30


def test_two_orders_of_the_whole_files_give_the_same_places(files, places):
    order = reversed(list(files))
    assert merge([kept for name in order for kept in reversed(files[name])]) == places


@pytest.mark.slow
def test_all_24_orders_of_an_extract_give_the_same_places(files):
    towns = {"MA", "CT", "RI", "DE", "NM", "MD"}
    extract = {
        name: [kept for kept in rows if kept.listing.address.state_province in towns]
        for name, rows in files.items()
    }
    surplus = sum(map(len, extract.values())) - EXTRACT
    extract["MH"] = extract["MH"][surplus:] if surplus > 0 else extract["MH"]
    assert sum(map(len, extract.values())) == EXTRACT
    results = [
        merge([kept for name in order for kept in extract[name]])
        for order in permutations(extract)
    ]
    assert len(results) == 24
    assert all(result == results[0] for result in results)


def test_a_written_seed_draws_the_same_joins_again(files):
    kept = [one for rows in files.values() for one in rows if _in_one_state(one)]
    joins = find_joins(kept)
    first = draw(joins, 20261124, 20, 5)
    assert first == draw(find_joins(list(reversed(kept))), 20261124, 20, 5)
    weakest = first[-1].judgement.strength
    assert all(one.judgement.strength <= weakest for one in first[20:])


def _in_one_state(kept):
    return kept.listing.address.state_province == "MD"
