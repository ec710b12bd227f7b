"""Places as JSON: those near a point, and one by its id."""

import re
from urllib.parse import urlencode

from flask import Response, request
from werkzeug.datastructures import MultiDict

from locator.errors import InvalidSearch, LocationNotFound
from locator.search import DirectoryIndex, SearchPage, find_nearby
from locator.taxonomy import TERMS
from locator.web.answers import search_answer
from locator.web.api.blueprint import api
from locator.web.api.cursors import SearchCursor, make_cursor, read_cursor
from locator.web.api.fragments import the_fragments
from locator.web.api.operations import CURSOR, Operation, Parameter, documented
from locator.web.api.replies import absolute, json_answer
from locator.web.directory import the_directory
from locator.web.forms import (
    DEFAULT_RADIUS,
    LEAST_RADIUS,
    LONGEST_NEAR,
    MOST_PAGES,
    MOST_RADIUS,
    SearchForm,
    read_search,
)
from locator.web.headers import moved, private
from locator.web.items import location_item, phone_items
from locator.web.phone_checks import phone_checks_of
from locator.web.problems import problem
from locator.web.shapes import PlaceAnswer, SearchAnswer

AN_ID = re.compile(r"[0-9a-hjkmnp-tv-z]{10}")

SEARCH = Operation(
    "Places near a ZIP code, a town or a point, nearest first",
    SearchAnswer,
    (
        Parameter(
            "near",
            'A ZIP code, "City, ST", or "latitude,longitude". Needed without `cursor`.',
            {"type": "string", "minLength": 1, "maxLength": LONGEST_NEAR},
            "02118",
        ),
        Parameter(
            "term",
            "What to look for; may be given several times. See /api/v1/terms.",
            {"type": "array", "items": {"type": "string", "enum": list(TERMS)}},
            ["methadone"],
        ),
        Parameter(
            "radius",
            "How far, in miles.",
            {
                "type": "number",
                "minimum": LEAST_RADIUS,
                "maximum": MOST_RADIUS,
                "default": DEFAULT_RADIUS,
            },
            25,
        ),
        Parameter(
            "limit",
            "How many places at a time.",
            {"type": "integer", "minimum": 1, "maximum": 100, "default": 20},
            20,
        ),
        Parameter(
            "page",
            "For people who type. Programs follow `next`.",
            {"type": "integer", "minimum": 1, "maximum": MOST_PAGES, "default": 1},
        ),
        CURSOR,
    ),
    errors=(410, 422, 503),
)
PLACE = Operation(
    "One place; a merged id leads on (301), a closed place is gone (410)",
    PlaceAnswer,
    (
        Parameter(
            "location_id",
            "The id of a place.",
            {"type": "string", "pattern": f"^{AN_ID.pattern}$"},
            where="path",
            required=True,
        ),
    ),
    errors=(404, 410, 503),
    moves=True,
)


@api.get("/locations")
@documented(SEARCH)
def locations() -> Response:
    """Return the places near a point, nearest first within each rank."""
    directory = the_directory()
    index, sources = directory.current(), directory.sources()
    form = asked(index)
    if form is None:
        return started_over()
    page, shelf = find_nearby(index, form.query()), the_fragments(index, sources)
    body = search_answer(
        form,
        page,
        items=shelf.items(page.hits, sources),
        beyond=shelf.items(page.beyond, sources),
        practice=index.practice,
        next_url=next_url(form, page),
    )
    response = private(json_answer(body))
    asked_of = absolute("?").encode() + request.query_string
    response.headers.add("ETag", f'W/"{shelf.tag(asked_of)}"')
    return response


@api.get("/locations/<location_id>")
@documented(PLACE)
def location(location_id: str) -> Response:
    """Return one place by its id; a merged id leads on, a closed place is gone."""
    directory = the_directory()
    index = directory.current()
    if not AN_ID.fullmatch(location_id):
        raise LocationNotFound("No place has such an id.")
    found = index.get(location_id)
    if found is None:
        found = directory.store.find_place(location_id).location
    if found.id != location_id:
        return moved(absolute(f"/api/v1/locations/{found.id}"), 301)
    if found.retired_at is not None:
        return problem(
            410,
            "No longer on our lists",
            "This place is on no list any more. It may still be open.",
            id=found.id,
            retired_at=found.retired_at.isoformat(),
            phones=phone_items(found, phone_checks_of(found.id)),
        )
    item = location_item(found, directory.sources())
    return private(json_answer({**item, "directory_version": index.version}))


def asked(index: DirectoryIndex) -> SearchForm | None:
    """Return the search; None where a cursor's list is of another version.

    The order of a new list may differ anywhere: to go on in it would skip places.
    """
    args = request.args
    if "cursor" not in args:
        return read_search(args)
    if len(args) > 1:
        raise InvalidSearch(
            "A cursor already holds the search: send it alone.", field="cursor"
        )
    cursor = read_cursor(args["cursor"], SearchCursor)
    form = read_search(MultiDict(pairs(cursor)))
    if form.errors:
        raise InvalidSearch(
            "This cursor is not one of ours. Start the list again.", field="cursor"
        )
    return form if cursor.version == index.version else None


def started_over() -> Response:
    """Say that the list a cursor belongs to is gone, and where the new one starts."""
    cursor = read_cursor(request.args["cursor"], SearchCursor)
    first = [pair for pair in pairs(cursor) if pair[0] != "page"]
    return problem(
        410,
        "The directory changed",
        "The list you were reading is of an older version of the directory. Start again.",
        restart=absolute(f"/api/v1/locations?{urlencode(first)}"),
    )


def pairs(cursor: SearchCursor) -> list[tuple[str, str]]:
    """Return the parameters that a cursor stands for."""
    return [
        ("near", cursor.near),
        *(("term", term) for term in cursor.terms),
        ("radius", f"{cursor.radius:.10g}"),
        ("limit", str(cursor.limit)),
        ("page", str(cursor.page)),
    ]


def next_url(form: SearchForm, page: SearchPage) -> str | None:
    """Return where the next part of the list is, if any; callers need not read it."""
    if form.page * form.limit >= page.total:
        return None
    cursor = SearchCursor(
        version=page.version,
        near=form.near_text,
        terms=form.terms,
        radius=form.radius,
        limit=form.limit,
        page=form.page + 1,
    )
    return absolute(f"/api/v1/locations?cursor={make_cursor(cursor)}")
