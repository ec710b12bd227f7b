"""The compiled scanner against the one in numpy: the same answers, whatever is asked."""

import random
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from locator.geo import Point, miles_to_m
from locator.search import SearchQuery, build_index, is_compiled, open_index
from locator.search.choice import choose
from locator.search.plain import PlainScanner
from locator.search.scanner import circle_of
from tests.programs import missing
from tests.search.fakes import LAYOUT, make_place

ROOT = Path(__file__).resolve().parents[2]
TERMS = sorted(LAYOUT.terms)
STRENGTHS = ("yes", "likely", "maybe")


@pytest.fixture(autouse=True)
def compiled():
    if not is_compiled:
        missing("the search was installed without a C compiler")


def make_index(rng, folder, count):
    """Places in two crowds and all over the country, several to a building."""
    spots = [
        (rng.gauss(*rng.choice([(42, 0.1), (35, 0.3), (38, 6)])), rng.gauss(-75, 0.5))
        for _ in range(1 + count // 2)
    ]
    places = [
        make_place(
            f"{number:05}",
            *rng.choice(spots),
            labels=tuple(rng.sample(["va", "women-only"], rng.choice([0, 0, 1, 2]))),
            **{rng.choice(STRENGTHS): tuple(rng.sample(TERMS, rng.randint(0, 6)))},
        )
        for number in range(count)
    ]
    build_index(places, "v", folder, layout=LAYOUT)
    return open_index(folder)


def random_query(rng):
    return SearchQuery(
        Point(rng.uniform(30, 45), rng.uniform(-80, -70)),
        frozenset(rng.sample(TERMS, rng.randint(0, 4))),
        miles_to_m(rng.choice([1, 5, 25, 100, 200])),
    )


def without_lengths(found):
    return [(position, rank) for position, _, rank in found]


@pytest.mark.parametrize("count", [0, 1, 63, 64, 65, 700])
def test_both_scanners_find_list_and_count_the_same(tmp_path, count):
    rng = random.Random(count)
    index = make_index(rng, tmp_path / "i", count)
    plain = PlainScanner(index.arrays)
    for _ in range(200):
        query = random_query(rng)
        circle, choice = circle_of(query), choose(LAYOUT, query.terms)
        start = rng.choice([0, 0, 20, 900])
        part = (circle, choice, start, start + rng.choice([0, 1, 20]))
        one = index.scanner.survey(*part, counting=True)
        other = plain.survey(*part, counting=True)
        assert (one.total, one.counts) == (other.total, other.counts)
        assert without_lengths(one.hits) == without_lengths(other.hits)
        assert [near[1] for near in one.hits] == pytest.approx(
            [near[1] for near in other.hits], abs=1e-6
        )
        assert (one.nearer_maybe or [None])[0] == (other.nearer_maybe or [None])[0]
        outer = [
            scanner.outward(query.point, circle, choice, 4)
            for scanner in (index.scanner, plain)
        ]
        assert without_lengths(outer[0]) == without_lengths(outer[1])
        assert [near[1] for near in outer[0]] == pytest.approx(
            [near[1] for near in outer[1]], abs=1e-4
        )


def test_nothing_is_counted_that_nobody_asks_for(tmp_path):
    index = make_index(random.Random(1), tmp_path / "i", 100)
    query = SearchQuery(Point(42, -75))
    found = index.scanner.survey(
        circle_of(query), choose(LAYOUT, query.terms), 0, 5, counting=False
    )
    assert found.total > 5
    assert len(found.hits) == 5
    assert found.counts == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"points": np.zeros((1, 3, 64))},
        {"points": np.zeros((2, 2, 64))},
        {"balls": np.zeros((5, 3))},
        {"bits": np.zeros((2, 5), dtype=np.uint64)},
        {"id_rank": np.zeros(3, dtype=np.uint32)},
        {"id_rank": np.zeros(200, dtype=np.uint16)},
        {"points": np.zeros((2, 3, 64), dtype=np.float32)},
    ],
    ids=str,
)
def test_arrays_that_do_not_belong_together_are_refused(tmp_path, wrong):
    index = make_index(random.Random(2), tmp_path / "i", 100)
    arrays = {
        name: getattr(index.arrays, name)
        for name in ("points", "bits", "balls", "id_rank")
    }
    with pytest.raises(ValueError, match=r"belong together|Buffer"):
        type(index.scanner)(SimpleNamespace(**arrays | wrong, layout=LAYOUT))


def test_columns_that_are_not_there_are_refused(tmp_path):
    index = make_index(random.Random(3), tmp_path / "i", 10)
    query = SearchQuery(Point(42, -75))
    choice = SimpleNamespace(
        groups=(), limits=[LAYOUT.width], sure_medicines=[], counseling=None
    )
    with pytest.raises(IndexError):
        index.scanner.survey(circle_of(query), choice, 0, 5, counting=True)


def test_without_a_compiled_module_numpy_searches(tmp_path):
    make_index(random.Random(4), tmp_path / "i", 10)
    code = (
        "import sys; sys.modules['locator.search.compiled'] = None\n"
        "from pathlib import Path\n"
        "from locator.search import is_compiled, open_index\n"
        "print(is_compiled, type(open_index(Path(sys.argv[1])).scanner).__name__)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "i"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ran.stdout.split() == ["False", "PlainScanner"]
