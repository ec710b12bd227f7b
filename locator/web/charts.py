"""Plots for pages as finished values: bars, and a map of the states in shades.

The templates draw them as SVG. Each stands beside a table with the same numbers.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from locator.places import STATE_NAMES
from locator.web.translation import gettext as _

OUTLINES = Path(__file__).parent.parent / "data" / "states.json"
# A state's shade is the number of these it has reached: none, few … very many.
STEPS = (1, 25, 100, 250, 500)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its words, its length in percent, and the number in words."""

    label: str
    percent: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart, and what it says in one sentence."""

    id: str
    title: str
    says: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class StateShape:
    """One state of the map."""

    path: str
    step: int


@dataclass(frozen=True, slots=True)
class StateMap:
    """The map, its legend, and the same numbers as rows."""

    width: int
    height: int
    shapes: tuple[StateShape, ...]
    legend: tuple[str, ...]
    rows: tuple[tuple[str, int], ...]
    says: str


def bar_chart(id_: str, title: str, bars: Iterable[Bar]) -> Chart:
    """Return a chart that says in words what its bars show."""
    drawn = tuple(bars)
    says = "; ".join(f"{bar.label}: {bar.text}" for bar in drawn)
    return Chart(id_, title, f"{says}.", drawn)


def share_bar(label: str, part: int, whole: int, text: str = "") -> Bar:
    """Return a bar as long as the share; its text is the share too, unless given."""
    length = round(100 * part / whole, 1) if whole else 0.0
    return Bar(label, length, text or percent(part, whole))


def percent(part: int, whole: int) -> str:
    """Return "93%"; what is nearly all or nearly none is not rounded to all or none."""
    if not whole:
        return _("none")
    if 0 < part < whole:
        return f"{min(99, max(1, round(100 * part / whole)))}%"
    return "100%" if part else "0%"


def state_map(counts: Mapping[str, int]) -> StateMap:
    """Return the country with each state shaded by its count."""
    drawn = _outlines()
    rows = tuple(
        (name, counts.get(code, 0))
        for code, name in STATE_NAMES.items()
        if code in drawn["states"] or counts.get(code)
    )
    most = max(rows, key=lambda row: row[1])
    return StateMap(
        width=drawn["width"],
        height=drawn["height"],
        shapes=tuple(
            StateShape(path, step_of(counts.get(code, 0)))
            for code, path in drawn["states"].items()
        ),
        legend=_legend(),
        rows=rows,
        says=_(
            "The most are in %(state)s: %(count)s. The table below has every state.",
            state=most[0],
            count=f"{most[1]:,}",
        ),
    )


def step_of(count: int) -> int:
    """Return which shade a count gets: 0 for none, up to the number of steps."""
    return sum(count >= step for step in STEPS)


def _legend() -> tuple[str, ...]:
    ends = [
        _("%(low)s to %(high)s", low=f"{low:,}", high=f"{high - 1:,}")
        for low, high in pairwise(STEPS)
    ]
    return (_("none"), *ends, _("%(low)s or more", low=f"{STEPS[-1]:,}"))


@cache
def _outlines() -> Mapping[str, Any]:
    drawn: dict[str, Any] = json.loads(OUTLINES.read_text(encoding="utf-8"))
    return drawn
