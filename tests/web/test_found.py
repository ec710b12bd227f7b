"""What search engines may find: every place once, no search, nothing private."""

from xml.etree import ElementTree as ET

import pytest

from locator.records import Address
from tests.web.invented import (
    FakeStore,
    gated_places,
    make_id,
    make_location,
    make_store,
    practice_store,
)

pytestmark = pytest.mark.long

BASE = "https://locator.example"
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PLACE = f"/locations/bay-street-health-{make_id(1)}"


@pytest.fixture
def public(make_site):
    return make_site(base_url=BASE)


def addresses(site, path):
    response = site.get(path)
    assert response.mimetype == "application/xml"
    root = ET.fromstring(response.data)
    return [loc.text for loc in root.iter(f"{SPACE}loc")]


def test_the_sitemap_lists_words_and_then_each_state(public):
    assert addresses(public, "/sitemap.xml") == [
        f"{BASE}/sitemap-pages.xml",
        f"{BASE}/sitemap-ma.xml",
        f"{BASE}/sitemap-nh.xml",
    ]
    assert addresses(public, "/sitemap-nh.xml") == [
        f"{BASE}/locations/far-state-clinic-{make_id(40)}"
    ]


def test_every_address_of_the_sitemap_is_a_page_that_may_be_found(public):
    for part in addresses(public, "/sitemap.xml"):
        for address in addresses(public, part.removeprefix(BASE)):
            page = public.page(address.removeprefix(BASE))
            assert f'<link rel="canonical" href="{address}">' in page.html
            assert "noindex" not in page.html


def test_places_that_nobody_can_walk_into_are_not_in_it(make_site):
    site = make_site(make_store(gated_places()), base_url=BASE)
    assert [a for a in addresses(site, "/sitemap-ma.xml") if "jail" in a] == []
    assert len(addresses(site, "/sitemap-ma.xml")) == 1


def test_a_place_without_a_state_is_found_too(make_site):
    odd = make_location(1, address=Address("1 Main Street", None, "Boston", "??", ""))
    site = make_site(make_store([odd]), base_url=BASE)
    assert addresses(site, "/sitemap-elsewhere.xml") == [
        f"{BASE}/locations/harbor-light-clinic-1-{make_id(1)}"
    ]


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemap-ma.xml"])
def test_without_an_address_of_our_own_there_is_no_sitemap(site, path):
    assert "LOCATOR_BASE_URL is not set" in site.get(path, 404).text


def test_the_practice_list_has_no_sitemap(make_site):
    site = make_site(practice_store(), base_url=BASE, practice=True)
    assert "invented" in site.get("/sitemap.xml", 404).text


def test_before_the_list_has_loaded_robots_are_told_to_come_again(make_site):
    site = make_site(FakeStore([]), base_url=BASE)
    assert "not loaded" in site.get("/sitemap.xml", 503).text


def test_an_unknown_part_is_no_page(public):
    public.get("/sitemap-zz.xml", 404)


def test_a_sitemap_that_the_reader_has_is_not_sent_again(public):
    etag = public.get("/sitemap-ma.xml").headers["ETag"]
    known = public.get("/sitemap-ma.xml", 304, headers={"If-None-Match": etag})
    assert known.data == b""


def test_robots_are_led_to_the_sitemap_and_kept_out_of_searches(public, site):
    text = public.get("/robots.txt").text
    assert f"Sitemap: {BASE}/sitemap.xml\n" in text
    assert "Disallow: /es/search\n" in text
    assert "Sitemap" not in site.get("/robots.txt").text


def test_a_page_names_itself_in_every_language(public):
    html = public.page("/guides/overdose").html
    for code, path in (
        ("en", "/guides/overdose"),
        ("es", "/es/guides/overdose"),
        ("x-default", "/guides/overdose"),
    ):
        assert f'<link rel="alternate" hreflang="{code}" href="{BASE}{path}">' in html
    spanish = public.get("/es/guides/overdose").text
    assert f'<link rel="canonical" href="{BASE}/es/guides/overdose">' in spanish


@pytest.mark.parametrize("path", ["/search?near=02118", f"{PLACE}?near=02118", "/?a=b"])
def test_what_holds_a_question_is_kept_out(public, path):
    html = public.page(path).html
    assert '<meta name="robots" content="noindex">' in html
    assert "canonical" not in html


@pytest.mark.parametrize("path", ["/", PLACE, "/guides/kratom", "/search?near=02118"])
def test_a_preview_of_a_link_says_nothing_of_medicine(public, path):
    page = public.page(path)
    previews = {
        e.get("property"): e.get("content")
        for e in page.all("meta")
        if (e.get("property") or "").startswith("og:")
    }
    assert previews["og:title"] == "Health services near you"
    assert set(previews) == {"og:title", "og:description"}
    told = previews["og:description"].lower()
    assert not any(w in told for w in ("treat", "drug", "opioid", "medicine", "kratom"))
