"""Kill the program at random moments, many times, and look whether anything was harmed.

    python -m tools.soak [--runs 200] [--seed N]

Each run starts a sync, an import, a migration, a build of the search index or somebody
at the desk, kills it with SIGKILL, and then holds the home to what was promised: a whole
directory and never an empty one, every id ever given, every report and phone check that
was accepted. It ends with a table, or with the first thing that was harmed.
"""

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from locator import ingest
from locator.http import make_fetcher
from locator.practice import practice_rows
from locator.search import ensure_index
from locator.sources.findtreatment import INFO, FindTreatment
from locator.store import Deed, PhoneCheck, Report, Store, open_store, schema
from locator.store.packing import digest, pack_location, version_of
from tools.fake_findtreatment import FakeFindTreatment

ROWS = (110, 120, 130, 140)
MANY = 10**9
KINDS = ("sync", "import", "migrate", "index", "desk", "desk")
# A pull that resumes after a later import is rightly told that it is too old.
FINE = ("SyncBusy", "this copy is older")
OLD = "0004"  # a migration before the newest, with a directory and without a desk


class Harmed(Exception):
    """A promise that a kill has broken."""


@dataclass
class Soak:
    """One home, what was promised in it, and how it was killed."""

    folder: Path
    chance: random.Random
    url: str = ""
    least: int = 0  # of the shortest list, which all others begin with
    ids: set[str] = field(default_factory=set)
    accepted: set[str] = field(default_factory=set)
    lasts: dict[str, float] = field(default_factory=dict)
    kills: Counter[str] = field(default_factory=Counter)
    finished: Counter[str] = field(default_factory=Counter)
    versions: set[str | None] = field(default_factory=set)

    @property
    def home(self) -> Path:
        """The folder under test."""
        return self.folder / "home"

    def prepare(self) -> None:
        """Write the files to import, load one, and see how long each kind lasts."""
        small = FindTreatment(info=replace(INFO, least_rows=20), page_size=25)
        ingest.commands.SOURCES = {"findtreatment": small}
        rows = [dict(row) for row in islice(practice_rows(), max(ROWS))]
        for count in ROWS:
            lines = "".join(json.dumps(row) + "\n" for row in rows[:count])
            (self.folder / f"{count}.jsonl").write_text(lines, encoding="utf-8")
        with opened(self.home) as store:
            self.load(store)
            self.least = store.state().locations
        self.take_back()
        for kind in dict.fromkeys(KINDS):
            started = time.monotonic()
            self.wait(self.start(kind, seconds=0.2))
            self.lasts[kind] = time.monotonic() - started
        self.check()

    def run(self, kind: str) -> None:
        """Start something, kill it in the middle, and hold the home to its promises."""
        child = self.start(kind)
        rival = self.start("import") if kind == "desk" else None
        time.sleep(self.chance.uniform(0, 1.6 * self.lasts[kind]))
        for started in filter(None, (child, rival)):
            os.kill(started[0], signal.SIGKILL)
        self.finished[kind] += self.wait(child)
        if rival:
            self.wait(rival)
        self.kills[kind] += 1
        self.check()

    def start(self, kind: str, seconds: float = 60.0) -> tuple[int, int]:
        """Fork a child that does one kind of work; give its id and what it tells."""
        count = self.chance.choice(ROWS)
        reading, telling = os.pipe()
        child = os.fork()
        if child:
            os.close(telling)
            return child, reading
        code = 1
        try:
            os.close(reading)
            with open(os.devnull, "w") as quiet:  # noqa: PTH123 - a device
                os.dup2(quiet.fileno(), 2)
            deeds: dict[str, Callable[[], None]] = {
                "sync": self.sync,
                "import": lambda: self.import_(count),
                "migrate": self.migrate,
                "index": self.index,
                "desk": lambda: self.desk(telling, time.monotonic() + seconds),
            }
            deeds[kind]()
            code = 0
        except BaseException as error:  # noqa: BLE001 - the parent has to hear of it
            os.write(telling, f"!{kind}: {error!r}\n".encode())
        finally:
            os._exit(code)

    def wait(self, child: tuple[int, int]) -> bool:
        """Read what a child told before it died; return whether it had finished."""
        with os.fdopen(child[1], "rb") as told:
            lines = told.read().decode().splitlines(keepends=True)
        _, status = os.waitpid(child[0], 0)
        for line in lines:
            if line.startswith("!") and not any(word in line for word in FINE):
                raise Harmed(line.strip())
            if line.endswith("\n") and not line.startswith("!"):
                self.accepted.add(line.strip())
        return os.WIFEXITED(status)

    def load(self, store: Store, count: int = ROWS[0]) -> None:
        """Import so many rows as the whole list."""
        ingest.import_file(
            store,
            "findtreatment",
            self.folder / f"{count}.jsonl",
            home=self.home,
            now=datetime.now(UTC),
            full=True,
            accept_shrink=True,
        )

    def import_(self, count: int) -> None:
        with opened(self.home) as store:
            self.load(store, count)

    def sync(self) -> None:
        with opened(self.home) as store:
            ingest.sync(
                store,
                "findtreatment",
                fetcher=make_fetcher(user_agent="soak", pace_s=0.001),
                url=self.url,
                home=self.home,
                now=datetime.now(UTC),
                accept_shrink=True,
            )

    def migrate(self) -> None:
        """Bring a copy of the database, taken back a version, up to date again."""
        with closing(open_store(url_of(self.folder / "old"))) as store:
            store.upgrade()

    def index(self) -> None:
        with opened(self.home) as store:
            ensure_index(store, self.folder / f"index-{os.getpid()}" / "index")
            shutil.rmtree(self.folder / f"index-{os.getpid()}")

    def desk(self, telling: int, until: float) -> None:
        """Report and call without an end; tell each time that something was kept."""
        number = time.monotonic_ns()
        with opened(self.home) as store:
            place = next(store.locations()).id
            while time.monotonic() < until:
                number += 1
                report = Report(place, "closed", "2026-11-22", words=f"r{number}")
                store.desk.add_report(report, most=MANY, most_of_place=MANY)
                os.write(telling, f"r{number}\n".encode())
                check = PhoneCheck(place, "2026-11-22", f"c{number}", outcome="works")
                deed = Deed(datetime.now(UTC), "soak", "phone check")
                store.desk.add_check(check, deed)
                os.write(telling, f"c{number}\n".encode())

    def take_back(self) -> None:
        """Copy the database and undo its newest migrations, for the next run."""
        shutil.rmtree(self.folder / "old", ignore_errors=True)
        (self.folder / "old").mkdir()
        with (
            closing(sqlite3.connect(self.home / "locator.db")) as here,
            closing(sqlite3.connect(self.folder / "old" / "locator.db")) as there,
        ):
            here.backup(there)
        with closing(open_store(url_of(self.folder / "old"))) as store:
            schema.downgrade(store._engine, OLD)  # noqa: SLF001 - no command undoes

    def check(self) -> None:
        """Hold both databases to what was promised."""
        with opened(self.home) as store:
            self.check_directory(store)
            self.check_desk(store)
            ensure_index(store, self.home / "index")
        if (self.folder / "old").exists():
            self.migrate()
            with closing(open_store(url_of(self.folder / "old"))) as store:
                self.check_directory(store, newest=False)
        self.take_back()

    def check_directory(self, store: Store, *, newest: bool = True) -> None:
        """A whole directory, of the version that it says, and every id ever given."""
        state = store.state()
        places = list(store.locations())
        packed = [(place.id, digest(pack_location(place))) for place in places]
        if len(places) < self.least or len(places) != state.locations:
            raise Harmed(f"{len(places)} places where {state.locations} are promised")
        if state.version != version_of(packed):
            raise Harmed("the places are not those of the version")
        if newest:
            self.versions.add(state.version)
            self.ids |= {place.id for place in places}
            known = {place.id for place in store.locations(retired=True)}
            for lost in self.ids - known:
                store.find_place(lost)  # merged is well, unknown raises

    def check_desk(self, store: Store) -> None:
        """Every report and phone check that was accepted."""
        kept = {one.report.words for one in store.desk.reports()}  # nobody settles any
        kept |= {one.check.checked_by for one in store.desk.checks()}
        if lost := self.accepted - kept:
            raise Harmed(f"{len(lost)} accepted reports or phone checks are lost")

    def table(self) -> str:
        """Return what was done, in lines."""
        lines = [f"{'killed':<10}{'runs':>6}{'had ended':>11}"]
        for kind, count in sorted(self.kills.items()):
            lines.append(f"{kind:<10}{count:>6}{self.finished[kind]:>11}")
        lines.append(
            f"{self.kills.total()} kills; {len(self.versions)} versions,"
            f" {len(self.ids)} ids, {len(self.accepted)} accepted reports and phone"
            " checks; nothing lost, nothing half written"
        )
        return "\n".join(lines)


