"""What every answer for programs keeps: other sites may read it, copies are checked."""

from dataclasses import replace

import msgspec
import pytest

from locator.web import shapes
from tests.web.invented import (
    BOSTON,
    COPIED,
    FakeStore,
    make_id,
    make_location,
    make_store,
)

PATHS = {
    "/api/v1/locations?near=02118&limit=100": shapes.SearchAnswer,
    f"/api/v1/locations/{make_id(1)}": shapes.PlaceAnswer,
    "/api/v1/terms": shapes.TermsAnswer,
    "/api/v1/sources": shapes.SourcesAnswer,
    "/api/v1/changes?since=2026-11-01": shapes.ChangesAnswer,
}
ERRORS = {
    "/api/v1/locations": 422,
    "/api/v1/locations/nope": 404,
    "/api/v1/locations/%ED%A0%80%00": 404,
    "/api/v1/nope": 404,
    "/api/nope": 404,
    "/hsds/nope": 404,
}
FILES = [f"/api/v1/locations.{name}" for name in ("geojson", "csv", "jsonl")]


@pytest.mark.parametrize(("path", "shape"), PATHS.items())
def test_an_answer_is_of_the_type_it_says(site, path, shape):
    msgspec.convert(site.json(path), shape, strict=True)


@pytest.mark.parametrize(("path", "status"), ERRORS.items())
def test_an_error_is_of_the_type_it_says(site, path, status):
    msgspec.convert(site.json(path, status), shapes.Problem, strict=True)


@pytest.mark.parametrize("path", [*PATHS, *FILES, "/api/v1/openapi.json"])
def test_what_a_reader_has_already_is_not_sent_again(site, path):
    tag = site.get(path).headers["ETag"]
    again = site.get(path, 304, headers={"If-None-Match": tag})
    assert not again.data
    assert again.headers["ETag"] == tag
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    site.get(path, 200, headers={"If-None-Match": '"another"'})


@pytest.mark.parametrize("path", [*PATHS, *FILES])
def test_scripts_of_other_sites_may_read(site, path):
    headers = site.get(path).headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in headers
    assert "ETag" in headers["Access-Control-Expose-Headers"]


@pytest.mark.parametrize(("path", "status"), ERRORS.items())
def test_scripts_of_other_sites_may_read_why_not(site, path, status):
    assert site.get(path, status).headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", [*PATHS, *FILES, *ERRORS])
def test_a_browser_that_asks_first_hears_reading_only(site, path):
    response = site.client.options(path, headers={"Origin": "https://clinic.example"})
    if response.status_code == 404:
        return
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "POST" not in response.headers["Allow"]


@pytest.mark.parametrize("path", ["/", "/search?near=02118", "/healthz", "/static/"])
def test_pages_stay_closed_to_other_sites(site, path):
    response = site.client.get(path)
    assert "Access-Control-Allow-Origin" not in response.headers


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["/api/v1/terms", "/api/v1/locations.csv"])
def test_nothing_can_be_written(site, method, path):
    response = getattr(site.client, method)(path)
    assert response.status_code == 405
    assert response.mimetype == "application/problem+json"
    assert "GET" in response.headers["Allow"]


def test_the_api_has_no_other_language(site):
    assert site.client.get("/es/api/v1/terms").status_code == 404


def test_a_distance_never_comes_from_another_search(site):
    near = site.json("/api/v1/locations?near=02118&limit=5")["items"]
    north = f"{BOSTON.latitude + 0.1},{BOSTON.longitude}"
    far = site.json(f"/api/v1/locations?near={north}&limit=100")["items"]
    before = {item["id"]: item for item in near}
    for item in far:
        if item["id"] in before and item["distance_m"] is not None:
            assert item["distance_m"] != before[item["id"]]["distance_m"]


def test_a_name_that_looks_like_our_json_changes_nothing(make_site):
    name = 'The "distance_m":null Clinic'
    site = make_site(FakeStore([make_location(1, name, slug="x")]))
    (item,) = site.json("/api/v1/locations?near=02118")["items"]
    assert item["name"] == name
    assert item["distance_m"] > 1000


def test_a_merged_id_leads_on_and_a_closed_place_is_gone(make_site):
    gone = make_location(77, retired_at=COPIED)
    store = FakeStore([make_location(1)], merged={make_id(2): make_id(1)})
    store.retired.append(gone)
    site = make_site(store)
    moved = site.get(f"/api/v1/locations/{make_id(2)}", 301)
    assert moved.headers["Location"] == f"/api/v1/locations/{make_id(1)}"
    problem = site.json(f"/api/v1/locations/{make_id(77)}", 410)
    assert problem["phones"][0]["number"] == "+16175550177"


def test_sources_say_their_terms_and_their_age(site):
    answer = site.json("/api/v1/sources")
    assert "public domain" in answer["licence"]
    live, yearly = answer["sources"]
    assert (live["id"], yearly["as_of"]) == ("findtreatment", "2022")
    assert live["licence"].startswith("US federal work")
    assert yearly["failed_at"] == "2026-11-20T06:00:00+00:00"


@pytest.mark.parametrize("path", FILES)
def test_a_file_is_another_once_a_pull_has_failed_since(make_site, path):
    first, store = make_site().get(path).headers["ETag"], make_store()
    source = replace(store.sources()[0], failed_at=COPIED.replace(day=21))
    others = store.sources()[1:]
    store.sources = lambda: (source, *others)
    assert make_site(store).get(path).headers["ETag"] != first


def test_another_question_or_another_list_has_another_tag(make_site):
    paths = [f"/api/v1/locations?near=02118&limit={limit}" for limit in (5, 6)]
    tags = {make_site().get(path).headers["ETag"] for path in paths for _ in range(2)}
    assert len(tags) == 2
    store = make_store(version="v2")
    assert make_site(store).get(paths[0]).headers["ETag"] not in tags
    source = replace(store.sources()[0], retrieved_at=COPIED.replace(day=21))
    store = make_store()
    store.sources = lambda: (source,)
    assert make_site(store).get(paths[0]).headers["ETag"] not in tags
