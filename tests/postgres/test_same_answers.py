"""SQLite and PostgreSQL give the same answers, and both are right."""

import random

import pytest

from locator.search import find_nearby
from locator.search.home import ensure_index
from locator.store import Change, Store, open_store
from tests.databases import on_postgresql
from tests.search.fakes import LAYOUT
from tests.search.reference import assert_right, lengths_of, on_the_border
from tests.search.test_brute_force import random_query, scattered
from tests.store.samples import run_facts


def filled(url: str, places) -> Store:
    store = open_store(url)
    store.upgrade()
    stamp = store.state().stamp
    store.save(Change(stamp=stamp, run=run_facts(), seen=[], locations=places))
    return store


@on_postgresql
@pytest.mark.parametrize(
    "searches", [40, pytest.param(1000, marks=pytest.mark.slow, id="1000")]
)
def test_both_databases_answer_as_the_plainest_search_does(
    database_url, tmp_path, searches
):
    rng = random.Random(20261122)
    places = scattered(rng, 700)
    lite = filled(f"sqlite:///{tmp_path / 'lite.db'}", places)
    server = filled(database_url, places)
    one = ensure_index(lite, tmp_path / "one", layout=LAYOUT)
    other = ensure_index(server, tmp_path / "other", layout=LAYOUT)
    assert one.version == other.version
    for _ in range(searches):
        query = random_query(rng)
        page = find_nearby(one, query)
        assert page == find_nearby(other, query)
        length = lengths_of(places, query)
        if not on_the_border(length, query):
            assert_right(page, places, query, length)
    lite.close()
    server.close()
