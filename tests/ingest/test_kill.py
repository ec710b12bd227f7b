"""A sync killed at any moment leaves the old list whole, and the next one resumes."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from locator.store import open_store
from tests.ingest.conftest import ROWS
from tests.ingest.samples import rows
from tools.fake_findtreatment import FakeFindTreatment

pytestmark = pytest.mark.server

SYNC = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from locator import ingest
from locator.http import make_fetcher
from locator.store import open_store
from tests.ingest.samples import small_source

ingest.commands.SOURCES = {"findtreatment": small_source()}
home = Path(sys.argv[1])
store = open_store(f"sqlite:///{home / 'locator.db'}")
store.ensure_schema()
print("started", flush=True)
report = ingest.sync(
    store,
    "findtreatment",
    fetcher=make_fetcher(user_agent="tests", pace_s=0.02),
    url=sys.argv[2],
    home=home,
    now=datetime.now(UTC),
)
print(report.places)
"""


def start(home: Path, url: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SYNC, str(home), url],
        stdout=subprocess.PIPE,
        text=True,
    )


def finish(home: Path, url: str) -> int:
    with start(home, url) as process:
        output, _ = process.communicate(timeout=60)
    return int(output.split()[-1])


def look(home: Path) -> tuple[str | None, int]:
    """The version, and the places one can really read, which must agree."""
    store = open_store(f"sqlite:///{home / 'locator.db'}")
    state = store.state()
    assert len(list(store.locations())) == state.locations
    store.close()
    return state.version, state.locations


def test_a_killed_sync_harms_nothing(home):
    with FakeFindTreatment(rows(ROWS)) as fake:
        assert finish(home, fake.url) == ROWS
        old = look(home)
        fake.facilities = type(fake.facilities)(
            rows(ROWS + 5), type_field=fake.type_field, era=fake.era
        )
        chance = random.Random(20261120)
        for _ in range(5):
            with start(home, fake.url) as process:
                process.stdout.readline()
                time.sleep(chance.uniform(0, 0.25))
                process.kill()
            version, places = look(home)
            assert (version, places) == old or places == ROWS + 5
        assert finish(home, fake.url) == ROWS + 5


def test_a_sync_killed_while_copying_resumes(home):
    with FakeFindTreatment(rows(ROWS)) as fake:
        fake.fail("hang,page=4")
        with start(home, fake.url) as process:
            wait_until(lambda: any(asked.page == 4 for asked in fake.requests))
            process.kill()
        fake.fail()
        fake.requests.clear()
        assert finish(home, fake.url) == ROWS
        assert [asked.page for asked in fake.requests] == [1, 4, 5]


def wait_until(true, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.02)
