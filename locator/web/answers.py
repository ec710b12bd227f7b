"""A search's answer as JSON: the same for the API and for the terminal."""

from collections.abc import Sequence
from typing import Any

from locator.search import SearchPage
from locator.store import SourceState
from locator.taxonomy import TERMS
from locator.web.forms import SearchForm
from locator.web.items import hit_items


def search_answer(
    form: SearchForm,
    page: SearchPage,
    sources: Sequence[SourceState],
    *,
    next_url: str | None = None,
) -> dict[str, Any]:
    """Return what `/api/v1/locations` answers to a search."""
    return {
        "query": describe(form),
        "total": page.total,
        "items": hit_items(page.hits, sources),
        "beyond": hit_items(page.beyond, sources),
        "counts": {slug: page.counts.get(slug, 0) for slug in TERMS},
        "next": next_url,
        "directory_version": page.version,
    }


def describe(form: SearchForm) -> dict[str, Any]:
    """Return the search as it was understood."""
    near = form.place
    return {
        "near": near.canonical,
        "label": near.label,
        "latitude": near.point.latitude,
        "longitude": near.point.longitude,
        "precision": near.precision.value,
        "radius": form.radius,
        "terms": list(form.terms),
        "limit": form.limit,
        "page": form.page,
    }
