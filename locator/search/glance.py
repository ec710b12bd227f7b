"""The few facts of a place that a list and its map need, kept for every place seen."""

from dataclasses import dataclass

from locator.geo import Point
from locator.records import Access, Location, Precision


@dataclass(frozen=True, slots=True)
class GlanceAddress:
    """Where a place is, as a list must know it."""

    state_province: str
    postal_code: str
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class GlanceSource:
    """Which list a place is on."""

    source: str


@dataclass(frozen=True, slots=True)
class Glance:
    """Some of a Location's fields, under their own names."""

    id: str
    slug: str
    name: str
    address: GlanceAddress
    point: Point | None
    precision: Precision
    access: Access
    sources: tuple[GlanceSource, ...]
    practice: bool = False


Placed = Location | Glance
