"""Ten minutes of everything at four fifths of what the server can do, with a sync in the
middle: no error, no wrong answer, no long wait.

    python -m bench.mixed ROWS_FILE [--minutes 10]

Needs a rows file in the shape of FindTreatment.gov's API. Every search's answer names the
directory's version; its total is counted again by brute force in that very version.
"""

import argparse
import http.client
import itertools
import json
import os
import random
import re
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import numpy as np

from bench.directory import make_ground, make_points
from bench.load import PORT, place_paths, serving
from bench.rivals import Rows, brute_force
from bench.search import TERMS, temporary_folder
from locator.cli.serve import GENTLE
from locator.geo import Point, miles_to_m
from locator.search import SearchQuery, open_index
from locator.sources.findtreatment import FindTreatment
from tools.fake_findtreatment import PATH
from tools.programs import free_port, listens, running

CLIENTS = 8
PART = 0.8
MOST_WAIT = 5  # times the unloaded p99
AFTER_PULL_S = 5  # until every worker has the new version, and who waited is answered
KINDS = ("page",) * 5 + ("api",) * 2 + ("place",) * 2 + ("guide",)
GUIDES = ("/", "/crisis", "/guides/kratom", "/guides/medicines", "/es/")
HEADING = re.compile(rb"<h1[^>]*>\s*([\d,]+|No) place")


@dataclass
class Seen:
    """What came back, for all clients together."""

    # When each was due, since the start, and how long its answer took from then.
    waits: list[tuple[float, float]] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)
    # (version, query, total) of every search
    totals: list[tuple[str, SearchQuery, int]] = field(default_factory=list)


@dataclass(frozen=True)
class Asked:
    """One request, and the search it makes, if it makes one."""

    path: str
    query: SearchQuery | None = None


def make_requests(places: list[str], count: int) -> list[Asked]:
    """Return requests of every kind, in an order of their own."""
    rng = random.Random(11)
    points = make_points(count, make_ground(np.random.default_rng(5)))
    return [make_request(rng, point, places) for point in points]


def make_request(rng: random.Random, point: Point, places: list[str]) -> Asked:
    """Return a request of a kind drawn by chance."""
    kind = rng.choice(KINDS)
    if kind == "place":
        return Asked(rng.choice(places))
    if kind == "guide":
        return Asked(rng.choice(GUIDES))
    near = Point(round(point.latitude, 4), round(point.longitude, 4))
    terms, miles = rng.choice(TERMS), rng.choice((10, 25, 50))
    asked = "".join(f"&term={term}" for term in sorted(terms))
    search = f"near={near.latitude},{near.longitude}&radius={miles}{asked}"
    path = f"/search?{search}" if kind == "page" else f"/api/v1/locations?{search}"
    return Asked(path, SearchQuery(near, terms, miles_to_m(miles)))


def run(requests: list[Asked], rate: float | None, seconds: float) -> tuple[Seen, int]:
    """Send requests for some seconds, at a rate or as fast as answers come."""
    seen, turns = Seen(), itertools.count()
    start = time.monotonic()

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
        while True:
            number = next(turns)
            due = start + number / rate if rate else time.monotonic()
            if due - start > seconds:
                return
            time.sleep(max(0.0, due - time.monotonic()))
            connection = ask(connection, requests[number % len(requests)], seen)
            # From when it was due: whoever waits in line waits, too.
            seen.waits.append((due - start, time.monotonic() - due))

    clients = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    return seen, len(seen.waits)


def ask(
    connection: http.client.HTTPConnection, asked: Asked, seen: Seen
) -> http.client.HTTPConnection:
    """Send one request and note what came back; return a connection that works."""
    try:
        connection.request("GET", asked.path)
        answer = connection.getresponse()
        body = answer.read()
    except (OSError, http.client.HTTPException) as error:
        seen.wrong[type(error).__name__] += 1
        connection.close()
        return http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    if answer.status != 200:
        seen.wrong[
            f"status {answer.status} for {asked.path.partition('?')[0][:12]}"
        ] += 1
    elif asked.query:
        version = answer.headers["Locator-Directory-Version"]
        seen.totals.append((version, asked.query, total_of(asked.path, body)))
    return connection


def total_of(path: str, body: bytes) -> int:
    """Return how many places an answer says there are."""
    if path.startswith("/api"):
        return int(json.loads(body)["total"])
    found = HEADING.search(body)
    assert found, body[:2000]
    return 0 if found[1] == b"No" else int(found[1].replace(b",", b""))


