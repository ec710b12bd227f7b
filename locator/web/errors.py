"""Every error becomes a page, or a problem under /api, in this one place.

Nothing of a request's path, query or body is logged: they say where somebody is and
what they look for.
"""

import logging
import traceback
from dataclasses import dataclass
from http import HTTPStatus

from flask import Flask, Response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from locator.errors import (
    DatabaseUnavailable,
    DirectoryNotLoaded,
    InvalidSearch,
    LocationNotFound,
)
from locator.progress import read_sync_status
from locator.web.choices import CHOICES, RADII
from locator.web.directory import the_directory
from locator.web.forms import SearchForm
from locator.web.headers import private
from locator.web.problems import problem
from locator.wording import to_translate

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ErrorWords:
    """What an error page says, and whether to offer a search on it."""

    heading: str
    says: str
    search: bool = True


NOT_HERE = ErrorWords(
    to_translate("We can't find that page"),
    to_translate(
        "The address may be mistyped, or the page may have moved. Search for a place "
        "instead."
    ),
)
OUR_FAULT = ErrorWords(
    to_translate("Something broke on our side"),
    to_translate(
        "This does not mean there is no help near you. Try again in a minute, or call "
        "the free helpline, day and night."
    ),
    search=False,
)
WORDS = {
    404: NOT_HERE,
    405: ErrorWords(
        to_translate("That can't be done here"),
        to_translate(
            "This address does not take that kind of request. Search for a place "
            "instead."
        ),
    ),
    410: ErrorWords(
        to_translate("That page is gone"), to_translate("Search for a place instead.")
    ),
    422: ErrorWords(
        to_translate("We did not understand that"),
        to_translate("Check what you typed, and search."),
    ),
}


def init_app(app: Flask) -> None:
    """Register the handlers."""
    app.register_error_handler(DirectoryNotLoaded, not_loaded)
    app.register_error_handler(InvalidSearch, invalid_search)
    app.register_error_handler(LocationNotFound, not_found)
    app.register_error_handler(DatabaseUnavailable, database_away)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, our_failure)


def not_loaded(_error: DirectoryNotLoaded) -> Response:
    """Say that the list is not there yet, which says nothing about help nearby."""
    if _is_api():
        response = problem(
            503,
            "Our list has not loaded",
            "The directory is not loaded. This does not mean there is no help nearby.",
        )
    else:
        progress = read_sync_status(the_directory().settings.home)
        response = private(render_template("not_loaded.html", progress=progress), 503)
    response.headers["Retry-After"] = "60"
    response.headers["Cache-Control"] = "no-store"
    return response


def invalid_search(error: InvalidSearch) -> Response:
    """Answer a search that cannot be done; pages with a form show it themselves."""
    if _is_api():
        more = (
            {"suggestions": list(s)} if (s := getattr(error, "suggestions", ())) else {}
        )
        return problem(422, "Invalid search", str(error), field=error.field, **more)
    return error_page(422, WORDS[422])


def not_found(_error: LocationNotFound) -> Response:
    """Answer for a place that never was."""
    return _answer(404, NOT_HERE)


def database_away(_error: DatabaseUnavailable) -> Response:
    """Answer what needs the database while it is away; searches do not."""
    log.error("the database is away: %s failed", request.endpoint)
    response = _answer(503, OUR_FAULT)
    response.headers["Retry-After"] = "60"
    return response


def http_error(error: HTTPException) -> ResponseReturnValue:
    """Answer what Flask and werkzeug refuse."""
    if error.code is None or error.code < 400:
        return error.get_response(request.environ)
    fallback = OUR_FAULT if error.code >= 500 else WORDS[422]
    response = _answer(error.code, WORDS.get(error.code, fallback))
    for name, value in error.get_headers(request.environ):
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response


def our_failure(error: Exception) -> Response:
    """Answer for our own fault."""
    log_failure(error)
    return _answer(500, OUR_FAULT)


def log_failure(error: Exception) -> None:
    """Log where something broke, and nothing of the request."""
    frames = traceback.extract_tb(error.__traceback__)
    where = " < ".join(f"{f.filename}:{f.lineno}" for f in reversed(frames[-6:]))
    log.error("%s in %s: %s", type(error).__name__, request.endpoint, where)


def error_page(status: int, words: ErrorWords) -> Response:
    """Return a page that says what happened and what to do next."""
    page = render_template(
        "error.html", words=words, form=SearchForm(), choices=CHOICES, radii=RADII
    )
    response = private(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _answer(status: int, words: ErrorWords) -> Response:
    if _is_api():
        return problem(status, HTTPStatus(status).phrase, words.says)
    return error_page(status, words)


def _is_api() -> bool:
    return request.path.startswith(("/api/", "/hsds"))
