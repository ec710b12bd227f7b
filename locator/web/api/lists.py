"""Short lists as JSON: the terms of a search, and the sources of the facts."""

from datetime import UTC, datetime

from flask import Response

from locator.errors import LocationNotFound
from locator.taxonomy import GROUPS, TERMS
from locator.web.api.blueprint import api
from locator.web.api.operations import Operation, documented
from locator.web.api.replies import json_answer
from locator.web.credits import sources_answer
from locator.web.directory import the_directory
from locator.web.shapes import SourcesAnswer, TermsAnswer


@api.get("/terms")
@documented(Operation("What a search can ask for, and how terms combine", TermsAnswer))
def terms() -> Response:
    """Return the terms a search can ask for, and how they combine."""
    index = the_directory().current_or_none()
    body: TermsAnswer = {
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
    return json_answer(body)


@api.get("/sources")
@documented(
    Operation("Where the facts come from, how old they are, their terms", SourcesAnswer)
)
def sources() -> Response:
    """Return the lists behind the directory, and under which terms they come."""
    directory = the_directory()
    index = directory.current_or_none()
    states = directory.sources() if index else ()
    body = sources_answer(
        states,
        datetime.now(UTC),
        version=index.version if index else None,
        practice=index is not None and index.practice,
    )
    return json_answer(body)


@api.route("/<path:_anything>")
def nothing(_anything: str) -> Response:
    """Answer unknown API addresses as a problem, not as a page."""
    raise LocationNotFound("There is nothing at this address.")
