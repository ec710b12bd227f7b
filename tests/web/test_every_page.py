"""Every route and every error keeps the house rules, crisis lines first of all."""

import pytest

from locator.progress import Stages
from locator.web import errors
from locator.web.guides import GUIDES
from tests.web.house_rules import check_page
from tests.web.invented import FakeStore, make_id

HTML_ROUTES = {
    "/": 200,
    "/search?near=02118": 200,
    "/search?near=02118&term=buprenorphine&term=methadone&radius=50": 200,
    "/search?near=02118&radius=100&page=2": 200,
    "/search?near=02118&page=900": 200,
    "/search?near=02118&radius=1&term=hebrew": 200,
    "/search": 422,
    "/search?near=99999x": 422,
    "/search?near=02118&term=<b>&radius=nan&page=0&limit=x": 422,
    f"/locations/bay-street-health-{make_id(1)}": 200,
    f"/locations/quiet-house-{make_id(4)}": 200,
    f"/locations/county-jail-program-{make_id(8)}": 200,
    f"/locations/hostile-{make_id(9)}": 200,
    "/crisis": 200,
    "/about": 200,
    "/about/data": 200,
    "/privacy": 200,
    "/accessibility": 200,
    "/leave": 200,
    "/kept": 200,
    "/offline": 200,
    "/developers": 200,
    "/guides/": 200,
    "/guides/words": 200,
    **{f"/guides/{guide.slug}": 200 for guide in GUIDES},
    "/guides/nothing": 404,
    "/handout": 200,
    "/handout?near=02118": 200,
    "/handout?near=02118&format=text": 200,
    "/handout?near=99999x": 422,
    "/link": 200,
    "/link?near=02118&term=methadone": 200,
    "/link?near=02118&accent=red": 422,
    "/doctor": 200,
    "/emergency-room": 200,
    "/locations/nowhere-zzzzzzzzzz": 404,
    "/locations/": 404,
    "/nothing/here": 404,
}
OTHER_ROUTES = {
    "/near/<near>",
    "/near/<near>/<terms>",
    "/handout.txt",
    "/link/qr.svg",
    "/embed",  # test_embed.py walks it
    "/embed.js",
    "/embed/theme-<accent>.css",
    "/link/qr.png",
    "/static/<path:filename>",
    "/favicon.ico",
    "/locations/<key>/text",
    "/locations/<key>/contact.vcf",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap-<part>.xml",
    "/manifest.webmanifest",
    "/worker.js",
    "/healthz",
    "/readyz",
    "/api/v1/locations",
    "/api/v1/locations/<location_id>",
    "/api/v1/locations.csv",
    "/api/v1/locations.geojson",
    "/api/v1/locations.jsonl",
    "/api/v1/terms",
    "/api/v1/sources",
    "/api/v1/changes",
    "/api/v1/openapi.json",
    "/hsds",
    "/hsds/services",
    "/hsds/services/<id>",
    "/hsds/service_at_locations",
    "/hsds/service_at_locations/<id>",
    "/hsds/organizations",
    "/hsds/organizations/<id>",
    "/hsds/taxonomies",
    "/hsds/taxonomies/<id>",
    "/hsds/taxonomy_terms",
    "/hsds/taxonomy_terms/<id>",
    "/hsds/<path:_anything>",
    "/api/v1/<path:_anything>",
}


@pytest.mark.parametrize(("path", "status"), HTML_ROUTES.items())
def test_every_page_keeps_the_house_rules(site, path, status):
    site.page(path, status)


def test_every_route_is_listed_here(site):
    rules = {
        rule.rule
        for rule in site.app.url_map.iter_rules()
        if not rule.rule.startswith("/desk")  # tests/desk walks those
    }
    pages = {path.partition("?")[0] for path in HTML_ROUTES}
    pages |= {"/locations/<key>", "/locations/<key>/wrong", "/guides/<slug>"}
    assert rules <= pages | OTHER_ROUTES, rules - pages - OTHER_ROUTES


def test_a_wrong_method_says_what_to_do_next(site):
    response = site.client.post("/search")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
    assert "Search for a place instead" in check_page(response.text).words


@pytest.fixture
def error_log(monkeypatch, caplog):
    # import-linter's set-up, run by another test, switches existing loggers off.
    monkeypatch.setattr(errors.log, "disabled", False)
    return caplog


def test_our_own_failure_never_reads_as_nobody_near_you(make_site, error_log):
    site = make_site(FakeStore([]))
    site.app.add_url_rule("/broken", view_func=lambda: 1 / 0)
    page = site.page("/broken", 500)
    assert page.heading == "Something broke on our side"
    assert "does not mean there is no help near you" in page.words
    assert "ZeroDivisionError" in error_log.text


def test_a_failure_logs_nothing_of_what_was_asked(make_site, error_log):
    site = make_site()
    site.app.extensions["directory"].store.broken = True
    site.page(f"/locations/bay-street-health-{make_id(1)}", 500)
    assert "RuntimeError in places.location" in error_log.text
    assert "bay-street" not in error_log.text
    assert "02118" not in error_log.text


def test_without_a_list_a_search_says_so_and_gives_the_lines(make_site, tmp_path):
    Stages(tmp_path, "findtreatment").tell("Reading", 5, 20)
    page = make_site(FakeStore([])).page("/search?near=02118", 503)
    assert page.heading == "Our list has not loaded"
    assert "This does not mean there is no help near you" in page.words
    assert "25 percent done" in page.words


@pytest.mark.parametrize("text", ["", "[]", "{", '{"done": "x"}', "[1]"])
def test_a_spoiled_progress_file_changes_nothing(make_site, tmp_path, text):
    (tmp_path / "sync.json").write_text(text)
    make_site(FakeStore([])).page("/search?near=02118", 503)


@pytest.mark.parametrize("path", ["/", "/crisis", "/about", "/about/data", "/privacy"])
def test_words_do_not_need_a_list(make_site, path):
    make_site(FakeStore([])).page(path)
