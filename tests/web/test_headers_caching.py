"""Public pages may be carried by a cache; whatever holds a question may not."""

import pytest

from tests.web.invented import make_id, make_store, practice_store

pytestmark = pytest.mark.long

PLACE = f"/locations/bay-street-health-{make_id(1)}"
PUBLIC_PAGES = [
    "/", "/guides/", "/guides/overdose", "/crisis", "/about", "/privacy", PLACE,
    "/es/guides/overdose", f"/es{PLACE}",
]  # fmt: skip
QUESTIONS = [
    "/search?near=02118", "/es/search?near=02118", f"{PLACE}?near=02118", "/?x=1",
    "/crisis?from=02118", "/api/v1/locations?near=02118",
]  # fmt: skip


@pytest.mark.parametrize("path", PUBLIC_PAGES)
def test_pages_that_are_the_same_for_all_may_be_carried(site, path):
    headers = site.get(path).headers

    # A phone that saw a place asks again each time: its number may have failed since.
    seconds = 0 if PLACE in path else 300
    carried = f"public, max-age={seconds}, s-maxage=60"
    assert headers["Cache-Control"].startswith(carried)
    assert headers.getlist("Vary") == ["Accept-Encoding"]
    assert headers["ETag"].startswith('W/"')


@pytest.mark.parametrize("path", QUESTIONS)
def test_an_answer_to_a_question_stays_with_who_asked(site, path):
    assert site.get(path).headers["Cache-Control"] == "private, no-cache"


def test_nobody_with_a_cookie_gets_a_shared_page_or_leaves_one(make_site):
    site = make_site()
    site.client.set_cookie("session", "x")

    assert site.get("/crisis").headers["Cache-Control"] == "private, no-cache"


def test_short_links_and_errors_are_not_carried(site):
    assert site.get("/near/02118", 302).headers["Cache-Control"] == "private, no-cache"
    assert site.get("/nowhere", 404).headers["Cache-Control"] == "no-store"


def test_invented_places_are_never_carried(make_site):
    page = make_site(practice_store()).get("/crisis")

    assert page.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("path", [*PUBLIC_PAGES, "/search?near=02118"])
def test_who_has_the_page_already_is_told_so_in_a_line(site, path):
    tag = site.get(path).headers["ETag"]

    again = site.get(path, 304, headers={"If-None-Match": tag})

    assert not again.data
    assert again.headers["ETag"] == tag
    assert again.headers["Cache-Control"] == site.get(path).headers["Cache-Control"]


def test_the_mark_is_the_same_compressed_or_not(site):
    packed = site.get(PLACE, headers={"Accept-Encoding": "gzip"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["ETag"] == site.get(PLACE).headers["ETag"]


@pytest.mark.parametrize("refusal", ["identity", "gzip;q=0", "br"])
def test_who_cannot_read_gzip_gets_none(site, refusal):
    page = site.get(PLACE, headers={"Accept-Encoding": refusal})

    assert "Content-Encoding" not in page.headers


@pytest.mark.parametrize("path", PUBLIC_PAGES)
def test_a_new_directory_changes_the_mark_of_every_page(make_site, path):
    old = make_site().get(path).headers["ETag"]

    assert make_site(make_store(version="v2")).get(path).headers["ETag"] != old


def test_a_new_release_changes_the_mark(make_site, monkeypatch):
    old = make_site().get("/crisis").headers["ETag"]
    monkeypatch.setattr("locator.web.headers.__version__", "99")

    assert make_site().get("/crisis").headers["ETag"] != old


def test_browsers_are_told_to_stay_on_https_where_the_address_is_https(make_site):
    name = "Strict-Transport-Security"
    there = make_site(base_url="https://locator.example.org")
    plain = make_site()

    page = there.get("/crisis", headers={"Host": "locator.example.org"})

    assert page.headers[name] == "max-age=63072000"
    assert name not in plain.get("/crisis").headers
