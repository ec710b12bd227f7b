"""Sums of many, each by itself; of fewer than eleven nothing is ever written."""

from datetime import date

import pytest

from locator.web import counts
from locator.web.count_file import add_counts, read_counts
from locator.web.counts import Tally, week_name
from tests.web.invented import FakeStore, make_location, make_store, practice_store

WEEK = week_name(date(2026, 11, 22))
SEARCH = "/search?near=02118&term=buprenorphine&term=medicaid"


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0
        self.date = date(2026, 11, 22)

    def __call__(self) -> float:
        return self.seconds

    def day(self) -> date:
        return self.date


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def tally(tmp_path, clock):
    return Tally(tmp_path, clock=clock, day=clock.day)


@pytest.fixture
def counting(make_site, clock):
    """A site that counts, and writes what it may whenever the clock is turned."""

    def make(store: FakeStore | None = None):
        site = make_site(store, counts=True)
        home = site.app.extensions["directory"].settings.home
        site.app.extensions["counts"] = Tally(home, clock=clock, day=clock.day)
        return site

    return make


def everything_on_disk(home) -> str:
    return " ".join(
        f"{path.name} {path.read_text('utf-8', errors='replace')}"
        for path in home.rglob("counts*")
        if path.is_file()
    )


def opened(site, path, times, **options):
    for _ in range(times):
        site.get(path, **options)


def test_ten_are_never_written_and_eleven_are(tally, clock, tmp_path):
    for count, kept in ((10, {}), (1, {WEEK: {"page": {"home": 11}}})):
        for _ in range(count):
            tally.add([("page", "home")])
        clock.seconds += 10_000
        tally.add([])
        assert read_counts(tmp_path) == kept


def test_what_is_added_later_is_eleven_or_more_too(tally, clock, tmp_path):
    for _ in range(15):
        tally.add([("page", "home")])
    clock.seconds += 10_000
    tally.add([("page", "home")])
    clock.seconds += 10_000
    tally.add([])
    assert read_counts(tmp_path)[WEEK]["page"]["home"] == 15


def test_a_new_week_forgets_what_was_too_little(tally, clock, tmp_path):
    for _ in range(12):
        tally.add([("page", "home")])
    tally.add([("page", "search")] * 7)
    clock.date = date(2026, 11, 23)
    tally.add([("page", "search")] * 7)
    clock.seconds += 10_000
    tally.add([])
    assert read_counts(tmp_path) == {WEEK: {"page": {"home": 12}}}


def test_several_workers_add_to_one_file(tmp_path):
    for _ in range(3):
        add_counts(tmp_path, WEEK, {("page", "home"): 20, ("page", "embed"): 10})
    assert read_counts(tmp_path) == {WEEK: {"page": {"home": 60}}}
    assert (tmp_path / "counts.json").stat().st_mode & 0o777 == 0o600


def test_a_number_that_should_not_be_there_is_not_told(tmp_path):
    (tmp_path / "counts.json").write_text('{"2026-W01": {"page": {"home": 3}}}')
    assert read_counts(tmp_path) == {"2026-W01": {"page": {}}}


def test_a_site_counts_nothing_unless_it_is_asked_to(make_site, tmp_path):
    site = make_site()
    opened(site, SEARCH, 12)
    assert "counts" not in site.app.extensions
    assert everything_on_disk(tmp_path) == ""


def test_each_sum_stands_by_itself(counting, clock, tmp_path):
    site = counting()
    opened(site, SEARCH, 12)
    opened(site, "/es/guides/overdose", 11)
    clock.seconds += 10_000
    site.get("/about")
    site.get("/")
    assert read_counts(tmp_path) == {
        WEEK: {
            "page": {"search": 12, "guide": 11},
            "language": {"en": 12, "es": 11},
            "term": {"buprenorphine": 12, "medicaid": 12},
            "county": {"25025": 12},
        }
    }


def test_a_county_where_nothing_is_near_is_counted(counting, clock, tmp_path):
    site = counting(make_store([make_location(40)]))
    opened(site, "/search?near=02118&term=buprenorphine&radius=10", 11)
    opened(site, "/search?near=02118&term=buprenorphine&radius=50", 11)
    clock.seconds += 10_000
    site.get("/")
    assert read_counts(tmp_path)[WEEK]["nothing-near"] == {"25025": 22}


def test_only_pages_that_somebody_opens_are_counted(counting, clock, tmp_path):
    site = counting()
    opened(site, SEARCH, 12, headers={"Sec-Fetch-Dest": "empty"})
    opened(site, f"{SEARCH}&page=2", 12, headers={"Sec-Fetch-Dest": "empty"})
    opened(site, "/search?near=99999x", 12, status=422)
    opened(site, "/api/v1/locations?near=02118", 12)
    clock.seconds += 10_000
    site.get("/")
    assert read_counts(tmp_path) == {}


def test_the_practice_list_is_not_counted(counting, clock, tmp_path):
    site = counting(practice_store())
    opened(site, SEARCH, 12)
    clock.seconds += 10_000
    site.get("/")
    assert read_counts(tmp_path) == {}


def test_nothing_that_was_typed_or_sent_is_kept(counting, clock, tmp_path):
    site = counting()
    told = {"User-Agent": "canary-agent", "Cookie": "canary=1"}
    opened(site, "/search?near=Boston,+MA&radius=17&x=canary", 12, headers=told)
    clock.seconds += 10_000
    site.get("/")
    kept = everything_on_disk(tmp_path)
    assert "25025" in kept
    for canary in ("canary", "Boston", "127.0.0.1", "02118", "17"):
        assert canary not in kept


def test_a_disk_that_fails_costs_no_visitor_a_page(
    counting, clock, tmp_path, caplog, monkeypatch
):
    # Set-ups of logging, run by other tests, switch existing loggers off.
    monkeypatch.setattr(counts.log, "disabled", False)
    site = counting()
    opened(site, "/", 12)
    (tmp_path / "counts.json").mkdir()
    clock.seconds += 10_000
    site.get("/")
    assert "weekly sums were not written" in caplog.text
