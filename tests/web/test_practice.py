"""Invented places: shown on the machine itself, marked everywhere, never to call."""

import pytest

from tests.web.invented import make_id, practice_store

pytestmark = pytest.mark.long

SEARCH = "/search?near=02118"
HERE = ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000"]
ELSEWHERE = [
    {"Host": "help.example"},
    {"Host": "192.168.1.7:8000"},
    {"Host": "localhost.example"},
    {"Host": "localhost", "X-Forwarded-For": "203.0.113.9"},
    {"Host": "localhost", "X-Forwarded-Proto": "https"},
    {"Host": "localhost", "Forwarded": "for=203.0.113.9"},
]


@pytest.fixture
def practice(make_site):
    return make_site(practice_store())


@pytest.mark.parametrize("host", HERE)
def test_practice_is_shown_on_this_machine(practice, host):
    page = practice.page(SEARCH, headers={"Host": host})
    assert "Practice list. The places below are invented" in page.words
    assert "The crisis lines above are real." in page.words


@pytest.mark.parametrize("headers", ELSEWHERE)
@pytest.mark.parametrize("path", [SEARCH, f"/locations/bay-street-health-{make_id(1)}"])
def test_practice_is_shown_nowhere_else(practice, headers, path):
    page = practice.page(path, 503, headers=headers)
    assert page.heading == "Our list has not loaded"
    assert "Bay Street" not in page.words


def test_the_api_keeps_the_same_rule(practice):
    answer = practice.json("/api/v1/locations?near=02118")
    assert answer["practice"] is True
    assert all(item["practice"] for item in answer["items"])
    practice.json("/api/v1/locations?near=02118", 503, headers=ELSEWHERE[0])


def test_a_base_url_ends_practice(make_site):
    site = make_site(practice_store(), base_url="https://help.example")
    site.page(SEARCH, 503, headers={"Host": "localhost"})


def test_an_operator_can_ask_for_practice_by_name(make_site):
    site = make_site(practice_store(), practice=True)
    site.page(SEARCH, headers={"Host": "demo.example"})


def test_practice_numbers_cannot_be_dialed(practice):
    for path in (SEARCH, f"/locations/bay-street-health-{make_id(1)}"):
        page = practice.page(path)
        assert "617-555-0101" in page.words
        assert not [link for link in page.links() if "555" in link]


def test_every_practice_card_says_so(practice):
    page = practice.page(SEARCH)
    assert all("Invented place" in page.text(c) for c in page.by_class("card"))


def test_practice_is_in_no_index_and_no_shared_cache(practice):
    for path in ("/", SEARCH, "/about"):
        response = practice.get(path)
        assert response.headers["X-Robots-Tag"] == "noindex"
        assert "private" in response.headers["Cache-Control"]
    assert "Disallow: /\n" in practice.get("/robots.txt").text
