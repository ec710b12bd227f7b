"""The search inside the process: alone, with its cards' facts, and beside its rivals."""

import contextlib
import tempfile
import time
from pathlib import Path

import numpy as np
import psycopg

from bench import postgis, rivals, rtree
from bench.directory import Ground, make_locations, make_points
from bench.table import Table
from bench.timing import Times, measure
from locator.geo import Point, miles_to_m
from locator.search import (
    DirectoryIndex,
    SearchQuery,
    build_index,
    find_nearby,
    open_index,
)
from locator.search.choice import choose
from locator.search.nearby import read_hits
from locator.search.scanner import circle_of

TERMS = (
    frozenset({"buprenorphine"}),
    frozenset({"buprenorphine", "medicaid"}),
    frozenset({"methadone", "counseling", "medicaid", "spanish"}),
)
# Where a list is long, short, or far away from everything.
SPOTS = {
    "dense New York": Point(40.75, -73.99),
    "rural Montana": Point(47.2, -108.0),
    "Alaska": Point(64.84, -147.72),
    "Guam": Point(13.47, 144.79),
    "the date line": Point(51.88, -176.65),
}


def nearest_total_and_counts(index: DirectoryIndex, query: SearchQuery) -> None:
    """Do what the rivals do: the nearest, the total and every count, no place read."""
    choice = choose(index.layout, query.terms)
    found = index.scanner.survey(circle_of(query), choice, 0, 20, counting=True)
    read_hits(index, found.hits)
    dict(zip(index.layout.terms, found.counts, strict=True))


def whole_answer(index: DirectoryIndex, query: SearchQuery) -> None:
    """Search as the site does, and read every place of the list."""
    for hit in find_nearby(index, query).hits:
        assert hit.location


def bench_search(
    table: Table,
    folder: Path,
    ground: Ground,
    count: int,
    searches: int,
    *,
    databases: bool = False,
) -> None:
    """Measure one size of directory."""
    label = f"{count // 1000:,}k" if count < 1_000_000 else f"{count / 1e6:g}M"
    index = make_index(table, folder / label, ground, count, label)
    queries = make_queries(ground, searches)
    alone = measure(lambda q: nearest_total_and_counts(index, q), queries)
    rows = rivals.Rows(index)
    check_totals(table, index, rows, queries, label)
    brute, kd = bench_in_memory(table, rows, queries, alone, (label, count))
    whole = measure(lambda q: whole_answer(index, q), queries)
    table.add(
        f"{label}: find_nearby, with 20 places read",
        whole,
        against="brute force",
        base=brute,
        at=("ours, the whole answer with places read", count),
    )
    table.promise(
        f"{label}: a search takes under 1 ms at the median", kept=whole.p50 < 1.0
    )
    if count >= 50_000:
        table.promise(
            f"{label}: at least 4 times as quick as brute force",
            kept=brute.p50 > 4 * alone.p50,
        )
    if count == 100_000:
        table.promise(
            "100k: within 2 x of cKDTree at the median", kept=alone.p50 < 2 * kd.p50
        )
    if count >= 1_000_000:
        table.promise(f"{label}: p99 under 8 ms", kept=whole.p99 < 8)
    if databases:
        bench_databases(table, rows, queries, alone, (label, count))


def bench_in_memory(
    table: Table,
    rows: rivals.Rows,
    queries: list[SearchQuery],
    ours: Times,
    size: tuple[str, int],
) -> tuple[Times, Times]:
    """Measure numpy over every row, and scipy's tree, beside ours."""
    label, count = size
    large = count > 400_000
    brute = measure(rivals.brute_force(rows), queries, rounds=1 if large else 2)
    table.add(
        f"{label}: brute-force numpy, 20 + total + counts",
        brute,
        at=("brute-force numpy", count),
    )
    kd = measure(rivals.kd_tree(rows), queries, 1 if large else 3)
    table.add(
        f"{label}: scipy cKDTree, nearest 20 only",
        kd,
        at=("cKDTree, nearest 20 alone", count),
    )
    table.add(
        f"{label}: nearest 20 + total + all counts",
        ours,
        against="brute force",
        base=brute,
        at=("ours: nearest 20, total, every count", count),
    )
    table.add(f"{label}: the same", ours, against="cKDTree", base=kd)
    return brute, kd


