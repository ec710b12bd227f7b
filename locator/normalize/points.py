"""Coordinates: absurd or far-off ones are dropped, certainly swapped ones put right."""

from locator.geo import Point
from locator.places import is_near_address
from locator.records import Address

# What was done to a coordinate, as the report and the doctor count it.
REVERSED = "coordinates-reversed"
OUTSIDE = "coordinates-outside-us"
FAR = "coordinates-far-from-zip"

# South, north, west, east of all that the United States and its territories and the
# freely associated states reach; generous at sea, empty of every other country's towns
# but for strips along the borders.
REGIONS = (
    (24.3, 49.5, -125.0, -66.8),  # the lower 48
    (51.0, 71.6, -180.0, -129.9),  # Alaska
    (51.0, 53.5, 172.0, 180.0),  # the Aleutians past the date line
    (18.7, 28.6, -178.5, -154.6),  # Hawaii
    (17.6, 18.6, -68.0, -64.5),  # Puerto Rico and the Virgin Islands
    (13.1, 20.7, 144.5, 146.2),  # Guam and the Northern Marianas
    (-14.8, -10.9, -171.3, -168.0),  # American Samoa
    (0.8, 10.3, 137.0, 163.3),  # Micronesia
    (4.0, 15.0, 160.0, 172.6),  # the Marshall Islands
    (2.8, 8.4, 131.0, 134.9),  # Palau
)


def normalize_point(point: Point | None) -> Point | None:
    """Return the point if it is in the United States, turned round if that puts it there."""
    if point is None or _inside(point.latitude, point.longitude):
        return point
    if _inside(point.longitude, point.latitude):
        return Point(point.longitude, point.latitude)
    return None


def check_point(
    point: Point | None, address: Address
) -> tuple[Point | None, tuple[str, ...]]:
    """Return the point to keep, and what was odd about the one given.

    A swapped one is put right; one outside the country, or over 25 miles from its ZIP
    and from its town, is refused: a wrong pin sends people to the wrong city.
    """
    if point is None or address.withheld:
        return None, ()
    kept = normalize_point(point)
    if kept is None:
        return None, (OUTSIDE,)
    remarks = () if kept == point else (REVERSED,)
    if not is_near_address(kept, address):
        return None, (*remarks, FAR)
    return kept, remarks


def _inside(latitude: float, longitude: float) -> bool:
    return any(
        south <= latitude <= north and west <= longitude <= east
        for south, north, west, east in REGIONS
    )
