"""The addresses of our own pages as this answer's links have them.

A path is the same everywhere; a URL stands under where the site is mounted, which
holds the language of the page that the link is on.
"""

from collections.abc import Iterable

from flask import has_request_context, request

from locator.search import Placed
from locator.web.forms import DEFAULT_RADIUS, SearchForm, read_topic
from locator.web.paths import location_path, search_query


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
    query = search_query(near, terms, radius=radius, page=page, topic=topic())
    return mounted(f"/search?{query}")


def form_url(form: SearchForm, terms: Iterable[str], *, page: int = 1) -> str:
    """Return the address of the same search for other terms, or of another page."""
    near = form.near.canonical if form.near else form.near_text
    query = search_query(near, terms, radius=form.radius, page=page, topic=form.topic)
    return mounted(f"/search?{query}")


def topic() -> str | None:
    """Return what this request says somebody comes for, where we know of it."""
    return read_topic(request.args) if has_request_context() else None


def mounted(path: str) -> str:
    """Return a path of ours under where this request found the site."""
    return f"{request.script_root}{path}" if has_request_context() else path