def url_of(home: Path) -> str:
    """Say where a home's database is."""
    return f"sqlite:///{home / 'locator.db'}"


@contextmanager
def opened(home: Path) -> Iterator[Store]:
    """Open a home's store."""
    home.mkdir(parents=True, exist_ok=True)
    with closing(open_store(url_of(home))) as store:
        store.ensure_schema()
        yield store


def soak(folder: Path, runs: int, seed: int) -> Soak:
    """Kill so many times; raise Harmed when that harmed anything."""
    one = Soak(folder, random.Random(seed))
    rows = [dict(row) for row in islice(practice_rows(), ROWS[1])]
    served = FakeFindTreatment(rows)
    server = os.fork()  # a process of its own: forking beside its threads is unsafe
    if not server:
        with served:
            signal.pause()
    try:
        one.url = served.url
        one.prepare()
        for number in range(runs):
            one.run(KINDS[number % len(KINDS)])
    finally:
        os.kill(server, signal.SIGKILL)
        os.waitpid(server, 0)
        served._server.server_close()  # noqa: SLF001 - our copy of its socket
    return one


def main() -> None:
    """Soak as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="soak-"))
    print(f"seed {asked.seed}, folder {folder}", flush=True)
    print(soak(folder, asked.runs, asked.seed).table())
    shutil.rmtree(folder)  # kept where something was harmed


if __name__ == "__main__":
    main()
