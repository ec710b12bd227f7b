"""Which databases a test runs on: all of them, unless it looks into a SQLite file."""

import pytest

# For tests of what only SQLite has: its pragmas, its file.
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize(
    "database_url",
    [pytest.param("postgresql", marks=pytest.mark.postgres)],
    indirect=True,
)
