"""Pages of words, and what operators and robots ask for."""

from locator.sources import SOURCES
from tests.web.invented import FakeStore


def test_home_asks_for_a_zip_and_offers_medicine_first(site):
    page = site.page("/")
    wants = [e for e in page.all("input") if e.get("name") == "term"]
    assert [e.get("value") for e in wants] == [
        "buprenorphine,methadone",
        "buprenorphine",
        "methadone",
        "counseling",
        "naltrexone",
        "buprenorphine,methadone",  # "I'm not sure" asks for the same
    ]
    assert [e.get("checked") is not None for e in wants] == [True, *[False] * 5]


def test_the_crisis_page_holds_every_line_we_are_sure_of(site):
    links = site.page("/crisis").links()
    for href in (
        "tel:988",
        "sms:988",
        "sms:838255",
        "tel:+18002738255",
        "tel:+18004874889",
        "sms:435748",
        "sms:741741",
        "tel:+18002221222",
        "tel:+18009720590",
    ):
        assert href in links, href
    assert "press 3" not in site.page("/crisis").words.lower()


def test_the_data_page_names_sources_dates_and_credits(site):
    words = site.page("/about/data").words
    for source in ("findtreatment", "national-directory"):
        assert SOURCES[source].info.title in words
        assert SOURCES[source].info.publisher in words
    assert "20 Nov 2026" in words
    assert "2022" in words
    assert "GeoNames" in words
    assert "Last try failed" in words


def test_content_may_be_cached_and_is_checked_by_etag(site):
    response = site.get("/about")
    assert response.headers["Cache-Control"].startswith("public, max-age=300")
    etag = {"If-None-Match": response.headers["ETag"]}
    assert site.get("/about", 304, headers=etag).data == b""


def test_robots_stay_out_of_searches(site):
    text = site.get("/robots.txt").text
    assert "Disallow: /search\n" in text
    assert "Disallow: /near/\n" in text


def test_health_is_not_readiness(make_site, site):
    empty = make_site(FakeStore([]))
    assert empty.get("/healthz").text == "ok\n"
    assert empty.get("/readyz", 503).get_json()["ready"] is False
    assert site.get("/readyz").get_json()["locations"] > 0


def test_the_old_icon_address_works(site):
    assert site.get("/favicon.ico").mimetype == "image/svg+xml"
