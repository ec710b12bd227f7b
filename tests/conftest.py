"""What every test may use."""

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from locator.store import open_store
from tools.programs import CHROMIUM_FLAGS, find_chromium

if TYPE_CHECKING:
    from tests.postgres.servers import Server

# Hypothesis would fail an example that takes 200 ms. No test of ours times anything: a
# busy machine is no defect, and the benchmark is where slowness shows.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# On PostgreSQL `make test` runs these; `make test-full` runs all that has a store.
SAMPLE = ("tests/store/", "tests/postgres/")
READY = "ready"


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real directory files, for whoever has them."""
    folder = os.environ.get("LOCATOR_REAL_DATA")
    if not folder:
        pytest.skip("LOCATOR_REAL_DATA is not set: real directory files are not here")
    return Path(folder)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("postgres") and not item.nodeid.startswith(SAMPLE):
            item.add_marker(pytest.mark.slow)
        if "real_data" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.real_data)


@pytest.fixture(scope="session")
def server_folder() -> Iterator[Path]:
    """A folder for servers that another user may enter; pytest's own are closed."""
    folder = Path(tempfile.mkdtemp(prefix="locator-postgres-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgres(server_folder: Path) -> Iterator["Server"]:
    """A PostgreSQL server with a migrated database to copy, one for each worker."""
    from tests.postgres.servers import running  # noqa: PLC0415 - slow, seldom needed

    with running(server_folder / "shared") as server:
        server.ask(f"CREATE DATABASE {READY}")
        store = open_store(server.url(READY))
        store.upgrade()
        store.close()
        yield server


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database: a file in `home`, or a new one on the server."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'home' / 'locator.db'}"
        return
    server: Server = request.getfixturevalue("postgres")
    name = f"test_{uuid.uuid4().hex}"
    server.ask(f"CREATE DATABASE {name} TEMPLATE {READY} STRATEGY file_copy")
    yield server.url(name)
    server.ask(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium where there is one, Playwright's own elsewhere; one a process."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=find_chromium(), args=CHROMIUM_FLAGS
        )
        yield started
        started.close()
