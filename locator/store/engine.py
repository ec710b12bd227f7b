"""Engines: SQLite so that readers and one writer never trip over each other."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from sqlite3 import SQLITE_BUSY, Cursor, OperationalError
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DataError,
    IntegrityError,
    NoSuchModuleError,
    ProgrammingError,
)

from locator.errors import ConfigError, DatabaseUnavailable

BACKENDS = {"sqlite", "postgresql"}
NO_DATABASE = (
    "LOCATOR_DATABASE_URL is {!r}, which cannot be used{}; write it like"
    " sqlite:////srv/locator/locator.db or postgresql+psycopg://user@host/locator"
)
WRITE_ADVICE = "Look at the free disk space and at what else uses the database."
READ_ADVICE = "Look at whether the server runs, and at LOCATOR_DATABASE_URL."
# SQLite writes beside its file even to read it.
FILE_ADVICE = (
    "Look at whether its folder can be read and written and its disk has room, and at"
    " LOCATOR_DATABASE_URL."
)
DAMAGED_ADVICE = (
    "The database is damaged. Stop the site, move it aside and bring a backup back"
    " (`locator restore FILE`); the site can go on serving its last directory until then."
)
BUSY_TIMEOUT_MS = 15_000
LOG_BYTES = 64 * 1024 * 1024
# A server that is gone is found out within seconds, not when the network gives up.
SERVER = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
# All statements of a reader see one moment, as SQLite's readers do by themselves.
SNAPSHOT = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
# A server, too, hands a big table over in parts, not all at once.
STREAMED = {"yield_per": 500}
# An error that somebody logs must not say which place was asked for.
QUIET: Final = {"hide_parameters": True}
OUR_MISTAKES = (DataError, IntegrityError, ProgrammingError)
DAMAGE = ("malformed", "not a database", "checksum", "invalid page")
# Set on a connection that is going to write: SQLite then takes the lock at BEGIN, and
# waits for it, where a reader that turns writer would fail at once.
WRITES = "locator_writes"
# And what people wrote must outlive a power cut, which a list pulled again need not.
DURABLE = "locator_durable"


def make_engine(database_url: str) -> Engine:
    """Return an engine for a SQLite or PostgreSQL URL; make the SQLite file's folder."""
    url = _database_url(database_url)
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, connect_args=SERVER, **QUIET)
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, **QUIET)
    if url.database and url.database != ":memory:":
        event.listen(engine, "connect", partial(_close_to_others, Path(url.database)))
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _database_url(text: str) -> URL:
    shown = text
    try:
        url = make_url(text)
        shown = url.render_as_string()  # without its password
        if url.get_backend_name() in BACKENDS:
            url.get_dialect().import_dbapi()
            return url
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise ConfigError(NO_DATABASE.format(shown, f" ({error})")) from error
    raise ConfigError(NO_DATABASE.format(shown, ""))


def _close_to_others(path: Path, _connection: object, _record: object) -> None:
    # Reports and password hashes lie in it. Only while it is new: later it is the
    # operator's to open, and the files beside it take after it.
    with suppress(OSError):
        found = path.stat()
        if not found.st_size:
            path.chmod(found.st_mode & ~0o007)


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - DBAPI
    # The driver's own BEGIN leaves schema changes outside of transactions; we say it.
    connection.isolation_level = None
    with closing(connection.cursor()) as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        _keep_a_log(cursor)
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        # A first import leaves a long log; do not keep the disk it took.
        cursor.execute(f"PRAGMA journal_size_limit = {LOG_BYTES}")


def _keep_a_log(cursor: Cursor) -> None:
    # Only a file's first opener changes its mode. Of several that start together the
    # others are told "locked" at once, without the wait that other statements get.
    give_up = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except OperationalError as error:
            if error.sqlite_errorcode != SQLITE_BUSY or time.monotonic() > give_up:
                raise
            time.sleep(0.02)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    writes = options.get(WRITES, False)
    if writes:
        level = "FULL" if options.get(DURABLE, False) else "NORMAL"
        connection.exec_driver_sql(f"PRAGMA synchronous = {level}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def writing(engine: Engine, *, durable: bool = False) -> Iterator[Connection]:
    """Open a transaction that writes; all or nothing, and plain words if nothing."""
    options = {WRITES: True, DURABLE: durable}
    try:
        with engine.execution_options(**options).begin() as connection:
            yield connection
    except OUR_MISTAKES:
        raise
    except DatabaseError as error:
        raise DatabaseUnavailable(
            f"The database could not be written ({_first_line(error)}); nothing was"
            f" changed. {advice(error, WRITE_ADVICE)}"
        ) from error


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that sees one moment of the database, whoever writes."""
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(**SNAPSHOT)
    try:
        with engine.connect() as connection:
            yield connection
    except OUR_MISTAKES:
        raise
    except DatabaseError as error:
        raise DatabaseUnavailable(
            f"The database could not be read ({_first_line(error)})."
            f" {advice(error, read_advice(engine))}"
        ) from error


def _first_line(error: DatabaseError) -> str:
    return next(iter(str(error.orig).strip().splitlines()), "no reason given")


def read_advice(engine: Engine) -> str:
    """Say what to look at when a database that is not damaged cannot be read."""
    return FILE_ADVICE if engine.dialect.name == "sqlite" else READ_ADVICE


def advice(error: DatabaseError, otherwise: str) -> str:
    """Say what to do about an error: for a damaged database, always the same."""
    damaged = any(word in str(error.orig) for word in DAMAGE)
    return DAMAGED_ADVICE if damaged else otherwise
