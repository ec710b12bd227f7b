"""Filters that together leave no place: which one does it, and what dropping it gives."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from locator.geo import miles_to_m
from locator.search import DirectoryIndex, SearchQuery, count_nearby
from locator.taxonomy import GROUPS, TERMS
from locator.web.choices import RADII
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
    """Return the ways to get an emptied list back, the fullest list first.

    Where there is no place of any kind so near, no filter is to blame for that: then
    look as far as the first place, and offer the filters that hide it.
    """
    if not form.terms:
        return []
    for radius in (form.radius, *(miles for miles in RADII if miles > form.radius)):
        reach = replace(form, radius=float(radius))
        everything = _count_without(reach, index, form.terms)
        if everything:
            return _drops_within(reach, form.radius, index, everything)
    return []


def _drops_within(
    form: SearchForm, asked_radius: float, index: DirectoryIndex, everything: int
) -> list[Drop]:
    wider = form.radius > asked_radius
    if wider and _count_without(form, index, ()):
        return []  # what fits is only farther away, and shown as that
    tried = [(_count_without(form, index, gone), gone) for gone in _candidates(form)]
    found = sorted((pair for pair in tried if pair[0]), key=lambda pair: -pair[0])
    if not found:
        found = [(everything, form.terms)]
    return [_drop(form, gone, count, wider=wider) for count, gone in found]


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


def _drop(form: SearchForm, gone: tuple[str, ...], count: int, *, wider: bool) -> Drop:
    if len(gone) == len(form.terms) > 1:
        text = _("Drop all filters")
    else:
        names = ", ".join(f"“{term_name(slug)}”" for slug in gone)
        text = _("Drop %(filters)s", filters=names)
    places = places_count(count)
    if wider:
        places = _(
            "%(places)s within %(miles)s miles",
            places=places,
            miles=f"{form.radius:g}",
        )
    return Drop(text, places, url_without(form, gone))
