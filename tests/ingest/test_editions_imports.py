"""A yearly edition and the live list, imported in either order."""

import json
from dataclasses import replace
from itertools import permutations

import pytest

from locator import ingest
from locator.records import Strength
from locator.sources.findtreatment import INFO, FindTreatment
from locator.store import open_store
from tests.ingest.samples import NOW, row, rows

LIVE, YEARLY = "findtreatment", "national-directory"


@pytest.fixture
def import_in_order(tmp_path, monkeypatch):
    """Import sources in an order into an empty home, and return its places by name."""

    def source(name):
        return FindTreatment(info=replace(INFO, id=name, least_rows=20), page_size=25)

    sources = {name: source(name) for name in (LIVE, YEARLY)}
    monkeypatch.setattr("locator.ingest.commands.SOURCES", sources)

    def import_all(order, files, **options):
        home = tmp_path / "-".join(order)
        home.mkdir()
        store = open_store(f"sqlite:///{home / 'locator.db'}")
        store.ensure_schema()
        for name in order:
            path = home / f"{name}.jsonl"
            path.write_text("".join(json.dumps(one) + "\n" for one in files[name]))
            as_of = "2022" if name == YEARLY else None
            ingest.import_file(
                store, name, path, home=home, now=NOW, as_of=as_of, **options
            )
        places = list(store.locations())
        store.close()
        return places

    return import_all


def by_name(places):
    return {place.name: place for place in places}


def test_place_that_a_full_live_list_lacks_is_not_on_the_newest_list(import_in_order):
    files = {LIVE: rows(30), YEARLY: [*rows(30), row(99)]}
    results = [
        import_in_order(order, files, full=True) for order in permutations(files)
    ]
    assert results[0] == results[1]
    place = by_name(results[0])["Harbor House 99"]
    assert {claim.strength for claim in place.offers} == {Strength.MAYBE}
    assert place.declared[0].statement == "not-on-newest-list"
    assert by_name(results[0])["Harbor House 1"].declared == ()


def test_a_partial_live_list_supersedes_nothing(import_in_order):
    files = {LIVE: rows(30), YEARLY: [row(99)]}
    [first, second] = [
        by_name(import_in_order(order, files)) for order in permutations(files)
    ]
    assert first == second
    claims = {claim.term: claim.strength for claim in first["Harbor House 99"].offers}
    assert claims["methadone"] is Strength.YES
    assert first["Harbor House 99"].declared == ()
