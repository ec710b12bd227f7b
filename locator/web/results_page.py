"""The results page as HTML: all but a search's own words is rendered once and kept."""

from dataclasses import replace

from flask import render_template
from markupsafe import Markup

from locator.web.choices import RADII
from locator.web.directory import the_directory
from locator.web.facets import Chip, print_groups
from locator.web.footnotes import today
from locator.web.forms import SearchForm
from locator.web.gapped import Gaps, joined, kept_here
from locator.web.languages import OtherLanguage, other_languages
from locator.web.links import topic
from locator.web.map_page import map_of
from locator.web.results import Fallback, Link, Results

TEMPLATE = "search.html"


def print_results(form: SearchForm, results: Results) -> bytes:
    """Return the page of a search."""
    index = the_directory().current()
    picture = map_of(form.place, results.hits, results.first, index.version)
    gaps = Gaps()
    marked = mark_results(results, gaps)
    others = [replace(other, url=gaps(other.url)) for other in other_languages()]
    plain = SearchForm(
        near_text=gaps(form.place.canonical), terms=form.terms, radius=form.radius
    )
    drawn = gaps(picture) if picture else picture
    groups = gaps(print_groups(form, results.counts))

    def others_of_this_page() -> list[OtherLanguage]:
        return others

    def render() -> str:
        return render_template(
            TEMPLATE,
            form=plain,
            results=marked,
            groups=groups,
            radii=RADII,
            map=drawn,
            other_languages=others_of_this_page,
        )

    # The marks stand where the words did, so what is equal here looks the same.
    key = (TEMPLATE, marked, plain.terms, plain.radius, bool(drawn), topic())
    return kept_here().page((*key, index.practice, today()), render, gaps.values)


def mark_results(results: Results, gaps: Gaps) -> Results:
    """Return results whose own words are gaps; what is said only at times stays."""
    return replace(
        results,
        heading=gaps(results.heading),
        part=gaps.maybe(results.part) or "",
        rough=gaps.maybe(results.rough),
        hits=(),
        cards=_joined(results.cards, gaps),
        nearer_maybe=_link(results.nearer_maybe, gaps),
        drops=tuple(
            replace(
                drop, text=gaps(drop.text), places=gaps(drop.places), url=gaps(drop.url)
            )
            for drop in results.drops
        ),
        chips=tuple(Chip(gaps(chip.label), gaps(chip.url)) for chip in results.chips),
        counts={},
        previous=gaps.maybe(results.previous),
        next=gaps.maybe(results.next),
        handout=gaps(results.handout),
        fallbacks=tuple(_fallback(one, gaps) for one in results.fallbacks),
        health_centers=_fallback(results.health_centers, gaps)
        if results.health_centers
        else None,
        stale=tuple(gaps(line) for line in results.stale),
    )


def _joined(cards: tuple[Markup, ...], gaps: Gaps) -> tuple[Markup, ...]:
    return (gaps(joined(cards)),) if cards else ()


def _fallback(one: Fallback, gaps: Gaps) -> Fallback:
    return Fallback(gaps(one.heading), gaps(one.says), _joined(one.cards, gaps))


def _link(link: Link | None, gaps: Gaps) -> Link | None:
    return Link(gaps(link.text), gaps(link.url)) if link else None
