"""The filters of a results page: groups with counts, and chips to remove."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from locator.taxonomy import GROUPS, TERMS_OF, Group
from locator.web.forms import SearchForm
from locator.web.gapped import Around, Kept, joined, kept_here
from locator.web.links import form_url
from locator.web.offers import term_name

# So many choices of a group are in view; the rest are a tap away.
IN_VIEW = 8


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, and the address without it."""

    label: str
    url: str


def print_groups(form: SearchForm, counts: Mapping[str, int]) -> Markup:
    """Return the boxes to tick of every group that has any, with their counts."""
    kept = kept_here()
    around = kept.around("_filters.html:box")
    return joined(
        _print_group(kept, group, boxes)
        for slug, group in GROUPS.items()
        if (boxes := _boxes(around, slug, form.terms, counts))
    )


def _boxes(
    around: Around, group: str, terms: tuple[str, ...], counts: Mapping[str, int]
) -> list[str]:
    # What is ticked must be seen, or nobody finds why the list is short.
    ticked: list[str] = []
    offered: list[str] = []
    for slug in TERMS_OF[group]:
        count, on = counts.get(slug, 0), slug in terms
        if on or count:
            before, after = around[slug, on]
            (ticked if on else offered).append(f"{before}{count}{after}")
    return ticked + offered


def _print_group(kept: Kept, group: Group, boxes: list[str]) -> Markup:
    first, more = joined(boxes[:IN_VIEW]), boxes[IN_VIEW:]
    if not more:
        return kept.macro("_filters.html:group", (first,), group)
    return kept.macro(
        "_filters.html:long_group", (first, joined(more), len(more)), group
    )


def chips(form: SearchForm) -> list[Chip]:
    """Return a chip for each filter that is on, in the order of the filters."""
    return [Chip(term_name(slug), url_without(form, {slug})) for slug in form.terms]


def url_without(form: SearchForm, dropped: Collection[str]) -> str:
    """Return the address of a search without some of its filters."""
    return form_url(form, [slug for slug in form.terms if slug not in dropped])
