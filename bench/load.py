"""Requests per second through gunicorn, and through nginx's cache, under wrk.

Needs wrk on the machine; nginx too for what nginx carries. A server of our own settings
runs beside a bare Flask page served the same way, so that only the app differs.
"""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.directory import Ground, make_points
from bench.table import Table

WORKERS = 2
CONNECTIONS = 16
# Searched from in turn, warmed up first: a worker lives for days, and its cards and maps
# are there from the first hour on. No answer is ever kept.
PLACES = 500
WARM_S = 4
PORT = 8351
# How much of a bare Flask page's requests per second each answer must reach.
# What was reached, less what another machine or a busy one may cost: a guard against
# getting slower. The aims are 25 % and 45 % (docs/performance.md says what is missing).
LEAST = {"results page": 0.11, "API search": 0.18}
# A short run, beside whatever else a machine does, may fall short of that by this part.
SLACK, WHOLE_S = 0.5, 5
SCRIPT = """
local paths = {{}}
for line in io.lines("{paths}") do paths[#paths + 1] = line end
local at = 0
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at], {{["Accept-Encoding"] = "gzip", ["Host"] = "127.0.0.1"}})
end
"""


@dataclass(frozen=True)
class Load:
    """What wrk saw."""

    per_second: float
    p50_ms: float
    p99_ms: float
    failed: int


def bench_load(table: Table, folder: Path, ground: Ground, seconds: int) -> None:
    """Measure the served site against a bare Flask page, and nginx against a file."""
    if not shutil.which("wrk"):
        table.note("wrk is not installed: requests per second not measured")
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
    with serving("locator", environ):
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
        from bench.cache import bench_cache  # noqa: PLC0415 - it uses this module

        bench_cache(table, folder, seconds)


def guard(table: Table, name: str, load: Load, hello: Load, seconds: int) -> None:
    """Hold an answer to its part of a bare page's requests."""
    least = LEAST[name] * (SLACK if seconds < WHOLE_S else 1)
    table.promise(
        f"{name}: at least {least:.0%} of a bare page's requests",
        kept=load.per_second >= least * hello.per_second and not load.failed,
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
    command = (
        [sys.executable, "-m", "locator", "serve"]
        if what == "locator"
        else [sys.executable, "-m", what]
    )
    server = subprocess.Popen(
        [*command, "--port", str(PORT), "--workers", str(WORKERS)],
        env={**os.environ, **environ},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://127.0.0.1:{PORT}/readyz")
        yield
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


def wait_for(url: str) -> None:
    """Wait until a server answers."""
    for _ in range(300):
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=2):
            return
        time.sleep(0.1)
    raise RuntimeError(f"no answer from {url}")


def place_paths() -> list[str]:
    """Return the addresses of some places of the served directory."""
    found: list[str] = []
    for near in ("10001", "90012", "60601", "02118", "59601"):
        url = f"http://127.0.0.1:{PORT}/search?near={near}&radius=100"
        with urllib.request.urlopen(url) as answer:
            found += re.findall(r'href="(/locations/[^"?#]+)', answer.read().decode())
    return sorted(set(found))


def run_wrk(folder: Path, port: int, paths: Sequence[str], seconds: int) -> Load:
    """Ask for the paths in turn for some seconds, after some of warming up."""
    listed, script = folder / "paths.txt", folder / "paths.lua"
    listed.write_text("\n".join(paths))
    script.write_text(SCRIPT.format(paths=listed))
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", "--latency", "-s", str(script)]
    url = f"http://127.0.0.1:{port}/"
    subprocess.run([*command, f"-d{WARM_S}s", url], check=True, capture_output=True)
    done = subprocess.run(
        [*command, f"-d{seconds}s", url], check=True, capture_output=True, text=True
    )
    return read_wrk(done.stdout)


def read_wrk(text: str) -> Load:
    """Read wrk's report."""
    rate = re.search(r"Requests/sec:\s+([\d.]+)", text)
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    lost = re.search(r"Socket errors: (.*)", text)
    assert rate, text
    return Load(
        float(rate[1]),
        _ms(text, "50%"),
        _ms(text, "99%"),
        int(bad[1] if bad else 0)
        + (sum(map(int, re.findall(r"\d+", lost[1]))) if lost else 0),
    )


def _ms(text: str, part: str) -> float:
    found = re.search(rf"{part}\s+([\d.]+)(us|ms|s)", text)
    assert found, text
    return float(found[1]) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[found[2]]
