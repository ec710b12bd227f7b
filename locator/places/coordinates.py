"""Points that people type or paste: "42.33,-71.07", latitude first."""

import re
from decimal import Decimal

from locator.errors import UnknownPlace
from locator.geo import Point
from locator.places.answers import Near
from locator.records import Precision

_NUMBER = r"([+-]?[0-9]{1,4}(?:\.[0-9]{0,20})?)"
_PAIR = re.compile(rf"\(?\s*{_NUMBER}\s*[,;\s]\s*{_NUMBER}\s*\)?", re.ASCII)
# Where the directory has places: latitude from, to, longitude from, to.
_COVERED = (
    (17.0, 72.0, -180.0, -64.0),  # the states, Puerto Rico, the Virgin Islands
    (51.0, 54.0, 172.0, 180.0),  # the western Aleutians
    (0.0, 21.0, 130.0, 180.0),  # Guam, the Marianas, Palau, Micronesia, the Marshalls
    (-15.0, -10.0, -173.0, -168.0),  # American Samoa
)


def read_point(text: str) -> Near | None:
    """Return the point a text gives, or None if it is no pair of numbers.

    Raises UnknownPlace where the numbers are no place, or were put the wrong way round.
    """
    match = _PAIR.fullmatch(text)
    if not match or (not set(",;.") & set(text)):  # "42 71" is a slip, not a place
        return None
    latitude, longitude = float(match[1]) + 0.0, float(match[2]) + 0.0
    if not _is_covered(latitude, longitude) and _is_covered(longitude, latitude):
        other = _make_near(longitude, latitude).canonical
        raise UnknownPlace(
            "Type latitude first, then longitude. Did you mean %(point)s?",
            suggestions=(other,),
            point=other,
        )
    try:
        return _make_near(latitude, longitude)
    except ValueError:
        raise UnknownPlace(
            "That is not a point on earth. Latitude goes from -90 to 90, longitude from"
            " -180 to 180. Type a point as latitude, then longitude: 42.33, -71.07."
        ) from None


def _is_covered(latitude: float, longitude: float) -> bool:
    return any(
        south <= latitude <= north and west <= longitude <= east
        for south, north, west, east in _COVERED
    )


def _make_near(latitude: float, longitude: float) -> Near:
    point = Point(latitude, longitude)
    return Near(
        label=f"{latitude:.2f}, {longitude:.2f}",
        point=point,
        precision=Precision.ADDRESS,
        postal_code=None,
        city=None,
        state=None,
        canonical=f"{_digits(latitude)},{_digits(longitude)}",
    )


def _digits(degrees: float) -> str:
    """Return degrees with four decimals, or all it has: a search is never rounded."""
    exact = repr(degrees)
    if "e" in exact:
        exact = format(Decimal(exact), "f")
    return max(exact, f"{degrees:.4f}", key=len)
