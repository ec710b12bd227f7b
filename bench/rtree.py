"""A rival: SQLite's R*Tree with terms as bit masks, on the very same places."""

import math
import sqlite3
from collections.abc import Callable, Iterable, Iterator

import numpy as np

from bench.rivals import Rows
from locator.geo import Point, m_to_miles
from locator.search import SearchQuery, earth
from locator.taxonomy import TERMS

MASK_BITS = 60
MILES_A_DEGREE = 68.7  # the shortest degree of latitude


def masks_of(rows: Rows) -> list[list[int]]:
    """Return every place's terms as columns of 60-bit integers."""
    columns = []
    for start in range(0, rows.flags.shape[1], MASK_BITS):
        part = rows.flags[:, start : start + MASK_BITS].astype(np.int64)
        weights = np.left_shift(1, np.arange(part.shape[1], dtype=np.int64))
        columns.append((part * weights).sum(axis=1).tolist())
    return columns


def mask_sql(rows: Rows, terms: Iterable[str]) -> str:
    """Return the condition that a place has every asked term."""
    parts = []
    for term in sorted(terms):
        word, bit = divmod(rows.column[term], MASK_BITS)
        parts.append(f"(m{word} >> {bit}) & 1 = 1")
    return " AND ".join(parts) or "1 = 1"


def counts_sql(rows: Rows, terms: Iterable[str]) -> str:
    """Return the sums of some terms."""
    numbers = [divmod(rows.column[term], MASK_BITS) for term in terms]
    return ", ".join(f"sum((m{w} >> {b}) & 1)" for w, b in numbers)


def facet_passes(rows: Rows, query: SearchQuery) -> list[tuple[str, str]]:
    """Return what to count and under which condition, for the counts the site shows.

    The count beside a term is what choosing only it in its group would give, so every
    group chosen from is counted once more without its own choice.
    """
    passes = [(counts_sql(rows, rows.column), mask_sql(rows, query.terms))]
    for group in sorted({TERMS[term].group for term in query.terms}):
        inside = [term for term in rows.column if TERMS[term].group == group]
        others = [term for term in query.terms if TERMS[term].group != group]
        passes.append((counts_sql(rows, inside), mask_sql(rows, others)))
    return passes


def rtree(rows: Rows) -> tuple[Callable[[SearchQuery], object], ...]:
    """Return two searches: the nearest 20, and the total with every count."""
    base = sqlite3.connect(":memory:")
    masks = masks_of(rows)
    names = ", ".join(f"m{number} INTEGER" for number in range(len(masks)))
    base.execute(f"CREATE TABLE place (id INTEGER PRIMARY KEY, x, y, z, {names})")
    base.execute("CREATE VIRTUAL TABLE area USING rtree(id, south, north, west, east)")
    marks = ", ".join("?" * (4 + len(masks)))
    base.executemany(f"INSERT INTO place VALUES ({marks})", _places(rows, masks))
    latitude, longitude = earth.from_ecef(rows.ecef)
    base.executemany(
        "INSERT INTO area VALUES (?1, ?2, ?2, ?3, ?3)",
        zip(range(len(rows.ecef)), latitude.tolist(), longitude.tolist(), strict=True),
    )
    base.commit()
    return _nearest(base, rows), _counts(base, rows)


def _places(rows: Rows, masks: list[list[int]]) -> Iterator[tuple[float, ...]]:
    spots = rows.ecef.tolist()
    for number, spot in enumerate(spots):
        yield (number, *spot, *(mask[number] for mask in masks))


def _inside(query: SearchQuery, condition: str) -> tuple[str, list[float]]:
    x, y, z = earth.point_to_ecef(query.point)
    bend = earth.curve_radius_m(query.point.latitude)
    chord = earth.length_to_chord(query.radius_m, bend)
    square = "(x - ?) * (x - ?) + (y - ?) * (y - ?) + (z - ?) * (z - ?)"
    text = (
        " FROM area JOIN place USING (id)"
        " WHERE south >= ? AND north <= ? AND west >= ? AND east <= ?"
        f" AND {square} <= ? AND {condition}"
    )
    return text, [*_box(query.point, query.radius_m), x, x, y, y, z, z, chord * chord]


def _box(point: Point, radius_m: float) -> list[float]:
    high = m_to_miles(radius_m) / MILES_A_DEGREE + 0.01
    wide = high / max(0.05, math.cos(math.radians(abs(point.latitude) + high)))
    return [
        point.latitude - high, point.latitude + high,
        point.longitude - wide, point.longitude + wide,
    ]  # fmt: skip


def _nearest(base: sqlite3.Connection, rows: Rows) -> Callable[[SearchQuery], object]:
    def search(query: SearchQuery) -> object:
        inside, values = _inside(query, mask_sql(rows, query.terms))
        x, y, z = values[4], values[6], values[8]
        square = (
            f"(x - {x}) * (x - {x}) + (y - {y}) * (y - {y}) + (z - {z}) * (z - {z})"
        )
        text = f"SELECT id {inside} ORDER BY {square}, id LIMIT 20"
        return base.execute(text, values).fetchall()

    return search


def _counts(
    base: sqlite3.Connection, rows: Rows
) -> Callable[[SearchQuery], list[tuple[int, ...]]]:
    def search(query: SearchQuery) -> list[tuple[int, ...]]:
        answers = []
        for counts, condition in facet_passes(rows, query):
            inside, values = _inside(query, condition)
            text = f"SELECT count(*), {counts} {inside}"
            answers.append(base.execute(text, values).fetchone())
        return answers

    return search
