"""The filters of a results page: groups with counts, and chips to remove."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from locator.taxonomy import GROUPS, TERMS_OF, Group
from locator.web.forms import SearchForm
from locator.web.gapped import Around, Kept, joined, kept_here
from locator.web.links import form_url
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
    around = kept.around("_filters.html:box")
    groups = [
        (group, _boxes(around, slug, form.terms, counts))
        for slug, group in GROUPS.items()
    ]
    return joined(_print_group(kept, group, boxes) for group, boxes in groups if boxes)


def _boxes(
    around: Around, group: str, terms: tuple[str, ...], counts: Mapping[str, int]
) -> list[str]:
    # What is ticked must be seen, or nobody finds why the list is short.
    chosen = [slug for slug in TERMS_OF[group] if slug in terms]
    shown = [(slug, counts.get(slug, 0), True) for slug in chosen]
    shown += [
        (slug, counts[slug], False)
        for slug in TERMS_OF[group]
        if counts.get(slug) and slug not in terms
    ]
    boxes = []
    for slug, count, on in shown:
        before, after = around[slug, on]
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
    return [Chip(term_name(slug), url_without(form, {slug})) for slug in form.terms]


def url_without(form: SearchForm, dropped: Collection[str]) -> str:
    """Return the address of a search without some of its filters."""
    return form_url(form, [slug for slug in form.terms if slug not in dropped])
