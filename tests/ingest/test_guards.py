"""A whole list that lost too much is refused, with the reason; each limit at its edge."""

from datetime import timedelta

import msgspec
import pytest

from locator.errors import PullRefused
from locator.ingest.copies import Copy, is_older
from locator.ingest.guards import EarlierPull, find_objections
from locator.ingest.statistics import PullStatistics
from locator.sources.findtreatment import INFO
from tests.ingest.conftest import place_names
from tests.ingest.samples import DAY, NOW, row, rows

LAST = PullStatistics(
    rows=21_000,
    listings=21_000,
    kinds=("MH", "SA"),
    states=("GU", "MA", "NY"),
    yes={"buprenorphine": 6000, "methadone": 1400, "naltrexone": 5000},
    filled={
        "phone": 21_000,
        "street": 20_000,
        "coordinates": 20_900,
        "services": 21_000,
    },
    values=1_400_000,
    unknown=0,
)


def objections(*, accept_shrink=False, earlier=(LAST,), copy=None, **changes):
    """What is said against a pull that differs from the last one by `changes`."""
    pull = msgspec.structs.replace(LAST, **changes)
    found = find_objections(
        pull,
        [EarlierPull(NOW - DAY, None, one) for one in earlier],
        INFO,
        copy=copy or Copy("findtreatment", full=True, as_of=None, retrieved_at=NOW),
        accept_shrink=accept_shrink,
    )
    return [objection.text for objection in found]


def test_the_same_numbers_again_are_fine():
    assert objections() == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"rows": 19_999, "listings": 19_999}, "at least 20,000"),
        ({"yes": {**LAST.yes, "methadone": 1189}}, "yes to methadone"),
        ({"yes": {"buprenorphine": 6000, "methadone": 1400}}, "yes to naltrexone"),
        ({"filled": {**LAST.filled, "street": 16_999}}, "a street"),
        ({"filled": {**LAST.filled, "coordinates": 17_000}}, "coordinates"),
        ({"filled": {**LAST.filled, "services": 17_000}}, "services"),
        ({"filled": {**LAST.filled, "phone": 17_000}}, "a phone number"),
        ({"states": ("MA", "NY")}, "no rows any more in GU"),
    ],
)
def test_what_shrank_is_refused_unless_somebody_accepts_it(changes, said):
    [text] = objections(**changes)
    assert said in text
    assert objections(accept_shrink=True, **changes) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"unknown": 28_001}, "unknown"),
        ({"rows": 60_001, "listings": 60_001}, "at most 60,000"),
        ({"rows": 21_500}, "500 of 21,500 rows cannot be read"),
        ({"filled": {"phone": 21_000}}, "no row has services"),
    ],
)
def test_another_shape_is_refused_whatever_anybody_accepts(changes, said):
    assert any(said in text for text in objections(accept_shrink=True, **changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"unknown": 28_000},
        {"yes": {**LAST.yes, "methadone": 1190}},
        {"filled": {**LAST.filled, "street": 17_001}},
        {"rows": 21_428},
    ],
)
def test_what_is_just_within_the_limits_passes(changes):
    assert objections(**changes) == []


def test_rows_are_measured_against_the_last_pull():
    many = msgspec.structs.replace(LAST, rows=24_000, listings=24_000)
    assert objections(earlier=[many]) == []
    more = msgspec.structs.replace(LAST, rows=25_000, listings=25_000)
    assert "down from 25,000 last time" in objections(earlier=[more])[0]


def test_a_list_may_not_melt_away_by_small_steps():
    most = msgspec.structs.replace(LAST, rows=28_500)
    steps = [most, LAST]
    assert "there were 28,500" in objections(earlier=steps)[0]
    later = Copy("findtreatment", True, None, NOW + timedelta(days=90))
    assert objections(earlier=steps, copy=later) == []


def test_the_first_pull_is_only_held_to_the_sources_own_facts():
    assert objections(earlier=[], states=("MA",), yes={}) == []
    assert "at least" in objections(earlier=[], rows=100, listings=100)[0]


def test_an_old_copy_cannot_be_the_whole_list():
    old = Copy("findtreatment", full=True, as_of=None, retrieved_at=NOW - 9 * DAY)
    assert "without --full" in objections(copy=old, accept_shrink=True)[0]


@pytest.mark.parametrize(
    ("one", "other", "older"),
    [
        ("2022", "2023", True),
        ("2023", "2022", False),
        ("2022", "2022-05", False),
        ("2022-05", "2022", False),
        ("2022-04", "2022-05-01", True),
        (None, "2022", False),
        ("2022", None, True),
        ("2026", None, False),
    ],
)
def test_copies_are_compared_as_far_as_their_dates_are_known(one, other, older):
    assert is_older(one, NOW, other, NOW) is older


def test_between_copies_of_one_date_the_earlier_copied_is_older():
    assert is_older(None, NOW - DAY, None, NOW)
    assert is_older("2022", NOW - DAY, "2022", NOW)
    assert not is_older(None, NOW, None, NOW)


def test_a_refused_import_changes_nothing_and_is_remembered(import_rows, store):
    import_rows(rows(40), full=True)
    before = store.state()
    with pytest.raises(PullRefused, match=r"30 rows, down from 40.*--accept-shrink"):
        import_rows(rows(30), NOW + DAY, full=True)
    assert store.state() == before
    [source] = store.sources()
    assert "down from 40" in (source.last_failure or "")
    assert source.retrieved_at == NOW


def test_a_person_may_accept_that_a_list_shrank(import_rows, store):
    import_rows(rows(40), full=True)
    report = import_rows(rows(30), NOW + DAY, full=True, accept_shrink=True)
    assert report.missing == 10
    assert len(place_names(store)) == 40


def test_advice_to_accept_is_not_given_where_it_would_not_help(import_rows):
    unknown = [{"f1": "Payment", "f2": "PAY", "f3": "Paid in seashells"}]
    with pytest.raises(PullRefused) as refusal:
        import_rows(rows(30, services=unknown), full=True)
    assert "--accept-shrink" not in str(refusal.value)


def test_a_partial_file_is_not_held_to_the_size_of_a_list(import_rows):
    assert import_rows([row(1)]).places == 1


def test_an_older_partial_copy_does_not_stand_in_for_the_last_whole_one(import_rows):
    import_rows(rows(40), full=True)
    import_rows(rows(2), NOW + DAY)
    with pytest.raises(PullRefused, match="down from 40"):
        import_rows(rows(30), NOW + 2 * DAY, full=True)
