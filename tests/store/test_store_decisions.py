"""Decisions are kept beside the directory, and outlive what they speak of."""

from locator.records import Decision
from locator.store import schema
from tests.store.samples import NOW, listing, location, run_facts

HIDE = Decision(
    "hide", "zzzzzzzzzz", field="phone", reason="It rings elsewhere",
    decided_by="Front desk", decided_on="2026-11-20", expires_on="2027-05-20",
)  # fmt: skip
SAME = Decision("same", "aaaaaaaaaa", other_key="bbbbbbbbbb")


def test_decisions_come_back_exactly_and_in_order(store):
    store.save_decisions([SAME, HIDE])

    assert store.decisions() == (SAME, HIDE)


def test_saving_decisions_replaces_all_there_were(store):
    store.save_decisions([SAME, HIDE])
    store.save_decisions([HIDE])

    assert store.decisions() == (HIDE,)


def test_a_change_without_decisions_leaves_them(store, save):
    store.save_decisions([HIDE])
    save([listing()], [location()])

    assert store.decisions() == (HIDE,)


def test_a_change_writes_decisions_with_the_places_they_made(store, save):
    run = run_facts(source="decisions", mode="decisions", full=False, rows=0)
    save([], [location()], run=run, decisions=[SAME])

    assert store.decisions() == (SAME,)
    assert store.sources() == ()  # they are no source


def test_the_migration_keeps_listings_and_drops_only_decisions_on_its_way_down(
    store, save
):
    save([listing()], [location()])
    store.save_decisions([SAME])
    schema.downgrade(store._engine, "0001")
    store.upgrade()

    assert store.decisions() == ()
    assert store.listing_states()[0].run_id
    assert store.sources()[0].retrieved_at == NOW
