"""Builds locator/data/zip_alternates.csv.gz: where the other table puts a ZIP, if far off.

As build_zip_codes.py beside it, which it takes the packages and the choices from; run it
after that one: python tools/build_zip_alternates.py
"""

import gzip
from collections.abc import Iterator
from pathlib import Path

from build_zip_codes import (
    DATA,
    read_geonames_zips,
    read_zip_rows,
    run,
    write,
)

from locator.geo import Point, distance_m, miles_to_m

COLUMNS = "zip,latitude,longitude"
# Nearer than this, a second point clears no coordinate that the first would not.
FAR_M = miles_to_m(5)


def read_chosen() -> dict[str, Point]:
    """Return the point that the bundled table gives each ZIP."""
    text = gzip.decompress((DATA / "zip_codes.csv.gz").read_bytes()).decode()
    rows = (line.split(",") for line in text.splitlines()[1:])
    return {row[0]: Point(float(row[1]), float(row[2])) for row in rows}


def read_points(folder: Path) -> Iterator[tuple[str, Point]]:
    """Yield every point that either table has, GeoNames' first."""
    for code, line in read_geonames_zips(folder).items():
        yield code, Point(float(line[9]), float(line[10]))
    for row in read_zip_rows(folder):
        if row["lat"] is not None:
            yield str(row["zip"]), Point(round(row["lat"], 4), round(row["lon"], 4))


def build(folder: Path) -> None:
    """Write the points that are far from the chosen one, in order of the codes."""
    chosen = read_chosen()
    rows = {
        (code, point.latitude, point.longitude)
        for code, point in read_points(folder)
        if code in chosen and distance_m(point, chosen[code]) > FAR_M
    }
    write("zip_alternates.csv.gz", COLUMNS, sorted(rows))


if __name__ == "__main__":
    run(build, __doc__)
