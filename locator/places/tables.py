"""The bundled tables, read once, when first asked for; a line is split when used."""

import gzip
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from locator.geo import Point
from locator.places.answers import Town, ZipPlace
from locator.places.names import fold_town
from locator.records import Precision

_DATA = Path(__file__).parent.parent / "data"


def _lines(name: str) -> list[str]:
    with gzip.open(_DATA / name, "rt", encoding="utf-8") as file:
        return file.read().splitlines()[1:]


@cache
def zip_lines() -> Mapping[str, str]:
    """Return the line of each ZIP, in order of the codes."""
    return {line[:5]: line for line in _lines("zip_codes.csv.gz")}


def read_zip(line: str) -> ZipPlace:
    """Return a line of the ZIP table as what it says."""
    code, latitude, longitude, city, state, kind = line.split(",")
    point = Point(float(latitude), float(longitude))
    return ZipPlace(code, point, Precision.ZIP, city, state, kind)


@cache
def alternate_lines() -> tuple[str, ...]:
    """Return the lines of ZIPs that another table puts somewhere else."""
    return tuple(_lines("zip_alternates.csv.gz"))


def read_alternate(line: str) -> tuple[str, Point]:
    """Return a line of the table of other points as a ZIP and a point."""
    code, latitude, longitude = line.split(",")
    return code, Point(float(latitude), float(longitude))


@cache
def zips_by_prefix() -> Mapping[str, tuple[str, ...]]:
    """Return the lines of the ZIPs with each first three digits."""
    groups: dict[str, list[str]] = defaultdict(list)
    for code, line in zip_lines().items():
        groups[code[:3]].append(line)
    return {prefix: tuple(lines) for prefix, lines in groups.items()}


@cache
def _town_lines() -> Mapping[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for line in _lines("cities.csv.gz"):
        groups[line[:2]].append(line)
    return {state: tuple(lines) for state, lines in groups.items()}


@cache
def towns_in_state(state: str) -> Mapping[str, str]:
    """Return a state's lines by `fold_town` of the towns' names; one a name."""
    lines = _town_lines().get(state, ())
    return {fold_town(line.split(",", 2)[1]): line for line in lines}


def read_town(line: str) -> Town:
    """Return a line of the table of towns as what it says."""
    state, name, latitude, longitude, population, source = line.split(",")
    point = Point(float(latitude), float(longitude))
    return Town(name, state, point, int(population), source)
