"""What changed since a day: oldest first, in bounded parts, resumed without a gap."""

from datetime import timedelta

import pytest

from locator.web.api import changes
from locator.web.api.cursors import ChangesCursor, make_cursor
from tests.web.invented import COPIED, PlaceChange, make_id, make_store

DAY = timedelta(days=1)
SINCE = "/api/v1/changes?since="


@pytest.fixture
def store():
    kinds = ("added", "changed", "removed")
    return make_store(
        changed=[
            PlaceChange(
                number, make_id(number), kinds[number % 3], COPIED + number * DAY
            )
            for number in range(1, 8)
        ]
    )


@pytest.fixture
def site(make_site, store):
    return make_site(store)


def ids(answer):
    return [one["id"] for one in answer["changes"]]


def test_a_change_says_what_when_and_where(site):
    first = site.json(f"{SINCE}2026-11-01")["changes"][0]
    assert first == {
        "id": make_id(1),
        "change": "changed",
        "at": (COPIED + DAY).isoformat(),
        "url": f"/api/v1/locations/{make_id(1)}",
    }


@pytest.mark.parametrize(
    ("since", "first"),
    [
        ("2026-11-01", 1),
        ("2026-11-24", 4),
        ("2026-11-24T06:00:00Z", 4),
        ("2026-11-24T02:00:00-04:00", 4),
        ("20261124", 4),
    ],
)
def test_only_what_happened_since_is_told(site, since, first):
    assert ids(site.json(SINCE + since))[0] == make_id(first)


def test_the_parts_make_the_whole(site, monkeypatch):
    monkeypatch.setattr(changes, "AT_A_TIME", 3)
    found, url = [], f"{SINCE}2026-11-01"
    while url:
        answer = site.json(url)
        assert len(answer["changes"]) <= 3
        found += ids(answer)
        url = answer["next"]
    assert found == [make_id(number) for number in range(1, 8)]


@pytest.mark.parametrize("since", ["2026-11-01", "2027-01-01"])
def test_asking_again_later_tells_only_what_is_new(site, store, since):
    resume = site.json(SINCE + since)["resume"]
    assert ids(site.json(resume)) == []
    when = COPIED + 90 * DAY
    store.changed.append(PlaceChange(8, make_id(8), "added", when))
    assert ids(site.json(resume)) == [make_id(8)]
    assert ids(site.json(site.json(resume)["resume"])) == []


def test_a_day_long_ago_can_be_asked_for_again(site, store):
    store.changed.clear()
    resume = site.json(f"{SINCE}0001-01-01")["resume"]
    assert ids(site.json(resume)) == []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("", "since"),
        ("since=", "since"),
        ("since=yesterday", "since"),
        ("since=0001-01-01T00:00:00%2B23:59", "since"),
        ("cursor=nope", "cursor"),
        (f"cursor={make_cursor(ChangesCursor(-1))}", "cursor"),
        (f"cursor={make_cursor(ChangesCursor(2**64 - 1))}", "cursor"),
        ("cursor=a&since=2026-11-01", "cursor"),
    ],
)
def test_what_cannot_be_read_is_named(site, query, field):
    assert site.json(f"/api/v1/changes?{query}", 422)["field"] == field
