"""Reads the tables that lie beside the code."""

import csv
from importlib.resources import files


def read_table(name: str) -> list[dict[str, str]]:
    """Return the rows of one of this package's CSV files."""
    text = files("locator.taxonomy").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
