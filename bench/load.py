"""Requests per second through gunicorn, and through nginx's cache, under wrk.

Needs wrk on the machine; nginx too for what nginx carries. A server of our own settings
runs beside a bare Flask page served the same way, so that only the app differs.
"""

import contextlib
import re
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.cache import bench_cache
from bench.directory import Ground, make_points
from bench.table import Table
from bench.wrk import Load, run_wrk
from locator.search import is_compiled
from tools.programs import SERVE, answers, running

WORKERS = 2
# Searched from in turn, warmed up first: a worker lives for days, and its cards and maps
# are there from the first hour on. No answer is ever kept.
PLACES = 500
PORT = 8351
# How much of a bare Flask page's requests per second each answer must reach: the aims,
# 25 % and 45 %, less a tenth for a busy machine; and what the search in numpy reaches.
LEAST = (
    {"results page": 0.22, "API search": 0.40}
    if is_compiled
    else {"results page": 0.15, "API search": 0.24}
)
# A short run, beside whatever else a machine does, may fall short of that by this part.
SLACK, WHOLE_S = 0.5, 5


def bench_load(table: Table, folder: Path, ground: Ground, seconds: int) -> None:
    """Measure the served site against a bare Flask page, and nginx against a file."""
    if table.find_program("wrk") is None:
        return
    home = folder / "real"  # where the import was measured, if it was
    environ = {"LOCATOR_HOME": str(home), "LOCATOR_OFFLINE": "1"}
    practice = not home.is_dir()
    if practice:
        table.note("no real rows: the invented places are served instead")
        environ |= {"LOCATOR_PRACTICE": "1"}
    near = [f"{p.latitude:.4f},{p.longitude:.4f}" for p in make_points(PLACES, ground)]
    with serving("bench.hello", {}):
        hello = run_wrk(folder, PORT, [f"/hello/{spot}" for spot in near], seconds)
    show(table, "a bare Flask page", hello, None)
    search = "/search?near={}&term=buprenorphine&term=medicaid"
    asked = {
        "results page": [search.format(spot) for spot in near],
        "API search": [
            f"/api/v1/locations?near={spot}&term=buprenorphine" for spot in near
        ],
        "home page": ["/"],
    }
    if not practice:  # which no frame shows
        asked["embed"] = [f"/embed?near={spot}&term=buprenorphine" for spot in near]
    started = time.perf_counter()
    with serving("locator", environ):
        table.note(cold_start_words(started, asked["results page"][0]))
        asked["place page"] = place_paths()
        table.note(memory_words())
        for name, paths in asked.items():
            load = run_wrk(folder, PORT, paths, seconds)
            show(table, name, load, hello)
            if name in LEAST:
                guard(table, name, load, hello, seconds)
        table.note(f"after the load, {memory_words()}")
        if practice:
            table.note("no cache carries the invented places: nginx not measured")
            return
        bench_cache(table, folder, PORT, seconds)


def guard(table: Table, name: str, load: Load, hello: Load, seconds: int) -> None:
    """Hold an answer to its part of a bare page's requests."""
    least = LEAST[name] * (SLACK if seconds < WHOLE_S else 1)
    table.promise(
        f"{name}: at least {least:.0%} of a bare page's requests",
        kept=load.per_second >= least * hello.per_second and not load.failed,
    )


def cold_start_words(started: float, path: str) -> str:
    """Return how long a start takes, and the first search of all, of which nothing is kept."""
    ready = time.perf_counter()
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}") as answer:
        answer.read()
    first_ms = (time.perf_counter() - ready) * 1000
    return (
        f"cold start: ready {ready - started:.1f} s after the command, its index being"
        f" there; the first results page took {first_ms:.0f} ms"
    )


def memory_words() -> str:
    """Return how much memory each worker has to itself, and what they share."""
    own, shared = [], 0
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if f"--port\0{PORT}\0".encode() in (folder / "cmdline").read_bytes():
                text = (folder / "smaps_rollup").read_text()
                sizes = dict(re.findall(r"(\w+):\s+(\d+) kB", text))
                own.append(int(sizes["Private_Clean"]) + int(sizes["Private_Dirty"]))
                shared = max(shared, int(sizes["Rss"]) - own[-1])
    said = ", ".join(f"{kib / 1024:.0f}" for kib in sorted(own))
    return (
        f"memory of each process: {said} MB of its own, {shared / 1024:.0f} MB shared"
    )


def show(table: Table, name: str, load: Load, against: Load | None) -> None:
    """Print a line: requests per second, and times as the client sees them."""
    table.rates[name] = load.per_second
    ratio = (
        f", {load.per_second / against.per_second:.0%} of a bare page"
        if against
        else ""
    )
    table.note(
        f"{name}: {load.per_second:,.0f} requests/s{ratio};"
        f" p50 {load.p50_ms:.1f} ms, p99 {load.p99_ms:.1f} ms; {load.failed} failed"
    )


@contextlib.contextmanager
def serving(what: str, environ: Mapping[str, str]) -> Iterator[None]:
    """Run a server of ours until the block ends."""
    program = SERVE if what == "locator" else (sys.executable, "-m", what)
    command = [*program, "--port", str(PORT), "--workers", str(WORKERS)]
    with running(command, lambda: answers(PORT), **environ):
        yield


def place_paths() -> list[str]:
    """Return the addresses of some places of the served directory."""
    found: list[str] = []
    for near in ("10001", "90012", "60601", "02118", "59601"):
        url = f"http://127.0.0.1:{PORT}/search?near={near}&radius=100"
        with urllib.request.urlopen(url) as answer:
            found += re.findall(r'href="(/locations/[^"?#]+)', answer.read().decode())
    return sorted(set(found))
