"""The paths of our own pages, the same for every visitor, program and language."""

from collections.abc import Iterable
from urllib.parse import quote_plus

from locator.search import Placed
from locator.web.forms import DEFAULT_RADIUS


def location_path(location: Placed) -> str:
    """Return the path of a place's page."""
    return f"/locations/{location.slug}-{location.id}"


def search_path(
    near: str,
    terms: Iterable[str] = (),
    *,
    radius: float = DEFAULT_RADIUS,
    page: int = 1,
) -> str:
    """Return the path of a search; what is the default stays out of it."""
    return f"/search?{search_query(near, terms, radius=radius, page=page)}"


def search_query(
    near: str | None,
    terms: Iterable[str] = (),
    *,
    radius: float = DEFAULT_RADIUS,
    page: int = 1,
    topic: str | None = None,
) -> str:
    """Return what links carry of a search; what is the default stays out of it.

    Terms and topics are slugs of ours, which need no quoting.
    """
    parts = [f"near={quote_plus(near)}"] if near else []
    parts += [f"term={term}" for term in terms]
    if radius != DEFAULT_RADIUS:
        parts.append(f"radius={radius:g}")
    if page != 1:
        parts.append(f"page={page}")
    if topic:
        parts.append(f"topic={topic}")
    return "&".join(parts)
