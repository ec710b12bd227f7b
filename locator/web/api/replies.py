"""Answers for programs: JSON made once, and readable from any page on the web."""

import msgspec
from flask import Flask, Response, request

from locator.web.api.fragments import Fragments
from locator.web.directory import the_directory

# What scripts on other sites may read. Nothing here knows who asks, and nothing is kept.
OPEN_PREFIXES = ("/api/", "/hsds")
EXPOSED = "ETag, Link, Locator-Directory-Version, Retry-After"
METHODS = "GET, HEAD, OPTIONS"
A_DAY = "86400"


def json_answer(body: object, status: int = 200) -> Response:
    """Return an answer as JSON; ready-made parts are `msgspec.Raw`."""
    return Response(
        msgspec.json.encode(body), status=status, mimetype="application/json"
    )


def absolute(path: str) -> str:
    """Return a path of ours as a link.

    Absolute only where the operator told us our address: a request's Host is hearsay.
    """
    return f"{the_directory().settings.base_url or ''}{path}"


def is_open(path: str) -> bool:
    """Tell whether an address is for programs, on any site."""
    return path.startswith(OPEN_PREFIXES)


def init_app(app: Flask) -> None:
    """Open what is for programs to scripts of other sites, for reading only."""
    app.extensions["fragments"] = Fragments()
    app.after_request(open_to_all)


def open_to_all(response: Response) -> Response:
    """Add the headers that let a browser hand the answer to another site's script."""
    if is_open(request.path):
        response.headers.add("Access-Control-Allow-Origin", "*")
        response.headers.add("Access-Control-Expose-Headers", EXPOSED)
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = METHODS
            response.headers["Access-Control-Allow-Headers"] = "If-None-Match"
            response.headers["Access-Control-Max-Age"] = A_DAY
    return response
