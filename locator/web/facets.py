"""The filters of a results page: groups with counts, and chips to remove."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from locator.taxonomy import GROUPS, TERMS
from locator.web.forms import SearchForm
from locator.web.links import search_url
from locator.web.offers import term_name
from locator.web.translation import current_language
from locator.web.translation import gettext as _

# So many choices of a group are in view; the rest are a tap away.
IN_VIEW = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """One box to tick, with what ticking it would give."""

    slug: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """One group of filters."""

    slug: str
    label: str
    hint: str
    first: tuple[Choice, ...]
    more: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, and the address without it."""

    label: str
    url: str


@cache
def _labels(_language: str) -> Mapping[str, str]:
    return {slug: term_name(slug) for slug in TERMS}


def facet_groups(form: SearchForm, counts: Mapping[str, int]) -> list[FacetGroup]:
    """Return the groups that have something to choose, in their order."""
    groups = []
    labels = _labels(current_language())
    for group in GROUPS.values():
        choices = [
            Choice(slug, labels[slug], counts.get(slug, 0), slug in form.terms)
            for slug, term in TERMS.items()
            if term.group == group.slug and (counts.get(slug, 0) or slug in form.terms)
        ]
        if choices:
            # What is ticked must be seen, or nobody finds why the list is short.
            choices.sort(key=lambda choice: not choice.chosen)
            hint = _("all of these") if group.mode == "all" else _("any of these")
            first, more = tuple(choices[:IN_VIEW]), tuple(choices[IN_VIEW:])
            groups.append(FacetGroup(group.slug, _(group.label), hint, first, more))
    return groups


def chips(form: SearchForm) -> list[Chip]:
    """Return a chip for each filter that is on, in the order of the filters."""
    return [
        Chip(term_name(slug), url_without(form, {slug}))
        for slug in TERMS
        if slug in form.terms
    ]


def url_without(form: SearchForm, dropped: Iterable[str]) -> str:
    """Return the address of a search without some of its filters."""
    gone = set(dropped)
    near = form.near.canonical if form.near else form.near_text
    kept = [slug for slug in form.terms if slug not in gone]
    return search_url(near, kept, radius=form.radius)
