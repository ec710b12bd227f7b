"""The ZIP table against the addresses of real facilities."""

import gzip
import json
import statistics
from collections.abc import Iterator
from pathlib import Path

from locator.errors import UnknownZip
from locator.geo import Point, distance_m, m_to_miles
from locator.places import lookup_zip
from locator.records import Precision

ROWS = "findtreatment/api_like_rows_US_directory2023.jsonl.gz"


def read_rows(folder: Path) -> Iterator[dict]:
    with gzip.open(folder / ROWS, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def precision_of(postal_code: str) -> Precision | None:
    try:
        return lookup_zip(postal_code).precision
    except UnknownZip:
        return None


def test_nearly_all_facilities_have_a_known_zip(real_data):
    found = [precision_of(row["zip"]) for row in read_rows(real_data)]
    share = found.count(Precision.ZIP) / len(found)
    print(f"{len(found)} rows: {share:.2%} exact, {found.count(None)} refused")
    assert share >= 0.99


def test_zip_points_are_near_facilities(real_data):
    miles = sorted(
        m_to_miles(
            distance_m(
                lookup_zip(row["zip"]).point,
                Point(float(row["latitude"]), float(row["longitude"])),
            )
        )
        for row in read_rows(real_data)
        if row["latitude"] and precision_of(row["zip"]) is Precision.ZIP
    )
    median, p90 = statistics.median(miles), miles[len(miles) * 9 // 10]
    far = sum(mile > 25 for mile in miles)
    print(f"{len(miles)} rows: median {median:.2f} mi, p90 {p90:.2f}, over 25 mi {far}")
    assert median < 1.4
    assert p90 < 4
