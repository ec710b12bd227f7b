"""Editions of SAMHSA's list: the newest whole one speaks, older ones are history."""

from itertools import permutations

import pytest

from locator.merge import FullCopy, merge_listings
from locator.records import Strength

RANKS = {"findtreatment": 0, "national-directory": 1, "otp-directory": 2}
NOT_ON_NEWEST = "not-on-newest-list"
BOTH = frozenset({"SA", "MH"})
LIVE = FullCopy("findtreatment", BOTH, None)
OLD = {"source": "national-directory", "as_of": "2022"}


@pytest.fixture
def merge(keep):
    def merge_to_list(*listings, copies=(LIVE,)):
        return merge_listings(
            keep(*listings),
            ranks=RANKS,
            zip_place=lambda code: None,
            full_copies=copies,
        )

    return merge_to_list


def lines(location):
    return [one.statement for one in location.declared]


def strengths(location):
    return {claim.term: claim.strength for claim in location.offers}


@pytest.fixture
def old(make_listing):
    offers = {"methadone": "yes", "medicaid": "yes"}
    return make_listing(**OLD, offers=offers, declared=("no-outpatient",))


def test_place_only_an_old_edition_has_is_not_on_the_newest_list(merge, old):
    [place] = merge(old)
    assert strengths(place) == {"methadone": Strength.MAYBE, "medicaid": Strength.MAYBE}
    assert lines(place) == [NOT_ON_NEWEST, "no-outpatient"]


def test_limits_of_a_superseded_row_stay(merge, make_listing):
    [place] = merge(make_listing(**OLD, access_labels=("va",)))
    assert place.access_labels == ("va",)


def test_place_on_the_newest_list_says_nothing_of_it(merge, make_listing, old):
    [place] = merge(make_listing(offers={"medicaid": "yes"}), old)
    assert NOT_ON_NEWEST not in lines(place)
    assert strengths(place) == {"methadone": Strength.MAYBE, "medicaid": Strength.YES}


@pytest.mark.parametrize(
    "copies",
    [
        (),
        (FullCopy("findtreatment", frozenset({"MH"}), None),),
        (FullCopy("otp-directory", frozenset({"OTP"}), "2026-05-25"),),
        (FullCopy("national-directory", BOTH, "2022"),),
        (FullCopy("findtreatment", BOTH, "2019-05"),),
    ],
    ids=["none", "the other half", "another list", "the same edition", "an older one"],
)
def test_only_a_newer_whole_copy_of_its_own_half_supersedes(merge, old, copies):
    [place] = merge(old, copies=copies)
    assert strengths(place)["methadone"] is Strength.YES
    assert NOT_ON_NEWEST not in lines(place)


def test_a_newer_yearly_edition_supersedes_an_older_one(merge, old):
    [place] = merge(old, copies=(FullCopy("national-directory", BOTH, "2023"),))
    assert lines(place)[0] == NOT_ON_NEWEST


def test_an_old_export_of_the_live_list_is_older_than_a_newer_year(merge, make_listing):
    export = make_listing(as_of="2019-05", offers={"methadone": "yes"})
    year = make_listing(**OLD, offers={"medicaid": "yes"})
    [place] = merge(export, year, copies=())
    assert strengths(place) == {"methadone": Strength.MAYBE, "medicaid": Strength.YES}


def test_row_of_another_list_speaks_for_a_place_the_newest_survey_lacks(
    merge, make_listing, old
):
    license_row = make_listing(source="otp-directory", offers={"methadone": "likely"})
    [place] = merge(old, license_row)
    assert strengths(place)["methadone"] is Strength.LIKELY
    assert strengths(place)["medicaid"] is Strength.MAYBE
    assert NOT_ON_NEWEST not in lines(place)


def test_order_of_rows_and_of_copies_never_matters(merge, make_listing, old):
    rows = [old, make_listing("Ash House", "9 Oak Street"), make_listing(kind="MH")]
    copies = [LIVE, FullCopy("national-directory", BOTH, "2022")]
    results = [
        merge(*some, copies=which)
        for some in permutations(rows)
        for which in permutations(copies)
    ]
    assert all(result == results[0] for result in results)
