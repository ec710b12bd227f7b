"""Cards of results as HTML, made once for each version of the directory.

All but the place's number, its distance and the search in its link is the same for
every visitor, so it is rendered once and filled in.
"""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from flask import Flask, current_app
from jinja2 import Environment
from markupsafe import Markup, escape

from locator.search import Hit
from locator.store import SourceState
from locator.web.cards import CardMaker, distance_words
from locator.web.gapped import MARKS, Kept, here
from locator.web.offers import shown_if_asked
from locator.web.phone_checks import checks_edition

MOST_CARDS = 20_000  # two kilobytes each

Edition = tuple[str, int, tuple[SourceState, ...], date]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The cards of one edition: a directory's version, phone checks, the ages of its lists, a day."""

    edition: Edition
    cards: Kept


class CardShelf:
    """Keeps the cards of the newest edition, and never one of an older."""

    def __init__(self, templates: Environment) -> None:
        """Start with nothing kept."""
        self._templates = templates
        self._shelf: Shelf | None = None

    def at(self, edition: Edition) -> Kept:
        """Return the cards kept of an edition; another edition's are let go."""
        shelf = self._shelf
        if shelf is None or shelf.edition != edition:
            # Whoever still renders the old edition goes on with its own cards.
            shelf = Shelf(edition, Kept(self._templates, MOST_CARDS))
            self._shelf = shelf
        return shelf.cards


@dataclass(frozen=True)
class CardPrinter:
    """Prints the cards of one search."""

    maker: CardMaker
    kept: Kept
    query: str  # what the links to places carry of the search

    def card(self, hit: Hit, number: int | None = None, level: int = 2) -> Markup:
        """Return a card of a list; `level` is that of its heading."""
        glance = hit.glance
        far = escaped(distance_words(glance, hit.distance_m))
        values = (far, self.escaped_query, str(number))[: 3 if number else 2]

        def render() -> str:
            card = self.maker.card(hit.location)
            gapped = replace(card, distance=MARKS[0], url=f"{card.url}{MARKS[1]}")
            counted = MARKS[2] if number else None
            return self.kept.call("_card.html:place_card", gapped, counted, level)

        # A directory's own words come after the gaps, and may look like one.
        away = self.maker.in_another_state(glance)
        key = hit.position, level, len(values), away, self.same
        return self.kept.filled(key, render, values, first=len(values))

    @cached_property
    def escaped_query(self) -> str:
        """What stands in a link, after the place's own address."""
        return escape(self.query)

    @cached_property
    def same(self) -> Hashable:
        """What looks the same on every card of this search, and not of every other."""
        return here(), shown_if_asked(self.maker.terms)


# Distances in words: a few hundred are said again and again.
@lru_cache(maxsize=2048)
def escaped(text: str) -> str:
    """Return text as it stands in HTML."""
    return escape(text)


def init_app(app: Flask) -> None:
    """Give the app its shelf."""
    app.extensions["card_shelf"] = CardShelf(app.jinja_env)


def make_printer(maker: CardMaker, version: str, query: str) -> CardPrinter:
    """Return a printer of cards that uses what the app has kept."""
    shelf: CardShelf = current_app.extensions["card_shelf"]
    edition = (version, checks_edition()[0], tuple(maker.sources), maker.today)
    return CardPrinter(maker, shelf.at(edition), query)
