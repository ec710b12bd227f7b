"""The JSON search: its shape, its limits, its errors."""

import pytest

from locator.taxonomy import TERMS
from tests.web.invented import BOSTON, FakeStore, make_id

NEAR = "/api/v1/locations?near=02118"
ITEM_KEYS = {
    "id", "name", "organization", "address", "phones", "website", "latitude",
    "longitude", "precision", "distance_m", "access", "access_labels", "offers",
    "declared", "sources", "phone_checks", "url",
}  # fmt: skip


def test_an_answer_has_the_promised_shape(site):
    answer = site.json(f"{NEAR}&radius=25&term=methadone")
    assert set(answer) == {
        "query", "total", "items", "beyond", "counts", "next", "directory_version",
    }  # fmt: skip
    assert answer["query"]["terms"] == ["methadone"]
    assert answer["directory_version"] == "v1"
    assert answer["total"] == len(answer["items"]) == 3
    assert set(answer["counts"]) == set(TERMS)


def test_an_item_has_the_promised_shape(site):
    item = site.json(f"{NEAR}&term=naltrexone")["items"][0]
    assert set(item) == ITEM_KEYS
    assert item["phones"][0] == {
        "number": "+16175550101",
        "extension": "123",
        "kind": "main",
        "central": False,
    }
    assert item["offers"][0] == {
        "term": "buprenorphine",
        "strength": "yes",
        "source": "findtreatment",
        "as_of": None,
    }
    assert item["sources"][0]["retrieved_at"] == "2026-11-20T06:00:00+00:00"
    assert item["url"] == f"/locations/bay-street-health-{make_id(1)}"
    assert item["distance_m"] == pytest.approx(1609, rel=0.01)
    assert item["precision"] == "address"


def test_a_private_place_counts_but_has_no_point_and_no_distance(site):
    items = site.json(f"{NEAR}&limit=100")["items"]
    (private,) = [item for item in items if item["id"] == make_id(4)]
    for name in ("latitude", "longitude", "distance_m"):
        assert private[name] is None
    assert private["precision"] == "withheld"


def test_near_is_never_rounded(site):
    text = f"{BOSTON.latitude + 1e-7:.7f},{BOSTON.longitude:.7f}"
    query = site.json(f"/api/v1/locations?near={text}")["query"]
    assert query["latitude"] == BOSTON.latitude + 1e-7


def test_next_walks_the_whole_list_once(site):
    seen, url = [], f"{NEAR}&radius=30&limit=7"
    while url:
        answer = site.json(url)
        seen += [item["id"] for item in answer["items"]]
        url = answer["next"]
    assert len(seen) == len(set(seen)) == answer["total"]


def test_beyond_is_never_in_the_total(site):
    answer = site.json(f"{NEAR}&radius=1&term=buprenorphine")
    inside = {item["id"] for item in answer["items"]}
    assert answer["total"] == len(inside)
    assert len(inside) + len(answer["beyond"]) == 5
    assert not inside & {item["id"] for item in answer["beyond"]}


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("", "near"),
        ("near=00000", "near"),
        ("near=02118&term=nope", "term"),
        ("near=02118&radius=500", "radius"),
        ("near=02118&radius=nan", "radius"),
        ("near=02118&limit=0", "limit"),
        ("near=02118&limit=101", "limit"),
        ("near=02118&page=zero", "page"),
        ("near=02118&page=0000000009999999", "page"),
    ],
)
def test_bad_input_is_a_problem_that_names_the_field(site, query, field):
    problem = site.json(f"/api/v1/locations?{query}", 422)
    assert problem["field"] == field
    assert problem["status"] == 422
    assert problem["detail"]


def test_one_place_is_the_same_item(site):
    item = site.json(f"/api/v1/locations/{make_id(1)}")
    assert set(item) == ITEM_KEYS | {"directory_version"}
    assert item["distance_m"] is None


@pytest.mark.parametrize("path", ["/api/v1/locations/zzzzzzzzzz", "/api/v1/nope"])
def test_what_is_not_there_is_a_problem_too(site, path):
    assert site.json(path, 404)["status"] == 404


def test_a_wrong_method_is_a_problem_too(site):
    response = site.client.delete("/api/v1/terms")
    assert (response.status_code, response.mimetype) == (
        405,
        "application/problem+json",
    )


def test_without_a_list_the_api_says_so(make_site):
    problem = make_site(FakeStore([])).json(NEAR, 503)
    assert "does not mean there is no help" in problem["detail"]


def test_our_own_failure_is_a_problem_without_a_trace(make_site):
    site = make_site()
    site.app.extensions["directory"].store.broken = True
    problem = site.json("/api/v1/locations/zzzzzzzzzz", 500)
    assert "secret" not in str(problem)


def test_terms_come_in_groups(site):
    answer = site.json("/api/v1/terms")
    assert [term["slug"] for term in answer["terms"]] == list(TERMS)
    assert {term["group"] for term in answer["terms"]} <= {
        group["slug"] for group in answer["groups"]
    }


def test_every_answer_carries_the_directory_version(site):
    for path in (NEAR, "/", "/crisis", "/api/v1/terms", "/robots.txt", "/readyz"):
        assert site.get(path).headers["Locator-Directory-Version"] == "v1"
