"""The bundled tables: whole, in order, on earth, small, and quick to load."""

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

import locator
from locator.geo import Point
from locator.places import CREDITS, STATE_NAMES
from locator.places.names import fold_town

DATA = Path(locator.__file__).parent / "data"
MILITARY = {"AA", "AE", "AP"}


def rows_of(name: str) -> list[list[str]]:
    text = gzip.decompress((DATA / name).read_bytes()).decode()
    return [line.split(",") for line in text.splitlines()[1:]]


@pytest.mark.parametrize(
    "name", ["zip_codes.csv.gz", "cities.csv.gz", "zip_alternates.csv.gz"]
)
def test_a_table_carries_no_date_and_stays_small(name):
    packed = (DATA / name).read_bytes()
    assert packed[4:8] == b"\x00" * 4
    assert len(packed) < 600_000


def test_zip_rows_are_in_order_and_whole():
    rows = rows_of("zip_codes.csv.gz")
    codes = [row[0] for row in rows]
    assert codes == sorted(set(codes))
    assert all(len(code) == 5 and code.isdecimal() for code in codes)
    assert {row[4] for row in rows} == set(STATE_NAMES) | MILITARY
    assert {row[5] for row in rows} == {"standard", "po-box", "unique", "military"}
    assert all(row[3].strip() for row in rows)


def test_every_point_is_on_earth_and_none_at_sea_off_africa():
    points = [
        Point(float(row[1]), float(row[2])) for row in rows_of("zip_codes.csv.gz")
    ]
    points += [Point(float(row[2]), float(row[3])) for row in rows_of("cities.csv.gz")]
    assert all(abs(p.latitude) + abs(p.longitude) > 10 for p in points)


def test_a_name_stands_once_in_a_state():
    rows = rows_of("cities.csv.gz")
    keys = [(row[0], fold_town(row[1])) for row in rows]
    assert keys == sorted(set(keys))
    assert {row[0] for row in rows} == set(STATE_NAMES)


def test_every_zip_town_is_a_town():
    towns = {(row[0], fold_town(row[1])) for row in rows_of("cities.csv.gz")}
    zips = [row for row in rows_of("zip_codes.csv.gz") if row[5] != "military"]
    assert [row[0] for row in zips if (row[4], fold_town(row[3])) not in towns] == []


def test_tables_are_read_only_when_asked_for():
    script = (
        "import locator.places as places\n"
        "from locator.places import tables\n"
        "assert tables.zip_lines.cache_info().currsize == 0\n"
        "places.lookup_zip('02118')\n"
        "assert tables.zip_lines.cache_info().currsize == 1\n"
        "assert tables.towns_in_state.cache_info().currsize == 0\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)


def test_the_credits_name_both_sources_and_the_license():
    words = " ".join(credit.text for credit in CREDITS)
    assert "GeoNames" in words
    assert "CC BY 4.0" in words
    assert "Census" in words
