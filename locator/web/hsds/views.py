"""The addresses of HSDS 3.0's API profile, for reading."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from flask import Blueprint, Response, current_app, request
from flask.sansio.blueprints import BlueprintSetupState

from locator.errors import InvalidSearch, LocationNotFound
from locator.search import DirectoryIndex
from locator.web.api.downloads import CHECK_AGAIN
from locator.web.api.operations import Operation, Parameter, documented
from locator.web.api.replies import json_answer
from locator.web.directory import the_directory
from locator.web.hsds import records
from locator.web.hsds.catalog import Catalog, CatalogKeeper, Positions
from locator.web.hsds.paging import MOST_PAGES, MOST_PER_PAGE, PER_PAGE, flag, paged
from locator.web.hsds.taxonomy import ALL_TERMS, TAXONOMY
from locator.web.items import location_item
from locator.web.shapes import HsdsPage, HsdsRoot, Item

hsds = Blueprint("hsds", __name__, url_prefix="/hsds")
A_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
PROFILE = "https://github.com/openreferral/specification/tree/3.0"

Record = dict[str, Any]

PAGE = Parameter(
    "page",
    "Which page, from 1.",
    {"type": "integer", "minimum": 1, "maximum": MOST_PAGES, "default": 1},
    1,
)
SIZE = Parameter(
    "per_page",
    "How many on a page.",
    {"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE, "default": PER_PAGE},
    10,
)
FULL = Parameter(
    "full",
    "With everything that hangs on it.",
    {"type": "boolean", "default": False},
)
OF_ORGANIZATION = Parameter(
    "organization_id",
    "Only what this organization runs.",
    {"type": "string", "format": "uuid"},
)
ID = Parameter(
    "id",
    "A UUID from one of the lists.",
    {"type": "string", "format": "uuid"},
    where="path",
    required=True,
)
ONE: Record = {
    "type": "object",
    "required": ["id"],
    "properties": {"id": {"type": "string", "format": "uuid"}},
}


def listed(summary: str, *parameters: Parameter) -> Operation:
    """Return the description of a paged list."""
    wanted = (PAGE, SIZE, *parameters)
    return Operation(summary, HsdsPage, wanted, errors=(422, 503), tag="hsds")


def one(summary: str) -> Operation:
    """Return the description of one record."""
    return Operation(summary, ONE, (ID,), errors=(404, 503), tag="hsds")


@hsds.record_once
def keep_catalog(state: BlueprintSetupState) -> None:
    """Give the app the one catalog it keeps."""
    state.app.extensions["hsds"] = CatalogKeeper()


@hsds.after_request
def check_again(response: Response) -> Response:
    """Have copies checked each time: a number that fails must be gone at once."""
    index = the_directory().current_or_none()
    if response.status_code == 200 and index and not index.practice:
        response.headers["Cache-Control"] = CHECK_AGAIN
    return response


@hsds.get("", strict_slashes=False)
@documented(Operation("What this is", HsdsRoot, tag="hsds"))
def root() -> Response:
    """Say which version of HSDS this is, and where it is described."""
    # Absolute only where the operator told us our address: a Host is hearsay.
    home = the_directory().settings.base_url or ""
    answer: HsdsRoot = {
        "version": "3.0",
        "profile": PROFILE,
        "openapi_url": f"{home}/api/v1/openapi.json",
    }
    return json_answer(answer)


@hsds.get("/services")
@documented(listed("Services, one a place", FULL, OF_ORGANIZATION))
def services() -> Response:
    """List the services."""
    index, catalog = current()
    full = flag("full")
    return paged(
        of_organization(catalog),
        lambda part: [records.service(item, full=full) for item in items(index, part)],
    )


@hsds.get("/services/<id>")
@documented(one("One service, with everything that hangs on it"))
def service(id: str) -> Response:  # noqa: A002 - HSDS's own name for it
    """Return one service."""
    index, catalog = current()
    return json_answer(records.service(item_at(index, catalog.services, id)))


@hsds.get("/service_at_locations")
@documented(listed("Where each service is given", FULL, OF_ORGANIZATION))
def service_at_locations() -> Response:
    """List the pairings of services and places."""
    index, catalog = current()
    full = flag("full")
    return paged(
        of_organization(catalog),
        lambda part: [
            records.service_at_location(item, full=full) for item in items(index, part)
        ],
    )


@hsds.get("/service_at_locations/<id>")
@documented(one("One pairing, with its service and its place"))
def pairing(id: str) -> Response:  # noqa: A002 - HSDS's own name for it
    """Return one pairing of a service and a place."""
    index, catalog = current()
    item = item_at(index, catalog.pairings, id)
    return json_answer(
        {
            **records.service_at_location(item),
            "service": records.service(item, full=False),
        }
    )


@hsds.get("/organizations")
@documented(listed("Who runs the places"))
def organizations() -> Response:
    """List the organizations."""
    index, catalog = current()
    runs = list(catalog.organizations.values())

    def made(part: Sequence[Positions]) -> list[Record]:
        firsts = np.array([positions[0] for positions in part], dtype=np.intp)
        return [records.organization(item) for item in items(index, firsts)]

    return paged(runs, made)


@hsds.get("/organizations/<id>")
@documented(one("One organization, with its services and places"))
def organization(id: str) -> Response:  # noqa: A002 - HSDS's own name for it
    """Return one organization."""
    index, catalog = current()
    found = catalog.organizations.get(id.casefold())
    if found is None:
        raise LocationNotFound("No organization has this id.")
    runs = items(index, found)
    return json_answer(
        {
            **records.organization(runs[0]),
            "locations": [records.location(item) for item in runs],
            "services": [
                {"id": records.service_id(item), "name": item["name"]} for item in runs
            ],
        }
    )


@hsds.get("/taxonomies")
@documented(listed("The one taxonomy"))
def taxonomies() -> Response:
    """List the taxonomies."""
    return paged([TAXONOMY], list)


@hsds.get("/taxonomies/<id>")
@documented(one("One taxonomy"))
def taxonomy(id: str) -> Response:  # noqa: A002 - HSDS's own name for it
    """Return one taxonomy."""
    return json_answer(record_of([TAXONOMY], id))


@hsds.get("/taxonomy_terms")
@documented(listed("Its terms: groups first, then what they hold"))
def taxonomy_terms() -> Response:
    """List the terms."""
    return paged(ALL_TERMS, list)


@hsds.get("/taxonomy_terms/<id>")
@documented(one("One term"))
def taxonomy_term(id: str) -> Response:  # noqa: A002 - HSDS's own name for it
    """Return one term."""
    return json_answer(record_of(ALL_TERMS, id))


@hsds.route("/<path:_anything>")
def nothing(_anything: str) -> Response:
    """Answer unknown addresses as a problem, not as a page."""
    raise LocationNotFound("There is nothing at this address.")


def current() -> tuple[DirectoryIndex, Catalog]:
    """Return the directory of this visitor and what HSDS calls its parts."""
    index = the_directory().current()
    keeper: CatalogKeeper = current_app.extensions["hsds"]
    return index, keeper.of(index)


def items(index: DirectoryIndex, positions: Positions) -> list[Item]:
    """Return the items at some positions."""
    sources = the_directory().sources()
    return [
        location_item(place, sources)
        for place in map(index.location_at, positions.tolist())
    ]


def item_at(index: DirectoryIndex, where: Mapping[str, int], key: str) -> Item:
    """Return the item behind a UUID; raise LocationNotFound."""
    position = where.get(key.casefold())
    if position is None:
        raise LocationNotFound("Nothing has this id.")
    return items(index, np.array([position], dtype=np.intp))[0]


def record_of(records_: Sequence[Record], key: str) -> Record:
    """Return the record with a UUID; raise LocationNotFound."""
    for record in records_:
        if record["id"] == key.casefold():
            return record
    raise LocationNotFound("Nothing has this id.")


def of_organization(catalog: Catalog) -> Positions:
    """Return the places asked for: all, or those of one organization."""
    key = request.args.get("organization_id")
    if key is None:
        return catalog.places
    if not A_UUID.fullmatch(key):
        raise InvalidSearch("This must be a UUID.", field="organization_id")
    none = np.empty(0, dtype=np.intp)
    return catalog.organizations.get(key.casefold(), none)
