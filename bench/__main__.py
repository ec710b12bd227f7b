"""`python -m bench`: one command, one table; `--short` guards the ratios."""

import argparse
import os
import sys
from pathlib import Path

import numpy as np

from bench.directory import make_ground
from bench.load import bench_load
from bench.pages import bench_pages
from bench.plots import draw
from bench.real import bench_real
from bench.search import bench_search, bench_spots, temporary_folder
from bench.table import Table, print_heading
from locator.search import is_compiled

# Their counts over more take seconds each.
MOST_FOR_DATABASES = 400_000


def main() -> int:
    arguments = read_arguments()
    table = Table()
    ground = make_ground(np.random.default_rng(7))
    sizes = [21_000, 100_000]
    if arguments.large:
        sizes += [400_000, 2_000_000]
    searches = 150 if arguments.short else 400
    print(
        f"{os.cpu_count()} processors, Python {sys.version.split()[0]}, numpy {np.__version__},"
        f" search {'compiled' if is_compiled else 'in numpy: no compiler was there'}"
    )
    print_heading()
    with temporary_folder() as name:
        folder = Path(name)
        # First, while this process is small: a child starts with its parent's peak.
        data = os.environ.get("LOCATOR_REAL_DATA")
        if data and not arguments.short:
            bench_real(table, folder, Path(data), ground, searches)
        elif not data:
            table.note("LOCATOR_REAL_DATA is not set: no import measured")
        bench_pages(table, folder, ground, 21_000, searches // 2)
        for size in sizes:
            databases = size <= MOST_FOR_DATABASES and not arguments.short
            bench_search(table, folder, ground, size, searches, databases=databases)
        if not arguments.short:
            bench_spots(table, folder, ground, 21_000)
        bench_load(table, folder, ground, 3 if arguments.short else 6)
    if arguments.plots:
        draw(table, arguments.plots)
    for text in table.broken:
        print(f"BROKEN: {text}", file=sys.stderr)
    return 1 if table.broken else 0


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--short", action="store_true", help="under a minute, for checks"
    )
    parser.add_argument("--large", action="store_true", help="2 million places too")
    parser.add_argument(
        "--plots", type=Path, metavar="FOLDER", help="draw what was measured, as SVG"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
