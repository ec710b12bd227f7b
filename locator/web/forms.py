"""A search as a person or a program asked for it, read field by field."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from locator.errors import InvalidSearch
from locator.geo import miles_to_m
from locator.places import Near, lookup_near
from locator.search import SearchQuery
from locator.taxonomy import TERMS
from locator.wording import to_translate

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

DEFAULT_RADIUS = 25.0
LEAST_RADIUS, MOST_RADIUS = 1, 200
LONGEST_NEAR = 100
# Where somebody comes from that changes what to ask on the phone; every link keeps it.
TOPICS = frozenset({"kratom"})
ORDER = {slug: number for number, slug in enumerate(TERMS)}
MOST_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class SearchForm:
    """What was typed and chosen, what it means, and what is wrong with it."""

    near_text: str = ""
    near: Near | None = None
    terms: tuple[str, ...] = ()
    radius: float = DEFAULT_RADIUS
    page: int = 1
    limit: int = 20
    topic: str | None = None
    errors: Mapping[str, InvalidSearch] = field(default_factory=dict)

    @property
    def place(self) -> Near:
        """The place searched from; raise the first error if the form has any."""
        for error in self.errors.values():
            raise error
        if self.near is None:
            raise InvalidSearch("Type a ZIP code or a town.", field="near")
        return self.near

    def query(self) -> SearchQuery:
        """Return the search; raise InvalidSearch if the form has an error."""
        return SearchQuery(
            point=self.place.point,
            terms=frozenset(self.terms),
            radius_m=miles_to_m(self.radius),
            limit=self.limit,
            offset=(self.page - 1) * self.limit,
        )


def read_search(args: "MultiDict[str, str]") -> SearchForm:
    """Read every field; errors are collected, so that a page can show them all."""
    reader = _Reader(args)
    return SearchForm(
        near_text=reader.text("near")[:LONGEST_NEAR],
        near=reader.near(),
        terms=reader.terms(),
        radius=reader.radius(),
        page=reader.whole("page", 1, 1, MOST_PAGES),
        limit=reader.whole("limit", 20, 1, 100),
        topic=read_topic(reader.first),
        errors=reader.errors,
    )


def read_topic(args: Mapping[str, str]) -> str | None:
    """Return what somebody comes for, where we know of it."""
    topic = args.get("topic")
    return topic if topic in TOPICS else None


def whole_number(text: str, least: int, most: int) -> int | None:
    """Return a number written in plain digits; None for any other or one out of bounds.

    Nine digits hold every bound of ours; longer texts are refused before they are read.
    """
    if not (len(text) <= 9 and text.isascii() and text.isdigit()):
        return None
    return int(text) if least <= int(text) <= most else None


class _Reader:
    def __init__(self, args: "MultiDict[str, str]") -> None:
        # As a plain dict: a MultiDict raises and catches an error for each absent field.
        self.first = {name: texts[0] for name, texts in args.lists() if texts}
        self.asked = args.getlist("term")
        self.errors: dict[str, InvalidSearch] = {}

    def text(self, name: str) -> str:
        return self.first.get(name, "").strip()

    def near(self) -> Near | None:
        text = self.text("near")
        if not text:
            self._refuse(
                "near", to_translate("Type a ZIP code or a town, such as 02118.")
            )
        elif len(text) > LONGEST_NEAR:
            self._refuse(
                "near", to_translate("That is too long for a ZIP code or a town.")
            )
        else:
            try:
                return lookup_near(text)
            except InvalidSearch as error:
                self.errors["near"] = error
        return None

    def terms(self) -> tuple[str, ...]:
        # One radio button can stand for two terms, so commas divide too.
        asked = {
            slug.strip()
            for text in self.asked
            for slug in text.split(",")
            if slug.strip()
        }
        unknown = sorted(asked - TERMS.keys())
        if unknown:
            self._refuse(
                "term",
                to_translate("We have no filter called “%(name)s”."),
                name=unknown[0][:40],
            )
        return tuple(sorted(asked & TERMS.keys(), key=ORDER.__getitem__))

    def radius(self) -> float:
        text = self.text("radius")
        if not text:
            return DEFAULT_RADIUS
        try:
            miles = float(text)
        except ValueError:
            miles = math.nan
        if not LEAST_RADIUS <= miles <= MOST_RADIUS:
            self._refuse(
                "radius",
                to_translate("The distance must be %(least)s to %(most)s miles."),
                least=LEAST_RADIUS,
                most=MOST_RADIUS,
            )
            return DEFAULT_RADIUS
        return miles

    def whole(self, name: str, default: int, least: int, most: int) -> int:
        text = self.text(name)
        if not text:
            return default
        number = whole_number(text, least, most)
        if number is None:
            self._refuse(
                name,
                to_translate("“%(name)s” must be a number from %(least)s to %(most)s."),
                name=name,
                least=least,
                most=f"{most:,}",
            )
            return default
        return number

    def _refuse(self, which: str, message: str, **values: object) -> None:
        self.errors[which] = InvalidSearch(message, field=which, **values)