def bench_databases(
    table: Table,
    rows: rivals.Rows,
    queries: list[SearchQuery],
    ours: Times,
    size: tuple[str, int],
) -> None:
    """Measure what a database would take for the same answer."""
    label, count = size
    programs = postgis.find_programs()
    with contextlib.ExitStack() as stack:
        found = {"SQLite R*Tree": rtree.rtree(rows)}
        if programs:
            dsn = stack.enter_context(postgis.throwaway_server(programs))
            connection = stack.enter_context(psycopg.connect(dsn))
            found["PostGIS"] = postgis.postgis(connection, rows)
        else:
            table.note("PostGIS is not installed: not measured")
        for name, (nearest, counts) in found.items():
            table.add(f"{label}: {name}, nearest 20", measure(nearest, queries, 1))
            times = measure(counts, queries, 1)
            table.add(
                f"{label}: {name}, total and all counts",
                times,
                at=(f"{name}: total, every count", count),
            )
            table.note(f"{label}: {name} p99 is {times.p99 / ours.p99:.0f} x ours")
            if count >= 100_000:
                table.promise(
                    f"{label}: all of ours at least 20 times as quick as {name}'s"
                    " counts at p99",
                    kept=times.p99 > 20 * ours.p99,
                )


def check_totals(
    table: Table,
    index: DirectoryIndex,
    rows: rivals.Rows,
    queries: list[SearchQuery],
    label: str,
) -> None:
    """Make sure that what is quick is also right."""
    brute = rivals.brute_force(rows)
    table.promise(
        f"{label}: totals equal brute force",
        kept=all(
            find_nearby(index, query).total == brute(query)[1] for query in queries
        ),
    )


def bench_spots(table: Table, folder: Path, ground: Ground, count: int) -> None:
    """Measure one directory from places that are hard in their own ways."""
    index = make_index(table, folder / "spots", ground, count, "spots")
    for name, point in SPOTS.items():
        for terms in (frozenset(), *TERMS):
            query = SearchQuery(point, terms)
            page = find_nearby(index, query)
            times = measure(lambda q: find_nearby(index, q), [query] * 50, rounds=2)
            table.add(
                f"{name}, {len(terms)} terms, {page.total} + {len(page.beyond)} places",
                times,
            )


def make_index(
    table: Table, folder: Path, ground: Ground, count: int, label: str
) -> DirectoryIndex:
    """Build and open an index, and say what that took."""
    start = time.perf_counter()
    build_index(make_locations(count, ground), label, folder)
    built = time.perf_counter()
    index = open_index(folder)
    opened = time.perf_counter()
    arrays = sum(path.stat().st_size for path in folder.glob("*.npy")) / 1e6
    items = (folder / "items.bin").stat().st_size / 1e6
    table.note(
        f"{label}: built in {built - start:.1f} s, opened in {opened - built:.3f} s;"
        f" arrays {arrays:.0f} MB, places {items:.0f} MB, {len(index.layout.terms)} terms"
    )
    if count == 100_000:
        table.promise("100k: the index opens in under 1 s", kept=opened - built < 1)
    if count >= 1_000_000:
        table.promise(f"{label}: arrays under 250 MB", kept=arrays < 250)
    return index


def make_queries(ground: Ground, count: int) -> list[SearchQuery]:
    """Return searches from everywhere, of every width, with one to four terms."""
    rng = np.random.default_rng(3)
    miles = rng.choice([5, 10, 25, 25, 25, 50, 100], count).tolist()
    kinds = rng.integers(0, len(TERMS), count).tolist()
    return [
        SearchQuery(point, TERMS[kind], miles_to_m(mile))
        for point, kind, mile in zip(
            make_points(count, ground), kinds, miles, strict=True
        )
    ]


def temporary_folder() -> tempfile.TemporaryDirectory:
    """Return a folder for indexes that goes away."""
    return tempfile.TemporaryDirectory(prefix="locator-bench-")
