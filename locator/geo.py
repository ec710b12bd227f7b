"""Points on the earth, distances between them, and the two units we speak."""

import math
from dataclasses import dataclass

from geopy.distance import geodesic

METERS_PER_MILE = 1609.344


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A WGS84 position in degrees, latitude first."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        """Refuse what is not a position on earth."""
        if not (math.isfinite(self.latitude) and math.isfinite(self.longitude)):
            raise ValueError("latitude and longitude must be finite numbers")
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):
            raise ValueError(
                f"not a point on earth: {self.latitude}, {self.longitude}"
                " (latitude -90 to 90, longitude -180 to 180)"
            )


def distance_m(a: Point, b: Point) -> float:
    """Return the WGS84 geodesic between two points, in meters."""
    meters: float = geodesic(
        (a.latitude, a.longitude), (b.latitude, b.longitude)
    ).meters
    return meters


def miles_to_m(miles: float) -> float:
    """Return miles as meters."""
    return miles * METERS_PER_MILE


def m_to_miles(meters: float) -> float:
    """Return meters as miles."""
    return meters / METERS_PER_MILE
