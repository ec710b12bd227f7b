"""Opaque cursors: they hold the search, and end with the version they began in."""

import pytest

from locator.web.api.cursors import ChangesCursor, SearchCursor, make_cursor
from tests.web.invented import BOSTON, make_store

NEAR = "/api/v1/locations?near=02118&radius=30&limit=7&term=buprenorphine"


def cursor_of(answer):
    return answer["next"].partition("cursor=")[2]


def test_the_next_part_is_the_same_search(site):
    first = site.json(NEAR)
    second = site.json(first["next"])
    assert second["query"] == {**first["query"], "page": 2}
    assert second["total"] == first["total"]


def test_a_cursor_shows_nothing_to_the_eye(site):
    assert "02118" not in site.json(NEAR)["next"]


def test_a_cursor_of_an_older_version_ends_with_a_way_to_start_again(make_site):
    old = make_site().json(NEAR)["next"]
    site = make_site(make_store(version="v2"))
    problem = site.json(old, 410)
    assert "older version" in problem["detail"]
    again = site.json(problem["restart"])
    assert again["query"] == site.json(NEAR)["query"]


def made(**changes):
    facts = {
        "version": "v1", "near": "02118", "terms": (), "radius": 25.0, "limit": 20,
        "page": 2,
    }  # fmt: skip
    return make_cursor(SearchCursor(**facts | changes))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "é",
        "AAAA",
        "%00",
        "a" * 3000,
        make_cursor(ChangesCursor(3)),
        made(near="nowhere at all"),
        made(terms=("nope",)),
        made(limit=5000),
        made(page=-1),
        made(radius=float("nan")),
    ],
)
def test_a_cursor_we_never_gave_is_refused(site, text):
    assert site.json(f"/api/v1/locations?cursor={text}", 422)["field"] == "cursor"


def test_a_cursor_stands_alone(site):
    path = f"/api/v1/locations?cursor={made()}&near=02118"
    assert site.json(path, 422)["field"] == "cursor"


def test_a_cursor_keeps_a_point_as_it_was_given(site):
    near = f"{BOSTON.latitude + 1e-7:.7f},{BOSTON.longitude:.7f}"
    first = site.json(f"/api/v1/locations?near={near}&radius=30&limit=5")
    assert site.json(first["next"])["query"]["near"] == first["query"]["near"]


def test_links_are_whole_only_where_the_operator_said_our_address(make_site):
    assert make_site().json(NEAR)["next"].startswith("/api/")
    ours = make_site(base_url="https://help.example")
    assert ours.json(NEAR)["next"].startswith("https://help.example/api/")
