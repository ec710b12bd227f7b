"""ZIP codes to points: exact where the table has them, else near, else said plainly."""

import re
from collections import Counter
from functools import cache, lru_cache
from statistics import fmean

from locator.errors import UnknownPlace, UnknownZip
from locator.geo import Point
from locator.places.answers import ZipPlace
from locator.places.cities import largest_towns
from locator.places.states import find_state
from locator.places.tables import read_zip, zip_lines, zips_by_prefix
from locator.records import Precision

# ASCII digits only: other scripts' digits are no ZIP, and int() would take them.
_ZIP = re.compile(r"([0-9]{5})(?:[ -]*[0-9]{4})?", re.ASCII)
_MILITARY = re.compile(r"09|340|96[2-6]")
# Neighbors here are islands or hundreds of miles apart: a mean would mislead.
_NO_MEAN = re.compile(r"96[7-9]|99[5-7]")


def lookup_zip(postal_code: str) -> ZipPlace:
    """Return where a ZIP or ZIP+4 is; raise UnknownZip, saying what to do, if unknown."""
    match = _ZIP.fullmatch(postal_code[:40].strip())
    if not match or len(postal_code) > 40:
        raise UnknownZip(
            "A ZIP code has five digits, like 02118. Or type a city and state, like"
            " Boston, MA.",
            suggestions=_restore_zeros(postal_code),
        )
    return _lookup(match[1])


@lru_cache(maxsize=4096)
def _lookup(code: str) -> ZipPlace:
    line = zip_lines().get(code)
    return read_zip(line) if line else _estimate(code)


def _restore_zeros(text: str) -> tuple[str, ...]:
    """Return the ZIP that a spreadsheet made 2118 of, if it is one."""
    code = text[:40].strip().zfill(5)
    return (code,) if code in zip_lines() else ()


def _estimate(code: str) -> ZipPlace:
    """Return the middle of the ZIPs with the same first three digits."""
    if _MILITARY.match(code):
        raise UnknownZip(
            "%(zip)s is a military mail ZIP (APO, FPO or DPO), so we cannot tell where"
            " you are. Type the city and state that you want to search near.",
            zip=code,
        )
    middle = _middle(code[:3])
    if middle is None:
        raise UnknownZip(
            "There is no such ZIP: %(zip)s. Check the digits. Or type a city and state,"
            " like Boston, MA.",
            zip=code,
        )
    point, state = middle
    if _NO_MEAN.match(code):
        raise UnknownZip(
            "We do not know where ZIP %(zip)s is, and ZIPs close to it in number can be"
            " far away. Type a city and state instead.",
            suggestions=largest_towns(state),
            zip=code,
        )
    return ZipPlace(code, point, Precision.AREA, None, state, "standard")


@cache
def _middle(prefix: str) -> tuple[Point, str] | None:
    """Return the mean of the ZIPs that start so, and the state that most are in.

    ZIPs of another state (a post office served from across the line) do not count.
    """
    neighbors = [read_zip(line) for line in zips_by_prefix().get(prefix, ())]
    if not neighbors:
        return None
    state = Counter(place.state or "" for place in neighbors).most_common(1)[0][0]
    points = [place.point for place in neighbors if place.state == state]
    latitude = fmean(point.latitude for point in points)
    longitude = fmean(point.longitude for point in points)
    return Point(round(latitude, 4), round(longitude, 4)), state


@lru_cache(maxsize=64)
def _in_state(state: str) -> tuple[ZipPlace, ...]:
    mark = f",{state},"
    return tuple(read_zip(line) for line in zip_lines().values() if mark in line)


def zip_codes_in_state(state: str) -> tuple[ZipPlace, ...]:
    """Return every known ZIP of a state (two letters or its name), in order."""
    code = find_state(state[:40])
    if code is None:
        raise UnknownPlace("No such state. Use two letters, like MA.")
    return _in_state(code)
