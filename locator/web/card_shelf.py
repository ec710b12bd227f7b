"""Cards of results as HTML, made once for each version of the directory.

All but the place's number, its distance and the search in its link is the same for
every visitor, so it is rendered once and filled in.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from flask import Flask, current_app
from jinja2 import Template
from markupsafe import Markup, escape

from locator.records import Location
from locator.search import Hit
from locator.store import SourceState
from locator.taxonomy import TERMS
from locator.web.cards import CardMaker, distance_words
from locator.web.links import mounted
from locator.web.phone_checks import checks_edition
from locator.web.translation import current_language

MOST_CARDS = 20_000  # two kilobytes each
# Stands where a search's own words go; both come before any word of a directory.
GAP = "\ue000gap\ue000"
# A card shows these whatever is asked for; other terms only when they are.
ALWAYS_SHOWN = {"medicine", "payment"}

Edition = tuple[str, int, tuple[SourceState, ...], date]
Key = tuple[int, str, int, bool, tuple[str, ...]]
Parts = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The cards of one edition: a directory's version, phone checks, the ages of its lists, a day."""

    edition: Edition
    parts: dict[Key, Parts]


class CardShelf:
    """Keeps the cards of the newest edition, and never one of an older."""

    def __init__(self) -> None:
        """Start with nothing kept."""
        self._shelf: Shelf | None = None

    def at(self, edition: Edition) -> dict[Key, Parts]:
        """Return the cards kept of an edition; another edition's are let go."""
        shelf = self._shelf
        if shelf is None or shelf.edition != edition:
            # Whoever still renders the old edition goes on with its own dict.
            shelf = self._shelf = Shelf(edition, {})
        if len(shelf.parts) > MOST_CARDS:
            shelf.parts.clear()
        return shelf.parts


@dataclass(frozen=True)
class CardPrinter:
    """Prints the cards of one search."""

    maker: CardMaker
    kept: dict[Key, Parts]
    query: str  # what the links to places carry of the search
    home: str  # where the site is mounted for this visitor, and the language
    template: Template

    def card(self, hit: Hit, number: int | None = None, level: int = 2) -> Markup:
        """Return a card of a list; `level` is that of its heading."""
        key = self._key(hit, level)
        parts = self.kept.get(key)
        if parts is None:
            parts = self.kept[key] = self._parts(hit.location, level)
        far = escape(distance_words(hit.glance, hit.distance_m))
        mark = f"<b>{number}</b> " if number else ""
        before, between, after = parts
        return Markup(f"{before}{mark}{far}{between}{self.escaped_query}{after}")  # noqa: S704 - rendered by the template, or escaped here

    def _key(self, hit: Hit, level: int) -> Key:
        away = self.maker.in_another_state(hit.glance)
        return hit.position, self.home, level, away, self.others

    @cached_property
    def escaped_query(self) -> str:
        """What stands in a link, after `?`."""
        return str(escape(self.query))

    @cached_property
    def others(self) -> tuple[str, ...]:
        """The asked terms that a card shows only because they are asked for."""
        return tuple(
            slug
            for slug in self.maker.terms
            if slug in TERMS and TERMS[slug].group not in ALWAYS_SHOWN
        )

    def _parts(self, location: Location, level: int) -> Parts:
        card = self.maker.card(location)
        gapped = replace(card, distance=GAP, url=f"{card.url}{GAP}")
        html = str(self.template.module.place_card(gapped, level=level))  # type: ignore[attr-defined]  # a macro of the template
        before, between, after = html.split(GAP, 2)
        return before, between, after


def init_app(app: Flask) -> None:
    """Give the app its shelf."""
    app.extensions["card_shelf"] = CardShelf()


def make_printer(maker: CardMaker, version: str, query: str) -> CardPrinter:
    """Return a printer of cards that uses what the app has kept."""
    shelf: CardShelf = current_app.extensions["card_shelf"]
    edition = (version, checks_edition()[0], tuple(maker.sources), maker.today)
    template = current_app.jinja_env.get_template("_card.html")
    kept = shelf.at(edition)
    home = f"{mounted('/')} {current_language()}"
    return CardPrinter(maker, kept, query, home, template)
