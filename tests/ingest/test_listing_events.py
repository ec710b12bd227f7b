"""The migration that remembers lives goes up and down, and tells what it still can."""

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text

from locator.store import Happened, schema
from tests.ingest.samples import DAY, NOW, rows

SCRIPTS = ScriptDirectory.from_config(schema.make_config())
BEFORE = SCRIPTS.get_revision("0004").down_revision


@pytest.fixture
def lived(store, import_rows):
    """A home in which one listing is missing and another retired."""
    import_rows(rows(40), full=True)
    import_rows(rows(39), NOW + DAY, full=True)
    import_rows(rows(38), NOW + 2 * DAY, full=True)
    return store


def events(store):
    with store._engine.connect() as connection:
        found = connection.execute(
            text("SELECT what, count(*) FROM listing_event GROUP BY what")
        )
        return {what: count for what, count in found}  # noqa: C416 - rows are not pairs


def test_each_thing_that_happens_to_a_listing_is_written_once(lived):
    found = events(lived)
    assert [found[what] for what in ("first", "missing", "retired")] == [40, 2, 1]


def test_each_thing_that_happens_to_a_place_is_written_once(lived):
    changes = lived.changes()
    assert [one.what for one in changes].count("added") == 40
    assert changes[-1].what == "removed"
    assert lived.changes(after=changes[-2].number) == changes[-1:]
    assert {one.what for one in lived.changes(since=NOW + 2 * DAY)} <= {
        "changed",
        "removed",
    }


def test_a_copy_that_brings_nothing_new_changes_no_place(store, import_rows):
    import_rows(rows(30), full=True)
    told = store.changes()
    import_rows(rows(30), NOW + DAY, full=True)
    assert store.changes() == told


def test_undoing_the_migration_keeps_the_listings(lived):
    before = {one.founding_key for one in lived.listings()}
    schema.downgrade(lived._engine, BEFORE)
    with lived._engine.connect() as connection:
        kept = connection.execute(text("SELECT founding_key FROM listing")).scalars()
        assert set(kept) == before
        assert not connection.dialect.has_table(connection, "listing_event")


def test_an_older_database_tells_what_is_missing_and_retired_now(lived):
    schema.downgrade(lived._engine, BEFORE)
    lived.upgrade()
    assert events(lived) == {"missing": 2, "retired": 1}
    [retired] = [one for one in lived.listings() if one.retired_at]
    story = lived.history(retired.founding_key)
    assert [one.what for one in story.events] == [Happened.MISSING, Happened.RETIRED]
    assert story.events[-1].at == NOW + 2 * DAY
