"""A search's answer as JSON: the same for the API and for the terminal."""

from locator.search import SearchPage
from locator.taxonomy import TERMS
from locator.web.forms import SearchForm
from locator.web.shapes import QueryShape

NONE = dict.fromkeys(TERMS, 0)


def search_answer(
    form: SearchForm,
    page: SearchPage,
    *,
    items: object,
    beyond: object,
    practice: bool,
    next_url: str | None = None,
) -> dict[str, object]:
    """Return a SearchAnswer; its items are given, encoded already or not."""
    body: dict[str, object] = {
        "query": describe(form),
        "total": page.total,
        "items": items,
        "beyond": beyond,
        "counts": NONE | page.counts,
        "next": next_url,
        "directory_version": page.version,
    }
    if practice:
        body["practice"] = True
    return body


def describe(form: SearchForm) -> QueryShape:
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
