"""HSDS 3.0: every answer validates, nothing private is in it, nobody is sent to a jail."""

import json
from dataclasses import replace

import pytest

from tests.web.hsds_rules import PAGED, PART, SERVICE, SERVICE_LIST
from tests.web.invented import make_id, make_location, make_store, practice_store

LISTS = {
    "/hsds/services": SERVICE_LIST,
    "/hsds/services?full=true": SERVICE,
    "/hsds/service_at_locations": PART["service_at_location"],
    "/hsds/service_at_locations?full=true": PART["service_at_location"],
    "/hsds/organizations": PART["organization"],
    "/hsds/taxonomies": PART["taxonomy"],
    "/hsds/taxonomy_terms": PART["taxonomy_term"],
}
ONES = {
    "/hsds/services": SERVICE,
    "/hsds/service_at_locations": PART["service_at_location"],
    "/hsds/organizations": PART["organization"],
    "/hsds/taxonomies": PART["taxonomy"],
    "/hsds/taxonomy_terms": PART["taxonomy_term"],
}


def walk(site, path):
    """Return what every page of a list holds."""
    found, page, pages = [], 1, 1
    while page <= pages:
        mark = "&" if "?" in path else "?"
        answer = site.json(f"{path}{mark}per_page=7&page={page}")
        PAGED.validate(answer)
        assert answer["size"] == len(answer["contents"])
        assert answer["last_page"] == (page == answer["total_pages"])
        found += answer["contents"]
        page, pages = page + 1, answer["total_pages"]
    assert len(found) == answer["total_items"]
    return found


@pytest.fixture(scope="session")
def by_name(site):
    services = walk(site, "/hsds/services?full=true")
    return {service["name"]: service for service in services}


@pytest.mark.parametrize(("path", "schema"), LISTS.items())
def test_every_record_of_every_list_validates(site, path, schema):
    found = walk(site, path)
    for record in found:
        schema.validate(record)
    assert len({record["id"] for record in found}) == len(found)


@pytest.mark.parametrize(("path", "schema"), ONES.items())
def test_every_record_can_be_asked_for_by_its_id(site, path, schema):
    for record in walk(site, path)[:40]:
        one = site.json(f"{path}/{record['id']}")
        schema.validate(one)
        assert one["id"] == record["id"]


def test_every_practice_place_validates_and_says_so(make_site):
    for service in walk(make_site(practice_store()), "/hsds/services?full=true"):
        SERVICE.validate(service)
        assert "Invented" in service["alert"]
        assert service["practice"] is True


def test_the_root_says_which_version_and_where_it_is_described(make_site):
    site = make_site(base_url="https://help.example")
    root = site.json("/hsds")
    assert root["version"] == "3.0"
    assert root["openapi_url"] == "https://help.example/api/v1/openapi.json"
    assert site.json("/hsds/") == root


def test_ids_hang_together(by_name):
    service = by_name["Bay Street Health"]
    (pairing,) = service["service_at_locations"]
    assert pairing["service_id"] == service["id"]
    assert pairing["location"]["id"] == pairing["location_id"]
    assert pairing["location"]["external_identifier"] == make_id(1)
    assert service["organization"]["id"] == service["organization_id"]
    for part in (*service["attributes"], *service["phones"]):
        assert part.get("link_id", part.get("service_id")) == service["id"]


def test_an_id_is_the_same_for_ever(by_name):
    assert by_name["Bay Street Health"]["id"] == "72e0d706-d934-5ef4-86b8-2853a9413317"


def test_a_private_address_is_nowhere(by_name):
    quiet = by_name["Quiet House"]
    (pairing,) = quiet["service_at_locations"]
    assert not {"latitude", "longitude"} & set(pairing["location"])
    assert pairing["location"]["addresses"] == []
    assert "Address kept private. Call." in quiet["alert"]


def test_a_restricted_place_is_in_no_list(by_name, site):
    assert "Veterans Clinic" in by_name
    assert "County Jail Program" not in by_name
    for path in ("/hsds/service_at_locations?full=true", "/hsds/organizations"):
        assert "County Jail" not in json.dumps(walk(site, path))


def test_how_sure_a_source_is_stays_with_the_fact(by_name):
    maybe = by_name["Maybe Clinic"]
    values = {a["taxonomy_term"]["code"]: a["value"] for a in maybe["attributes"]}
    assert values == {"methadone": "maybe"}
    assert "May offer, call first: Methadone." in maybe["description"]
    assert "Lists:" not in maybe["description"]


def test_a_declared_no_is_told_first(by_name):
    assert "does not use" in by_name["Talk Only Center"]["alert"]


def test_an_extension_that_is_no_number_is_said_in_words(make_site):
    phone = make_location(1).phones[0]
    odd = make_location(1, phones=(replace(phone, extension="012"),))
    (service,) = walk(make_site(make_store([odd])), "/hsds/services?full=true")
    SERVICE.validate(service)
    (made,) = service["phones"]
    assert "extension" not in made
    assert made["description"] == "Extension 012."


def test_one_name_in_two_states_is_two_organizations(site):
    names = [one["name"] for one in walk(site, "/hsds/organizations")]
    assert names.count("Harbor Light") == 2


def test_services_of_an_organization_can_be_asked_for(site, by_name):
    far = by_name["Far State Clinic"]
    path = f"/hsds/services?organization_id={far['organization_id']}"
    assert [one["name"] for one in walk(site, path)] == ["Far State Clinic"]
    runs = site.json(f"/hsds/organizations/{far['organization_id']}")
    assert runs["services"] == [{"id": far["id"], "name": "Far State Clinic"}]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("page=0", "page"),
        ("page=x", "page"),
        ("per_page=101", "per_page"),
        ("per_page=00000005099999", "per_page"),
        ("full=maybe", "full"),
        ("search=methadone", "search"),
        ("modified_after=2026-01-01", "modified_after"),
        ("format=ndjson", "format"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_named(site, query, field):
    assert site.json(f"/hsds/services?{query}", 422)["field"] == field


def test_a_page_after_the_last_is_empty(site):
    answer = site.json("/hsds/services?page=999")
    PAGED.validate(answer)
    assert answer["empty"] is True


@pytest.mark.parametrize("path", ONES)
@pytest.mark.parametrize("key", ["nope", "00000000-0000-0000-0000-000000000000", "%00"])
def test_an_id_we_never_gave_is_not_found(site, path, key):
    assert site.json(f"{path}/{key}", 404)["status"] == 404
