"""What a search asks and what it answers."""

import math
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

from locator.errors import InvalidSearch
from locator.geo import Point, miles_to_m
from locator.records import Location
from locator.search.glance import Glance

DEFAULT_RADIUS_M = miles_to_m(25)
MOST_RADIUS_MILES = 200
MOST_HITS = 100

Rank = Literal["sure", "maybe", "limited"]


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """Where, for what, how far, and which part of the list."""

    point: Point
    terms: frozenset[str] = field(default_factory=frozenset)
    radius_m: float = DEFAULT_RADIUS_M
    limit: int = 20
    offset: int = 0

    def __post_init__(self) -> None:
        """Refuse what no list could answer, naming the field."""
        most = miles_to_m(MOST_RADIUS_MILES)
        if not (math.isfinite(self.radius_m) and 0 < self.radius_m <= most + 1):
            raise InvalidSearch(
                "Choose a distance of up to %(most)s miles.",
                field="radius",
                most=MOST_RADIUS_MILES,
            )
        if not 1 <= self.limit <= MOST_HITS:
            raise InvalidSearch(
                "Ask for 1 to %(most)s places at a time.", field="limit", most=MOST_HITS
            )
        if self.offset < 0:
            raise InvalidSearch("Pages start at 1.", field="page")


class Places(Protocol):
    """Whoever can read a place by its position."""

    def location_at(self, position: int) -> Location:
        """Return the place."""

    def glance_at(self, position: int) -> Glance:
        """Return a few facts of the place."""


class Hit(NamedTuple):
    """A place that matches; callers hide the distance of withheld ones.

    The place is read when it is asked for: a page that has its card already need not.
    `position` names the place within one version of the directory.
    """

    position: int
    distance_m: float
    rank: Rank
    places: Places

    def __eq__(self, other: object) -> bool:
        """Tell whether it is the same place as far away, from whichever copy it is read."""
        return isinstance(other, Hit) and self[:3] == other[:3]

    def __hash__(self) -> int:
        """Agree with equality."""
        return hash(self[:3])

    @property
    def location(self) -> Location:
        """The place itself, read at each call."""
        return self.places.location_at(self.position)

    @property
    def glance(self) -> Glance:
        """What a list and its map need of it."""
        return self.places.glance_at(self.position)


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One part of the list, with what a page says around it."""

    # Open and limited places inside the radius that match, all strengths.
    total: int
    hits: tuple[Hit, ...]
    # The nearest matching places outside the radius: so many that five are shown.
    beyond: tuple[Hit, ...]
    # For every term, what choosing only it in its group would give.
    counts: dict[str, int]
    # The nearest `maybe`, when it is nearer than the first sure place.
    nearer_maybe: Hit | None
    version: str
