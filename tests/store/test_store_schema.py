"""Migrations and rows agree, go both ways, and never half happen."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from locator.errors import ConfigError, SchemaOutdated
from locator.store import schema
from locator.store.engine import make_engine
from locator.store.facade import open_store
from locator.store.rows import Row
from tests.store.samples import listing, location


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'locator.db'}"


def test_head_is_the_newest_migration_file():
    assert ScriptDirectory.from_config(schema.make_config()).get_heads() == [
        schema.HEAD
    ]


def test_head_equals_the_rows(url):
    engine = make_engine(url)
    schema.upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, Row.metadata) == []
    engine.dispose()


def test_constraints_are_named_by_the_convention(url):
    engine = make_engine(url)
    schema.upgrade(engine)
    with engine.connect() as connection:
        sql = " ".join(
            connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE sql > ''")
            .scalars()
            .all()
        )
    engine.dispose()
    for table in Row.metadata.tables.values():
        for constraint in table.constraints:
            assert str(constraint.name) in sql
        for index in table.indexes:
            assert str(index.name) in sql


def test_migrations_go_up_and_down_with_data(store, save, url, tmp_path):
    save([listing()], [location()])
    engine = store._engine
    schema.downgrade(engine, "base")
    with engine.connect() as connection:
        assert schema.current_revision(connection) is None
    store.upgrade()
    assert store.state().version is None


def test_a_failing_migration_leaves_nothing_behind(url, monkeypatch):
    engine = make_engine(url)

    def half(connection, _revision):
        connection.exec_driver_sql("CREATE TABLE half (id INTEGER)")
        raise RuntimeError("stop")

    monkeypatch.setattr(schema, "upgrade_within", half)
    with pytest.raises(RuntimeError):
        schema.upgrade(engine)
    with engine.connect() as connection:
        assert not connection.dialect.has_table(connection, "half")
    engine.dispose()


def test_a_database_of_a_newer_version_is_left_alone(url):
    engine = make_engine(url)
    schema.upgrade(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SchemaOutdated, match="newer version"):
        schema.ensure_schema(engine)
    engine.dispose()


def test_a_server_is_never_migrated_behind_its_operators_back(url, monkeypatch):
    engine = make_engine(url)
    monkeypatch.setattr(engine.dialect, "name", "postgresql")
    with pytest.raises(SchemaOutdated, match="locator db upgrade"):
        schema.ensure_schema(engine)
    engine.dispose()


def test_an_unreadable_url_says_how_to_write_one():
    with pytest.raises(ConfigError, match="LOCATOR_DATABASE_URL"):
        open_store("not a url")


@pytest.mark.parametrize("scheme", ["mysql", "postgresql+nosuch"])
def test_an_unusable_url_is_named_without_its_password(scheme):
    with pytest.raises(ConfigError, match="LOCATOR_DATABASE_URL") as caught:
        open_store(f"{scheme}://locator:hunter2@db.example/locator")
    assert "hunter2" not in str(caught.value)
    assert "db.example" in str(caught.value)


def test_a_new_database_is_closed_to_other_users(url, tmp_path):
    engine = make_engine(url)
    schema.upgrade(engine)
    files = sorted(tmp_path.glob("locator.db*"))
    assert [path.name for path in files if path.stat().st_mode & 0o007] == []
    engine.dispose()
    (tmp_path / "locator.db").chmod(0o644)  # as an operator may wish
    schema.ensure_schema(engine)
    assert (tmp_path / "locator.db").stat().st_mode & 0o007
    engine.dispose()


def test_sqlite_runs_in_wal_mode_and_waits(url):
    engine = make_engine(url)
    with engine.connect() as connection:
        pragmas = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "busy_timeout", "foreign_keys", "synchronous")
        ]
    engine.dispose()
    assert pragmas == ["wal", 15_000, 1, 1]


@pytest.mark.server
def test_processes_that_start_together_migrate_once(url, tmp_path):
    code = (
        "from locator.store import open_store\n"
        f"s = open_store({url!r}); s.ensure_schema(); print(s.state().stamp); s.close()"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    assert [one.communicate()[0].strip() for one in started] == ["0"] * 3
    with sqlite3.connect(tmp_path / "locator.db") as connection:
        assert connection.execute("SELECT count(*) FROM directory").fetchone() == (1,)
    connection.close()


def test_looking_at_a_current_database_does_not_load_alembic(url):
    engine = make_engine(url)
    schema.upgrade(engine)
    engine.dispose()
    code = (
        "import sys; from locator.store import open_store\n"
        f"s = open_store({url!r}); s.ensure_schema(); s.close()\n"
        "assert 'alembic' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
