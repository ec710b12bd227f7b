"""What `locator history` tells: every turn in the life of a place, and no street."""

import pytest

from locator.cli.history import decision_lines, history_lines
from locator.records import Decision
from locator.store import Happened
from tests.ingest.samples import DAY, NOW, row, rows

WORDS = "first seen", "missing from the list", "retired", "seen again"


def told(store, id_):
    return "\n".join(history_lines(store.history(id_), id_))


def key_of(store, name):
    [found] = [one for one in store.listings() if one.listing.name1 == name]
    return found.founding_key


def key_of_kind(store, kind):
    [found] = [one for one in store.listings() if one.listing.kind == kind]
    return found.founding_key


def test_a_life_is_told_from_first_seen_to_seen_again(import_rows, store):
    import_rows(rows(40), full=True)
    key = key_of(store, "Harbor House 40")
    for day in (1, 2):
        import_rows(rows(39), NOW + day * DAY, full=True)
    assert "now: retired since 2026-11-22" in told(store, key)
    import_rows(rows(40), NOW + 3 * DAY, full=True)
    text = told(store, key)
    assert [text.index(word) for word in WORDS] == sorted(map(text.index, WORDS))
    assert "2026-11-23  seen again" in text
    assert text.endswith("now: listed")


def test_a_pull_that_changes_nothing_adds_no_event(import_rows, store):
    import_rows(rows(30), full=True)
    import_rows(rows(30), NOW + DAY, full=True)
    key = key_of(store, "Harbor House 1")
    assert [one.what for one in store.history(key).events] == [Happened.FIRST]


def test_a_change_and_a_new_name_are_told(import_rows, store):
    import_rows(rows(30), full=True)
    key = key_of(store, "Harbor House 1")
    changed = row(1, website="https://new.example")
    import_rows([changed, *rows(30)[1:]], NOW + DAY, full=True)
    renamed = {**changed, "name1": "Bay House"}
    import_rows([renamed, *rows(30)[1:]], NOW + 2 * DAY, full=True)
    assert [one.what for one in store.history(key).events] == [
        Happened.FIRST,
        Happened.CHANGED,
        Happened.CARRIED,
    ]
    assert "2026-11-22  renamed or moved; kept its id" in told(store, key)


def test_ids_that_lead_to_a_merged_place_are_listed(import_rows, store):
    import_rows([row(1)])
    import_rows([row(1, typeFacility="MH", services=[])], NOW + DAY)
    [place] = store.locations()
    [other] = {ref.listing_key for ref in place.sources} - {place.id}
    text = told(store, other)
    assert f"{other} leads to {place.id}." in text
    assert f"Ids that lead here: {other}" in text


def test_a_listing_that_left_a_place_is_named_in_its_story(import_rows, store):
    half = row(1, typeFacility="MH", services=[])
    import_rows([*rows(30), half], full=True)
    place = store.find_place(key_of_kind(store, "MH")).location
    moved = {**half, "street1": "77 Far Road", "zip": "02134"}
    import_rows([*rows(30), moved], NOW + DAY, full=True)
    [left] = {ref.listing_key for ref in place.sources} - {place.id}
    stories = [told(store, id_) for id_ in (place.id, left)]
    assert any(f"Once part of this place: {left}" in text for text in stories)
    assert any(f"part of the place {place.id}" in text for text in stories)


def test_decisions_about_a_place_are_told_without_their_value(import_rows, store):
    import_rows([row(1), row(2)])
    key = key_of(store, "Harbor House 1")
    facts = {"decided_by": "Front desk", "decided_on": "2026-11-20"}
    mine = Decision("set", key, field="phone", value="617-555-0199", **facts)
    other = Decision("hide", key_of(store, "Harbor House 2"), field="website", **facts)
    lines = list(decision_lines(store.history(key), [mine, other]))
    assert lines == ["decided 2026-11-20 by Front desk: set phone"]


@pytest.mark.parametrize("private", ["---", "- - -"])
def test_a_private_street_is_in_no_line(import_rows, store, private):
    import_rows([row(1)])
    hidden = row(1, typeFacility="MH", street1=private, latitude=None, longitude=None)
    import_rows([hidden], NOW + DAY)
    for one in store.listings():
        text = told(store, one.founding_key)
        if store.find_place(one.founding_key).location.address.withheld:
            assert "Example Street" not in text
            assert "Address kept private" in text
