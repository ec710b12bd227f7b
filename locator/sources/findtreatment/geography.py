"""Where facilities of this directory can be: boxes on the map."""

from collections.abc import Iterable

from locator.sources.base import Row

# South, west, north, east, in degrees, with a little room.
BOXES = (
    (24.3, -125.0, 49.6, -66.8),  # the contiguous states
    (51.0, -180.0, 71.6, -129.9),  # Alaska
    (51.0, 172.0, 53.6, 180.0),  # the Aleutians beyond the date line
    (18.7, -160.6, 22.4, -154.6),  # Hawaii
    (17.6, -67.5, 18.7, -64.5),  # Puerto Rico, Virgin Islands
    (13.1, 144.5, 20.7, 146.2),  # Guam, Northern Marianas
    (-14.7, -171.2, -11.0, -168.0),  # American Samoa
    (0.9, 130.9, 14.8, 172.3),  # Palau, Micronesia, Marshall Islands
)


def is_inside_us(latitude: float, longitude: float) -> bool:
    """Say whether a position is in, or just outside, a US state or territory."""
    return any(
        south <= latitude <= north and west <= longitude <= east
        for south, west, north, east in BOXES
    )


def count_outside_us(rows: Iterable[Row]) -> tuple[int, int]:
    """Return how many rows have coordinates, and how many of those are elsewhere."""
    located = outside = 0
    for row in rows:
        try:
            point = float(row["latitude"]), float(row["longitude"])
        except (KeyError, TypeError, ValueError):
            continue
        located += 1
        outside += not is_inside_us(*point)
    return located, outside
