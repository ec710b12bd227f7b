"""The API's own description is valid, whole, and true of the running app."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from msgspec.structs import replace
from openapi_spec_validator import validate
from schemathesis import GenerationMode, checks

from locator.config import Settings
from locator.web import create_app
from locator.web.api.cursors import ChangesCursor, SearchCursor, make_cursor
from locator.web.hsds.ids import hsds_id
from tests.web.invented import COPIED, PlaceChange, make_id, make_location, make_store

pytestmark = pytest.mark.long

PATH = "/api/v1/openapi.json"
# These answer what is in no description: the description itself, and what is nowhere.
UNTOLD = {PATH, "/api/v1/<path:_anything>", "/hsds/<path:_anything>"}
CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.unsupported_method,
]

NEXT = SearchCursor("v1", "02118", ("buprenorphine",), 30.0, 7, 2)
FEW = settings(
    max_examples=40,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
HSDS = [f"/hsds/{name}" for name in (
    "services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms",
)]  # fmt: skip
ASKING = [
    "/api/v1/locations",
    "/api/v1/locations/{location_id}",
    "/api/v1/changes",
    *HSDS,
    *(f"{path}/{{id}}" for path in HSDS),
]
PLAIN = [
    "/api/v1/locations.geojson",
    "/api/v1/locations.csv",
    "/api/v1/locations.jsonl",
    "/api/v1/terms",
    "/api/v1/sources",
    "/hsds",
]
TRIED = [
    *((path, GenerationMode.POSITIVE) for path in (*ASKING, *PLAIN)),
    *((path, GenerationMode.NEGATIVE) for path in ASKING),
]
# What chance does not find: ids and cursors that lead somewhere.
KNOWN = [
    ("/api/v1/locations/{location_id}", {"location_id": make_id(1)}, {}),
    ("/api/v1/locations/{location_id}", {"location_id": make_id(2)}, {}),
    ("/api/v1/locations/{location_id}", {"location_id": make_id(90)}, {}),
    ("/api/v1/locations/{location_id}", {"location_id": make_id(91)}, {}),
    ("/api/v1/locations", {}, {"near": "Boston, MA", "term": ["methadone", "free"]}),
    ("/api/v1/locations", {}, {"near": "42.3,-71.1", "radius": 1, "limit": 1}),
    ("/api/v1/locations", {}, {"cursor": make_cursor(NEXT)}),
    ("/api/v1/locations", {}, {"cursor": make_cursor(replace(NEXT, version="v0"))}),
    ("/api/v1/changes", {}, {"cursor": make_cursor(ChangesCursor(0))}),
    ("/api/v1/changes", {}, {"since": "2026-11-01"}),
    ("/hsds/services", {}, {"full": "true", "per_page": 100}),
    ("/hsds/services/{id}", {"id": hsds_id("service", make_id(1))}, {}),
]


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    home = tmp_path_factory.mktemp("openapi")
    gone = make_location(91, retired_at=COPIED)
    merged = {make_id(90): make_id(1)}
    store = make_store(
        merged=merged,
        retired=[gone],
        changed=[PlaceChange(1, make_id(1), "added", COPIED)],
    )
    return create_app(Settings(home=home, database_url="sqlite://"), store=store)


@pytest.fixture(scope="module")
def described(app):
    return app.test_client().get(PATH).get_json()


def test_the_description_is_valid_openapi(described):
    assert described["openapi"].startswith("3.1")
    validate(described)


def test_every_address_for_programs_is_described(app, described):
    told = {path.replace("{", "<").replace("}", ">") for path in described["paths"]}
    rules = {rule.rule for rule in app.url_map.iter_rules()}
    assert {r for r in rules if r.startswith(("/api/", "/hsds"))} - UNTOLD == told


def test_every_address_says_how_it_refuses_and_what_it_does_not_send_again(described):
    for path, one in described["paths"].items():
        answers = one["get"]["responses"]
        assert "304" in answers, path
        assert "Retry-After" in answers["429"]["headers"], path


def test_every_parameter_says_what_it_is_for(described):
    for path in described["paths"].values():
        for parameter in path["get"]["parameters"]:
            assert parameter["description"]
            assert parameter["schema"]


@pytest.fixture(scope="module")
def schema(app):
    return schemathesis.openapi.from_wsgi(PATH, app)


def ask(case):
    # What carries the requests here does not unpack gzip.
    plain = {**case.headers, "Accept-Encoding": "identity"}
    case.call_and_validate(checks=CHECKS, headers=plain)


@pytest.mark.parametrize(("path", "mode"), TRIED)
def test_no_answer_breaks_the_description(schema, path, mode):
    @given(case=schema[path]["GET"].as_strategy(generation_mode=mode))
    @settings(FEW)
    def every_answer_is_as_described(case):
        ask(case)

    every_answer_is_as_described()


@pytest.mark.parametrize(("path", "parts", "query"), KNOWN)
def test_what_is_there_is_as_described(schema, path, parts, query):
    ask(schema[path]["GET"].Case(path_parameters=parts, query=query))


def test_every_path_is_tried(described):
    assert {*ASKING, *PLAIN} == set(described["paths"])
