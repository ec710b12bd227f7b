"""The whole line on real rows: import, second import, search and pages."""

import os
import resource
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from bench.directory import Ground
from bench.pages import time_pages
from bench.search import make_queries
from bench.table import Table
from bench.timing import measure
from locator.config import Settings
from locator.search import ensure_index, find_nearby
from locator.sources.findtreatment import FindTreatment
from locator.store import open_store
from tools.fake_findtreatment import FakeFindTreatment

ROWS = "findtreatment/api_like_rows_US_directory2023.jsonl.gz"
MOST_IMPORT_S = 30
MOST_IMPORT_MB = 600


def bench_real(
    table: Table, folder: Path, data: Path, ground: Ground, searches: int
) -> None:
    """Measure the import of a real directory, and the site that serves it."""
    rows = data / ROWS
    if not rows.is_file():
        table.note(f"real rows not measured: there is no {rows}")
        return
    home = folder / "real"
    seconds = import_rows(home, rows)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    again = import_rows(home, rows)
    pulled = sync_rows(folder / "pulled", rows)
    table.note(
        f"real rows: imported in {seconds:.1f} s with at most {memory:.0f} MB;"
        f" the same again in {again:.1f} s; pulled page by page from a server on this"
        f" machine in {pulled:.1f} s"
    )
    table.promise(
        f"an import takes under {MOST_IMPORT_S} s", kept=seconds < MOST_IMPORT_S
    )
    table.promise(f"and under {MOST_IMPORT_MB} MB", kept=memory < MOST_IMPORT_MB)
    settings = replace(Settings.from_environ({"LOCATOR_HOME": str(home)}), offline=True)
    store = open_store(settings.database_url)
    try:
        index = ensure_index(store, settings.index_home)
        queries = make_queries(ground, searches)
        times = measure(lambda q: find_nearby(index, q), queries)
        table.add(f"real {index.size:,} places: find_nearby", times)
        table.promise(
            "real: a search takes under 1 ms at the median", kept=times.p50 < 1
        )
        time_pages(table, settings, store, ground, searches // 2, "real")
    finally:
        store.close()


def import_rows(home: Path, rows: Path) -> float:
    """Import a file by the command line, and return the seconds it took."""
    return run_locator(home, "import", "findtreatment", str(rows))


def sync_rows(home: Path, rows: Path) -> float:
    """Pull the same rows over HTTP, paced as the real API is; return the seconds."""
    served = [dict(row) for row in FindTreatment().read_file(rows).rows]
    with FakeFindTreatment(served) as fake:
        return run_locator(home, "sync", "findtreatment", "--url", fake.url)


def run_locator(home: Path, *words: str) -> float:
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "locator", *words],
        env={**os.environ, "LOCATOR_HOME": str(home), "LOCATOR_DATABASE_URL": ""},
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - start
