"""The filters of a results page: groups with counts, and chips to remove."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from locator.taxonomy import GROUPS, TERMS, TERMS_OF, Group
from locator.web.forms import SearchForm
from locator.web.gapped import Kept, joined, kept_here
from locator.web.links import search_url
from locator.web.offers import term_name
from locator.web.translation import gettext as _

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
    groups = (_boxes(kept, group, form.terms, counts) for group in GROUPS)
    return joined(
        _print_group(kept, GROUPS[group], boxes)
        for group, boxes in zip(GROUPS, groups, strict=True)
        if boxes
    )


def _boxes(
    kept: Kept, group: str, terms: tuple[str, ...], counts: Mapping[str, int]
) -> list[str]:
    chosen = [slug for slug in terms if TERMS[slug].group == group]
    # What is ticked must be seen, or nobody finds why the list is short.
    ticked = [(slug, counts.get(slug, 0), True) for slug in chosen]
    offered = [
        (slug, count, False)
        for slug in TERMS_OF[group]
        if (count := counts.get(slug)) and slug not in chosen
    ]
    boxes = []
    for slug, count, on in ticked + offered:
        before, after = kept.around("_filters.html:box", slug, on)
        boxes.append(f"{before}{count}{after}")
    return boxes


def _print_group(kept: Kept, group: Group, boxes: list[str]) -> Markup:
    hint = _("all of these") if group.mode == "all" else _("any of these")
    first, more = joined(boxes[:IN_VIEW]), boxes[IN_VIEW:]
    start = (_(group.label), hint, first)
    if not more:
        return kept.macro("_filters.html:group", start)
    return kept.macro("_filters.html:long_group", (*start, joined(more), len(more)))


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
