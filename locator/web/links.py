"""The addresses of our own pages as this answer's links have them.

A path is the same everywhere; a URL stands under where the site is mounted, which
holds the language of the page that the link is on.
"""

from collections.abc import Iterable

from flask import has_request_context, request

from locator.search import Placed
from locator.web.forms import DEFAULT_RADIUS
from locator.web.paths import location_path, search_path

# Where somebody comes from that changes what to ask on the phone; every link keeps it.
TOPICS = frozenset({"kratom"})


def location_url(location: Placed) -> str:
    """Return the address of a place's page, in the language of this answer."""
    return mounted(location_path(location))


def search_url(
    near: str,
    terms: Iterable[str] = (),
    *,
    radius: float = DEFAULT_RADIUS,
    page: int = 1,
) -> str:
    """Return the address of a search, in the language of this answer."""
    path = search_path(near, terms, radius=radius, page=page)
    carried = f"&topic={topic()}" if topic() else ""
    return mounted(path + carried)


def topic() -> str | None:
    """Return what this request says somebody comes for, where we know of it."""
    asked = request.args.get("topic") if has_request_context() else None
    return asked if asked in TOPICS else None


def mounted(path: str) -> str:
    """Return a path of ours under where this request found the site."""
    return f"{request.script_root}{path}" if has_request_context() else path
