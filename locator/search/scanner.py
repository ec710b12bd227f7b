"""What a search asks of the index's arrays, whoever goes through them.

`plain` does it with numpy. `compiled` does the same in one pass, some fifteen times as
quickly, and is there where a C compiler was when the program was installed.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from numpy.typing import NDArray

from locator.geo import Point
from locator.search import earth
from locator.search.choice import Choice
from locator.search.columns import Layout
from locator.search.query import Rank, SearchQuery

RANKS: tuple[Rank, ...] = ("sure", "maybe", "limited")
SURE, MAYBE, LIMITED = range(3)

# Rounding in sums of squared earth radii stays far below this; squared meters.
SLACK_M2 = 1.0
# Straight lines mistake the order of far places by less than this part.
DOUBT = 1.01

# A place found: its position, its distance in meters, a number of RANKS.
Near = tuple[int, float, int]


@dataclass(frozen=True, slots=True)
class Arrays:
    """The arrays of an index that searches go through, and what their columns mean."""

    points: NDArray[Any]
    bits: NDArray[Any]
    balls: NDArray[Any]
    id_rank: NDArray[Any]
    layout: Layout


class Circle(NamedTuple):
    """A search's radius as a ball: its middle, and straight lines in meters."""

    x: float
    y: float
    z: float
    chord_m: float
    # Of the sphere that fits the earth best there: it turns lines back into lengths.
    bend_m: float


class Found(NamedTuple):
    """What is inside the radius and matches."""

    total: int
    hits: list[Near]
    # The nearest `maybe`, when it is nearer than the first sure place.
    nearer_maybe: Near | None
    # For every term, what choosing only it in its group would give; or not counted.
    counts: list[int]


class Scanner(Protocol):
    """Whoever goes through the arrays of an index."""

    def survey(
        self, circle: Circle, choice: Choice, start: int, stop: int, *, counting: bool
    ) -> Found:
        """Return a part of the list of places inside, how many, and every count."""

    def outward(
        self, point: Point, circle: Circle, choice: Choice, wanted: int
    ) -> list[Near]:
        """Return so many matching places outside, nearest first by the geodesic."""


def circle_of(query: SearchQuery) -> Circle:
    """Return what is within a search's radius, measured straight through the earth."""
    bend_m = earth.curve_radius_m(query.point.latitude)
    chord_m = earth.length_to_chord(query.radius_m, bend_m)
    return Circle(*earth.point_to_ecef(query.point), chord_m, bend_m)
