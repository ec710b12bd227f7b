"""Filters that together leave no place: which one does it, and what dropping it gives."""

from collections.abc import Iterator
from dataclasses import dataclass

from locator.geo import miles_to_m
from locator.search import DirectoryIndex, SearchQuery, count_nearby
from locator.taxonomy import GROUPS, TERMS
from locator.web.facets import url_without
from locator.web.forms import SearchForm
from locator.web.offers import term_name
from locator.web.translation import gettext as _
from locator.web.words import places_count


@dataclass(frozen=True, slots=True)
class Drop:
    """Filters to drop, and how many places that gives."""

    text: str
    places: str
    url: str


def drops(form: SearchForm, index: DirectoryIndex) -> list[Drop]:
    """Return the ways to get an emptied list back, the fullest list first."""
    asked = [(_count_without(form, index, gone), gone) for gone in _candidates(form)]
    found = sorted((pair for pair in asked if pair[0]), key=lambda pair: -pair[0])
    if not found and len(form.terms) > 1:
        everything = _count_without(form, index, form.terms)
        found = [(everything, form.terms)] if everything else []
    return [_drop(form, gone, count) for count, gone in found]


def _candidates(form: SearchForm) -> Iterator[tuple[str, ...]]:
    """Yield what can be dropped alone: any-of groups whole, other terms one by one."""
    for group in GROUPS.values():
        chosen = tuple(slug for slug in form.terms if TERMS[slug].group == group.slug)
        if group.mode == "any":
            yield from (chosen,) if chosen else ()
        else:
            yield from ((slug,) for slug in chosen)


def _count_without(
    form: SearchForm, index: DirectoryIndex, gone: tuple[str, ...]
) -> int:
    query = SearchQuery(
        form.place.point,
        frozenset(form.terms) - set(gone),
        miles_to_m(form.radius),
        limit=1,
    )
    return count_nearby(index, query)


def _drop(form: SearchForm, gone: tuple[str, ...], count: int) -> Drop:
    if len(gone) == len(form.terms) > 1:
        text = _("Drop all filters")
    else:
        names = ", ".join(f"“{term_name(slug)}”" for slug in gone)
        text = _("Drop %(filters)s", filters=names)
    return Drop(text, places_count(count), url_without(form, gone))
