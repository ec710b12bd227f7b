"""The filters of a results page: groups with counts, and chips to remove."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from flask import Flask, current_app
from jinja2 import Template
from markupsafe import Markup

from locator.taxonomy import GROUPS, TERMS
from locator.web.forms import SearchForm
from locator.web.links import search_url
from locator.web.offers import term_name
from locator.web.translation import current_language
from locator.web.translation import gettext as _

# So many choices of a group are in view; the rest are a tap away.
IN_VIEW = 8
# Stands where a count goes; no word of ours has it.
GAP = "\ue000"


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """One group of filters, its boxes as HTML."""

    label: str
    hint: str
    first: Markup
    more: Markup
    more_count: int


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, and the address without it."""

    label: str
    url: str


class BoxPrinter:
    """Prints boxes to tick; a page has a hundred, which differ by their counts alone."""

    def __init__(self, template: Template) -> None:
        """Take the template that has the box."""
        self._template = template
        self._parts: dict[tuple[str, str, bool], list[str]] = {}

    def box(self, slug: str, count: int, *, chosen: bool) -> str:
        """Return one box with its count, in the language of the page."""
        key = (current_language(), slug, chosen)
        parts = self._parts.get(key)
        if parts is None:
            box: Callable[..., Markup] = self._template.module.box  # type: ignore[attr-defined]  # a macro of the template
            html = str(box(slug, term_name(slug), GAP, chosen))
            parts = self._parts[key] = html.split(GAP)
        return f"{parts[0]}{count}{parts[1]}"


@cache
def _terms_of(group: str) -> tuple[str, ...]:
    return tuple(slug for slug, term in TERMS.items() if term.group == group)


def facet_groups(form: SearchForm, counts: Mapping[str, int]) -> list[FacetGroup]:
    """Return the groups that have something to choose, in their order."""
    printer: BoxPrinter = current_app.extensions["boxes"]
    groups = []
    for group in GROUPS.values():
        chosen = [slug for slug in form.terms if TERMS[slug].group == group.slug]
        offered = (slug for slug in _terms_of(group.slug) if counts.get(slug))
        # What is ticked must be seen, or nobody finds why the list is short.
        slugs = [*chosen, *(slug for slug in offered if slug not in chosen)]
        boxes = [
            printer.box(slug, counts.get(slug, 0), chosen=slug in chosen)
            for slug in slugs
        ]
        if boxes:
            hint = _("all of these") if group.mode == "all" else _("any of these")
            groups.append(
                FacetGroup(
                    label=_(group.label),
                    hint=hint,
                    first=_joined(boxes[:IN_VIEW]),
                    more=_joined(boxes[IN_VIEW:]),
                    more_count=max(0, len(boxes) - IN_VIEW),
                )
            )
    return groups


def _joined(boxes: list[str]) -> Markup:
    return Markup("\n").join(map(Markup, boxes))


def init_app(app: Flask) -> None:
    """Give the app its printer of boxes."""
    app.extensions["boxes"] = BoxPrinter(app.jinja_env.get_template("_box.html"))


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
