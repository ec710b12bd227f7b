"""The JSON search: the same answers as the pages, for programs."""

from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, request

from locator.errors import LocationNotFound
from locator.search import find_nearby
from locator.taxonomy import GROUPS, TERMS
from locator.web.answers import search_answer
from locator.web.directory import the_directory
from locator.web.forms import SearchForm, read_search
from locator.web.headers import moved, private
from locator.web.items import location_item
from locator.web.problems import problem

api = Blueprint("api", __name__, url_prefix="/api/v1")


@api.get("/locations")
def locations() -> Response:
    """Return the places near a point, nearest first within each rank."""
    form = read_search(request.args)
    query = form.query()
    directory = the_directory()
    index, sources = directory.current(), directory.sources()
    page = find_nearby(index, query)
    more = form.page * form.limit < page.total
    answer = search_answer(
        form, page, sources, next_url=next_url(form) if more else None
    )
    if index.practice:
        answer["practice"] = True
    return private(jsonify(answer))


@api.get("/locations/<location_id>")
def location(location_id: str) -> Response:
    """Return one place by its id; a merged id leads on, a closed place is gone."""
    directory = the_directory()
    index = directory.current()
    found = directory.store.find_place(location_id).location
    if found.id != location_id:
        return moved(f"/api/v1/locations/{found.id}", 301)
    if found.retired_at is not None:
        return problem(
            410,
            "No longer on our lists",
            "This place is on no list any more. It may still be open.",
            id=found.id,
            retired_at=found.retired_at.isoformat(),
            phones=location_item(found, ())["phones"],
        )
    item = location_item(found, directory.sources())
    return private(jsonify({**item, "directory_version": index.version}))


@api.get("/terms")
def terms() -> Response:
    """Return the terms a search can ask for, and how they combine."""
    index = the_directory().current_or_none()
    return jsonify(
        {
            "groups": [
                {"slug": group.slug, "label": group.label, "mode": group.mode}
                for group in GROUPS.values()
            ],
            "terms": [
                {
                    "slug": term.slug,
                    "group": term.group,
                    "label": term.label,
                    "help": term.help,
                }
                for term in TERMS.values()
            ],
            "directory_version": index.version if index else None,
        }
    )


@api.route("/<path:_anything>")
def nothing(_anything: str) -> Response:
    """Answer unknown API addresses as a problem, not as a page."""
    raise LocationNotFound("There is nothing at this address.")


def next_url(form: SearchForm) -> str:
    """Return where the next part of the list is; callers need not read it.

    Absolute only where the operator told us our address: a request's Host is hearsay.
    """
    pairs = [
        ("near", form.near_text),
        *(("term", term) for term in form.terms),
        ("radius", f"{form.radius:.10g}"),
        ("limit", str(form.limit)),
        ("page", str(form.page + 1)),
    ]
    root = the_directory().settings.base_url or ""
    return f"{root}/api/v1/locations?{urlencode(pairs)}"
