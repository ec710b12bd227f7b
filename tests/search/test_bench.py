"""The benchmark runs, and its made-up directory is the same every time."""

from itertools import islice

import numpy as np
import pytest

from bench.directory import Ground, make_locations
from bench.plots import draw
from bench.search import bench_search
from bench.table import Table
from bench.timing import Times

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def ground():
    points = np.random.default_rng(5).uniform((30, -100), (40, -90), (200, 2))
    return Ground(points, np.full(200, 1 / 200))


def test_made_up_places_are_the_same_every_time(ground):
    first, second = (list(islice(make_locations(500, ground), 100)) for _ in range(2))
    assert first == second


def test_a_small_run_is_right_and_says_so(ground, tmp_path, capsys):
    table = Table()
    bench_search(table, tmp_path, ground, 2000, 20)
    assert [line.name for line in table.lines if line.name.startswith("2k")]
    assert "ok     2k: totals equal brute force" in capsys.readouterr().out


def test_what_was_measured_is_drawn(tmp_path):
    table = Table(rates={"results page": 1200.0, "a bare Flask page": 9000.0})
    for size, ms in ((20, 0.1), (2_000, 0.3)):
        table.add("x", Times(ms, 2 * ms), at=("ours", size))
        table.add("y", Times(2 * ms, 9 * ms), at=("PostGIS", size))
    draw(table, tmp_path / "plots")
    growth = (tmp_path / "plots" / "growth.svg").read_text("utf-8")
    assert ">ours<" in growth
    assert ">PostGIS<" in growth
    assert "results page" in (tmp_path / "plots" / "requests.svg").read_text("utf-8")
