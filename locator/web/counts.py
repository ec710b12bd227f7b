"""Counts without watching: weekly sums, each by itself, none of fewer than eleven.

Off unless `LOCATOR_COUNTS=1`. Each worker counts in its memory and adds a sum to the file
once it is eleven or more; what is less at the end of a week, or when the worker ends, is
forgotten. A sum is of one thing: nothing is counted together with anything else, and
nothing that a visitor typed, sent or is known by is kept even in memory.
"""

import logging
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import filelock
from flask import Flask, Response, current_app, request

from locator.geo import miles_to_m
from locator.places import Near
from locator.places.counties import find_county, lookup_county
from locator.web.count_file import LEAST, Cell, add_counts
from locator.web.headers import index_or_none
from locator.web.translation import current_language

if TYPE_CHECKING:
    from locator.config import Settings
    from locator.search import SearchPage
    from locator.web.forms import SearchForm

log = logging.getLogger(__name__)

EVERY_S = 3600.0
NEAR_M = miles_to_m(25)
PAGE, TERM, LANGUAGE, COUNTY, NOTHING = (
    "page", "term", "language", "county", "nothing-near",
)  # fmt: skip
# What a page is for; which place, which guide or which search it was is not asked.
KINDS = {
    "pages.home": "home",
    "pages.search": "search",
    "places.location": "place",
    "guides.index": "guide",
    "guides.words": "guide",
    "guides.show": "guide",
    "content.crisis": "crisis",
    "paper.handout": "hand-out",
    "link_maker.link": "link maker",
    "embed.frame": "embed",
}
# Pages that somebody opens; a script that fetches more of them is nobody new.
OPENED = {None, "document", "iframe", "frame"}


def today() -> date:
    """Return the day by which weeks are told apart."""
    return datetime.now(UTC).date()


@dataclass(slots=True)
class Tally:
    """One worker's sums of this week that are not in the file."""

    home: Path
    every_s: float = EVERY_S
    clock: Callable[[], float] = time.monotonic
    day: Callable[[], date] = today
    _sums: Counter[Cell] = field(default_factory=Counter)
    _week: str = ""
    _due: float = float("-inf")
    _counting: threading.Lock = field(default_factory=threading.Lock)

    def add(self, cells: Iterable[Cell]) -> None:
        """Count, and now and then add what is enough to the file."""
        week = week_name(self.day())
        with self._counting:
            before, ready = self._week, {}
            if self.clock() >= self._due or before != week:
                ready = self._take()
            if before != week:
                self._sums.clear()
                self._week = week
            self._sums.update(cells)
        if ready:
            self._keep(before, ready)

    def _take(self) -> dict[Cell, int]:
        # Workers that write in the same minute would wait for each other.
        self._due = self.clock() + self.every_s * random.uniform(0.8, 1.2)  # noqa: S311 - not a secret
        ready = {cell: count for cell, count in self._sums.items() if count >= LEAST}
        for cell in ready:
            del self._sums[cell]
        return ready

    def _keep(self, week: str, ready: dict[Cell, int]) -> None:
        try:
            add_counts(self.home, week, ready)
        except (OSError, ValueError, filelock.Timeout) as error:
            # Sums are never worth a visitor's page.
            log.warning("weekly sums were not written: %s", type(error).__name__)


def week_name(on: date) -> str:
    """Return a week as ISO 8601 names it: "2026-W47"."""
    year, week, _ = on.isocalendar()
    return f"{year}-W{week:02d}"


def init_app(app: Flask) -> None:
    """Count if the operator asked for it; else nothing is done at any request."""
    settings: Settings = app.extensions["directory"].settings
    if settings.counts:
        settings.home.mkdir(parents=True, exist_ok=True)
        lookup_county("25025")  # reads the table now, so that no visitor waits for it
        app.extensions["counts"] = Tally(settings.home)
        app.after_request(count_page)


def count_page(response: Response) -> Response:
    """Count the kind of a page that was opened, and its language."""
    kind = KINDS.get(request.endpoint or "")
    if kind and response.status_code == 200 and worth_counting():
        the_tally().add([(PAGE, kind), (LANGUAGE, current_language())])
    return response


def count_search(form: "SearchForm", page: "SearchPage") -> None:
    """Count a search's filters, its county, and whether nothing was near: each alone."""
    if "counts" not in current_app.extensions or form.page > 1 or not worth_counting():
        return
    cells = [(TERM, slug) for slug in form.terms]
    if county := county_of(form.place):
        cells.append((COUNTY, county))
        if nothing_near(page):
            cells.append((NOTHING, county))
    the_tally().add(cells)


def nothing_near(page: "SearchPage") -> bool:
    """Tell whether a first page proves that nothing it looks for is within 25 miles."""
    shown = [hit.distance_m for hit in (*page.hits, *page.beyond)]
    return page.total <= len(page.hits) and min(shown, default=NEAR_M * 2) > NEAR_M


def county_of(near: Near) -> str | None:
    """Return the county of a ZIP code or a town; a point names no state, so it has none."""
    if not near.state:
        return None
    county = find_county(near.point, near.state)
    return county.fips if county else None


def worth_counting() -> bool:
    """Tell whether somebody opened a page, and whether its places are real."""
    if request.headers.get("Sec-Fetch-Dest") not in OPENED:
        return False
    index = index_or_none()
    return index is not None and not index.practice


def the_tally() -> Tally:
    """Return the sums of the worker that answers."""
    tally: Tally = current_app.extensions["counts"]
    return tally
