"""Engines: SQLite so that readers and one writer never trip over each other."""

from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from locator.errors import ConfigError

BUSY_TIMEOUT_MS = 15_000
# Set on a connection that is going to write: SQLite then takes the lock at BEGIN, and
# waits for it, where a reader that turns writer would fail at once.
WRITES = "locator_writes"


def make_engine(database_url: str) -> Engine:
    """Return an engine for a SQLite or PostgreSQL URL; make the SQLite file's folder."""
    try:
        url = make_url(database_url)
    except ArgumentError as error:
        raise ConfigError(
            f"LOCATOR_DATABASE_URL is {database_url!r}; write it like"
            " sqlite:////srv/locator/locator.db or postgresql://user@host/locator"
        ) from error
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - DBAPI
    # The driver's own BEGIN leaves schema changes outside of transactions; we say it.
    connection.isolation_level = None
    with closing(connection.cursor()) as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
