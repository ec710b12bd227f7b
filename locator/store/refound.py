"""Giving listings the ids that they had before a rebuild; no id given since is lost."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from locator.store.rows import IdAliasRow, ListingEventRow, ListingRow

LISTING: Table = ListingRow.metadata.tables["listing"]
CONTENT: Table = ListingRow.metadata.tables["listing_content"]
EVENT: Table = ListingEventRow.metadata.tables["listing_event"]
ALIAS: Table = IdAliasRow.metadata.tables["id_alias"]
Rows = list[dict[str, Any]]


def read_aliases(connection: Connection) -> dict[str, str]:
    """Return the founding key that each id leads to that is no founding key any more."""
    return {id_: key for id_, key in connection.execute(select(ALIAS))}  # noqa: C416 - rows are not pairs


def refound(
    connection: Connection, renamed: Mapping[str, str], aliases: Mapping[str, str]
) -> None:
    """Replace founding keys by others (all at once: they may swap), and keep the old."""
    lives, contents = (
        _take(connection, table, renamed) for table in (LISTING, CONTENT)
    )
    events = _take(connection, EVENT, renamed, drop=False)
    known = read_aliases(connection)
    for table, rows in ((LISTING, lives), (CONTENT, contents)):
        if rows:
            connection.execute(insert(table), rows)
    for event in events:
        change = update(EVENT).where(EVENT.c.id == event["id"])
        connection.execute(change.values(founding_key=event["founding_key"]))
    merged = {id_: renamed.get(key, key) for id_, key in known.items()}
    merged |= renamed
    for id_, key in aliases.items():
        merged.setdefault(id_, key)
    connection.execute(delete(ALIAS))
    founded = set(connection.execute(select(LISTING.c.founding_key)).scalars())
    rows = [
        {"id": id_, "founding_key": key}
        for id_, key in sorted(merged.items())
        if id_ not in founded
    ]
    if rows:
        connection.execute(insert(ALIAS), rows)


def _take(
    connection: Connection,
    table: Table,
    renamed: Mapping[str, str],
    *,
    drop: bool = True,
) -> Rows:
    """Return a table's rows of the listings under their new keys, and take them out."""
    taken: Rows = []
    for old, new in renamed.items():
        of_it = table.c.founding_key == old
        found = connection.execute(select(table).where(of_it)).mappings()
        taken += [{**row, "founding_key": new} for row in found]
    if drop and table is CONTENT:
        for old in renamed:
            connection.execute(delete(LISTING).where(LISTING.c.founding_key == old))
    return taken
