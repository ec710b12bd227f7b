"""Filling a database anew with rows that may be of an older version, in one transaction."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    MetaData,
    Table,
    delete,
    func,
    insert,
    inspect,
    select,
    text,
    update,
)

from locator.store import schema
from locator.store.desk_rows import DeskRow
from locator.store.rows import DirectoryRow, Row

Rows = Iterator[tuple[str, dict[str, Any]]]
CHUNK = 500
STAMPED = (DirectoryRow, DeskRow)


def start_over(connection: Connection, revision: str, rows: Rows) -> None:
    """Drop our tables, make them as they were at a revision, fill them, bring them up."""
    stamps = _stamps(connection)
    Row.metadata.drop_all(connection)
    connection.execute(text("DROP TABLE IF EXISTS alembic_version"))
    schema.upgrade_within(connection, revision)
    names = set(inspect(connection).get_table_names())
    tables = MetaData()
    tables.reflect(connection, only=[n for n in Row.metadata.tables if n in names])
    _fill(connection, tables, rows)
    schema.upgrade_within(connection, schema.HEAD)
    _move_stamps(connection, stamps)


def _fill(connection: Connection, tables: MetaData, rows: Rows) -> None:
    for table in reversed(tables.sorted_tables):
        connection.execute(delete(table))
    for name, group in groupby(rows, key=itemgetter(0)):
        part = []
        for _, row in group:
            part.append(row)
            if len(part) == CHUNK:
                connection.execute(insert(tables.tables[name]), part)
                part = []
        if part:
            connection.execute(insert(tables.tables[name]), part)
    if connection.dialect.name == "postgresql":
        for table in tables.sorted_tables:
            _count_on(connection, table)


def _count_on(connection: Connection, table: Table) -> None:
    """Let a server give the next row a number that no row has."""
    for column in table.primary_key.columns:
        if isinstance(column.type, Integer):
            most = select(func.max(column)).scalar_subquery()
            serial = func.pg_get_serial_sequence(table.name, column.name)
            connection.execute(select(func.setval(serial, func.coalesce(most, 1))))


def _stamps(connection: Connection) -> dict[type[DirectoryRow | DeskRow], int]:
    names = set(inspect(connection).get_table_names())
    return {
        row: connection.execute(select(func.max(row.stamp))).scalar() or 0
        for row in STAMPED
        if row.__tablename__ in names
    }


def _move_stamps(
    connection: Connection, before: dict[type[DirectoryRow | DeskRow], int]
) -> None:
    # Web workers watch these numbers: whatever they saw last, this must be another.
    for row in STAMPED:
        stamp = connection.execute(select(row.stamp)).scalar_one()
        later = max(stamp, before.get(row, 0)) + 1
        connection.execute(update(row).values(stamp=later))
