"""The paths of our own pages, the same for every visitor, program and language."""

from collections.abc import Iterable
from urllib.parse import urlencode

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
    pairs = [("near", near), *(("term", term) for term in terms)]
    if radius != DEFAULT_RADIUS:
        pairs.append(("radius", f"{radius:g}"))
    if page != 1:
        pairs.append(("page", str(page)))
    return f"/search?{urlencode(pairs)}"
