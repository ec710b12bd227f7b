"""Bringing a database to the schema this version knows, and saying when it is not."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, func, inspect, select, text
from sqlalchemy.exc import DatabaseError

from locator.errors import DatabaseUnavailable, SchemaOutdated
from locator.store.engine import advice, read_advice, writing

if TYPE_CHECKING:
    from alembic.config import Config

# The newest migration; a test holds it equal to the files. Named here so that a web
# worker need not load Alembic to see that there is nothing to do.
HEAD = "0005"
MIGRATING = 0x10CA702  # any number, the same in every version
MIGRATIONS = Path(__file__).parent / "migrations"


def current_revision(connection: Connection) -> str | None:
    """Return the migration a database is at, or None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(
        text("SELECT version_num FROM alembic_version")
    ).scalar()
    return revision


def ensure_schema(engine: Engine) -> None:
    """Migrate SQLite when needed; raise SchemaOutdated for a server that needs it."""
    try:
        with engine.connect() as connection:
            revision = current_revision(connection)
    except DatabaseError as error:
        raise DatabaseUnavailable(
            f"The database at {engine.url!r} could not be opened ({error.orig})."
            f" {advice(error, read_advice(engine))}"
        ) from error
    if revision == HEAD:
        return
    if engine.dialect.name != "sqlite":
        raise SchemaOutdated(
            f"The database is at migration {revision or 'none'} and this version needs"
            f" {HEAD}. Run: locator db upgrade"
        )
    upgrade(engine)


def upgrade(engine: Engine, revision: str = HEAD) -> None:
    """Run the migrations up to `revision`, all or none."""
    with writing(engine) as connection:
        _wait_for_turn(connection)
        current = current_revision(connection)  # another process may have been faster
        if current is not None and current > HEAD:
            raise SchemaOutdated(
                f"The database is at migration {current}, made by a newer version of"
                f" this program, which knows {HEAD}. Install that version again."
            )
        upgrade_within(connection, revision)


def _wait_for_turn(connection: Connection) -> None:
    # SQLite has locked everything at BEGIN; a server has tables to lock only later.
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(MIGRATING)))


def upgrade_within(connection: Connection, revision: str) -> None:
    """Run the migrations up to `revision` as part of a transaction of the caller's."""
    from alembic import command  # noqa: PLC0415 - slow to load, seldom needed

    command.upgrade(make_config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Undo the migrations after `revision` ("base": all of them)."""
    from alembic import command  # noqa: PLC0415 - slow to load, seldom needed

    with writing(engine) as connection:
        command.downgrade(make_config(connection), revision)


def make_config(connection: Connection | None = None) -> "Config":
    """Return Alembic's settings, made here: there is no alembic.ini."""
    from alembic.config import Config  # noqa: PLC0415 - slow to load, seldom needed

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