def check(seen: Seen, versions: Path) -> Counter[str]:
    """Count each answer's total again, by brute force in the version that it names."""
    found: Counter[str] = Counter()
    by_folder = {path.name: path for path in versions.iterdir() if path.is_dir()}
    counters = {}
    for version, query, total in seen.totals:
        if version not in counters:
            folder = next(p for name, p in by_folder.items() if version in name)
            counters[version] = brute_force(Rows(open_index(folder)))
        right = counters[version](query)[1]
        found["right" if right == total else "wrong"] += 1
    found["versions"] = len(counters)
    return found


def sync_in_the_middle(
    home: Path, changed: Path, after_s: float, took_s: list[float]
) -> None:
    """Pull a list that has changed while the site is busy; tell how long it took."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    # As gentle as the shipped timer and the server itself make a pull; and what stands
    # for SAMHSA's own server should take nothing from ours.
    gentle = ("nice", "-n", str(GENTLE), sys.executable, "-m")
    fake = (*gentle, "tools.fake_findtreatment", str(changed), "--port", str(port))
    pull = (*gentle, "locator", "sync", "findtreatment", "--url", url + PATH)
    with running(fake, lambda: listens(port)):
        time.sleep(after_s)
        begin = time.monotonic()
        done = subprocess.run(
            pull, env={**os.environ, "LOCATOR_HOME": str(home)},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        took_s.append(time.monotonic() - begin)
    print(
        f"sync: exit {done.returncode} after {took_s[0]:.0f} s:"
        f" {(done.stdout or done.stderr).splitlines()[-1]}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows_file", type=Path)
    parser.add_argument("--minutes", type=float, default=10)
    asked = parser.parse_args()
    with temporary_folder() as name:
        return measure(Path(name) / "home", asked.rows_file, asked.minutes * 60)


def measure(home: Path, rows_file: Path, seconds: float) -> int:
    """Run it all, print it, and return 1 if anything was wrong."""
    environ = {"LOCATOR_HOME": str(home), "LOCATOR_AUTO_SYNC": "0"}
    subprocess.run(
        [sys.executable, "-m", "locator", "import", "findtreatment", str(rows_file)],
        env={**os.environ, **environ}, check=True, capture_output=True,
    )  # fmt: skip
    rows = list(FindTreatment().read_file(rows_file).rows)
    changed = home.parent / "changed.jsonl"
    changed.write_bytes(msgspec.json.Encoder().encode_lines(rows[: -len(rows) // 20]))
    kept = shutil.copytree(home / "index", home.parent / "versions")
    with serving("locator", environ):
        requests = make_requests(place_paths(), 4000)
        run(requests, None, 3)
        _, most = run(requests, None, 10)
        quiet, _ = run(requests, 0.1 * most / 10, 20)
        rate = PART * most / 10
        print(f"capacity {most / 10:.0f}/s, so {rate:.0f}/s for {seconds:.0f} s")
        took_s: list[float] = []
        puller = threading.Thread(
            target=sync_in_the_middle,
            args=(home, changed, seconds / 2, took_s),
        )
        puller.start()
        busy, count = run(requests, rate, seconds)
        puller.join()
    shutil.copytree(home / "index", kept, dirs_exist_ok=True)
    pull = (seconds / 2, seconds / 2 + sum(took_s) + AFTER_PULL_S)
    print(
        f"{count:,} answers, errors: {dict(busy.wrong) or 'none'};"
        f" totals: {dict(found := check(busy, kept))}"
    )
    slow = report(quiet, busy, pull)
    return int(bool(busy.wrong) or bool(found["wrong"]) or slow)


def report(quiet: Seen, busy: Seen, pull: tuple[float, float]) -> bool:
    """Print how long people waited; return whether it was too long."""
    calm = show("unloaded", [wait for _, wait in quiet.waits])
    loaded = show("loaded, in all", [wait for _, wait in busy.waits])
    during = {
        inside: [
            wait for due, wait in busy.waits if (pull[0] <= due <= pull[1]) is inside
        ]
        for inside in (False, True)
    }
    show("without the pull", during[False])
    show("during the pull", during[True])
    return loaded > MOST_WAIT * calm


def show(name: str, waits: list[float]) -> float:
    """Print some waits; return the 99th percentile."""
    p50, p99, longest = np.percentile(np.array(waits) * 1000, [50, 99, 100]).tolist()
    print(
        f"{name:<18} p50 {p50:.1f} ms, p99 {p99:.1f} ms, longest {longest:.0f} ms"
        f" ({len(waits):,} answers)"
    )
    return float(p99)


if __name__ == "__main__":
    sys.exit(main())
