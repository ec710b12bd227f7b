"""A FindTreatment.gov of our own, for tests and for work without the network.

    python tools/fake_findtreatment.py ROWS_FILE [--port N] [--fault NAME[:ARG] ...]

Serves any rows file over real HTTP with the true envelope, paging and queries. A fault
is NAME[:ARG][,first=N][,page=P]: only for the first N requests, only on page P.
FAULTS below lists them.
"""

import argparse
import contextlib
import math
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from locator.sources.findtreatment import FindTreatment
from tools.fake_facilities import Facilities

PATH = "/locator/exportsAsJson/v2"
APP_SHELL = b"<!doctype html><html><head><title>FindTreatment.gov</title></head></html>"
WAITS_S = {"slow": 1.0, "hang": 3600.0}
FAULTS = {
    "error": "status ARG (500)",
    "too-many": "status 429, Retry-After ARG (1)",
    "slow": "answers after ARG seconds (1)",
    "hang": "says nothing for ARG seconds (3600)",
    "drop": "closes the connection",
    "html": "a web page with status 200",
    "text": "plain text with status 200",
    "truncated": "half of the JSON",
    "repeat-page": "the rows of page ARG (1) again",
    "lose-rows": "ARG (1) rows fewer than there should be",
    "lying-count": "recordCount too high by ARG (1)",
    "move-services": "`services` under the key ARG (serviceList)",
    "rename-value": "ARG is OLD=NEW: a value's text renamed",
    "reversed-coordinates": "latitude and longitude swapped in every row",
    "upper-case-empty": "no rows for an sType that is not in lower case",
}


@dataclass(slots=True)
class Fault:
    """One thing that goes wrong, for as long and where it says."""

    name: str
    arg: str = ""
    first: int | None = None
    page: int | None = None
    hits: int = 0

    @classmethod
    def parse(cls, text: str) -> "Fault":
        """Read NAME[:ARG][,first=N][,page=P]."""
        named, *limits = text.split(",")
        name, _, arg = named.partition(":")
        if name not in FAULTS:
            raise ValueError(f"no fault {name!r}; there are {', '.join(FAULTS)}")
        numbers = {key: int(n) for key, _, n in (lim.partition("=") for lim in limits)}
        return cls(name, arg, **numbers)

    def strikes(self, page: int) -> bool:
        """Say whether it happens to this request, and count it if so."""
        if self.page not in {None, page} or self.hits >= (self.first or math.inf):
            return False
        self.hits += 1
        return True


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, for tests that look at what was asked."""

    page: int
    params: Mapping[str, str]
    user_agent: str


@dataclass
class FakeFindTreatment:
    """The server, as a context manager; `faults` may be changed while it runs."""

    rows: Sequence[Mapping[str, Any]]
    faults: list[Fault] = field(default_factory=list)
    port: int = 0
    type_field: str = "typeFacility"
    era: str = "2026"
    requests: list[Asked] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.facilities = Facilities(
            self.rows, type_field=self.type_field, era=self.era
        )
        self.stopping = threading.Event()
        self._lock = threading.Lock()
        handler = type("Handler", (_Handler,), {"fake": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self._server.daemon_threads = True

    @property
    def url(self) -> str:
        """The full endpoint, as `--url` and LOCATOR_FINDTREATMENT_URL take it."""
        return f"http://127.0.0.1:{self._server.server_port}{PATH}"

    def __enter__(self) -> "FakeFindTreatment":
        threading.Thread(
            target=self._server.serve_forever, args=(0.05,), daemon=True
        ).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()

    def fail(self, *faults: str) -> None:
        """Replace the faults by these, written as on the command line."""
        self.faults = [Fault.parse(text) for text in faults]

    def note(self, asked: Asked) -> dict[str, Fault]:
        """Remember a request and return the faults that strike it."""
        with self._lock:
            self.requests.append(asked)
            return {f.name: f for f in self.faults if f.strikes(asked.page)}

    def page(self, params: Mapping[str, str], faults: Mapping[str, Fault]) -> bytes:
        """Return the JSON of one page, spoiled by the faults that touch its content."""
        size = min(int(params.get("pageSize", 30)), 2000)
        number = int(params.get("page", 1))
        paging = {"page", "pageSize"}
        rows = self.facilities.select(
            frozenset((k, v) for k, v in params.items() if k not in paging)
        )
        kind = params.get("sType", "")
        if "upper-case-empty" in faults and kind != kind.lower():
            rows = []
        count, pages = len(rows), math.ceil(len(rows) / size)
        shown = number
        if fault := faults.get("repeat-page"):
            shown = int(fault.arg or 1)
        rows = rows[(shown - 1) * size : shown * size]
        if fault := faults.get("lose-rows"):
            rows = rows[: -int(fault.arg or 1)]
        if fault := faults.get("lying-count"):
            count += int(fault.arg or 1)
        rows = spoil(rows, faults)
        head = b'{"page":%d,"totalPages":%d,"recordCount":%d,"rows":['
        return head % (number, pages, count) + b",".join(rows) + b"]}"


def spoil(rows: list[bytes], faults: Mapping[str, Fault]) -> list[bytes]:
    """Return serialized rows with their fields moved, swapped or renamed."""
    if fault := faults.get("rename-value"):
        old, _, new = fault.arg.encode().partition(b"=")
        rows = [row.replace(old, new) for row in rows]
    if fault := faults.get("move-services"):
        key = b'"%s":' % (fault.arg or "serviceList").encode()
        rows = [row.replace(b'"services":', key) for row in rows]
    if "reversed-coordinates" in faults:
        rows = [
            row.replace(b'"latitude":', b'"swap":')
            .replace(b'"longitude":', b'"latitude":')
            .replace(b'"swap":', b'"longitude":')
            for row in rows
        ]
    return rows


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    fake: FakeFindTreatment

    def do_GET(self) -> None:
        """Answer one request, in one of the ways the real site does, or worse."""
        split = urlsplit(self.path)
        params = dict(parse_qsl(split.query))
        if split.path != PATH:
            return self._answer(APP_SHELL, "text/html")
        number, size = (params.get(name, "1") for name in ("page", "pageSize"))
        if not (number.isdecimal() and size.isdecimal() and int(size) and int(number)):
            return self._answer(b"Invalid request", "text/plain")
        agent = self.headers.get("User-Agent", "")
        faults = self.fake.note(Asked(int(number), params, agent))
        for name in ("slow", "hang"):
            if fault := faults.get(name):
                self.fake.stopping.wait(float(fault.arg or WAITS_S[name]))
        return self._answer_or_fail(params, faults)

    def _answer_or_fail(
        self, params: Mapping[str, str], faults: Mapping[str, Fault]
    ) -> None:
        if "drop" in faults:
            self.close_connection = True
        elif fault := faults.get("error"):
            self._answer(b"Oops", "text/plain", status=int(fault.arg or 500))
        elif fault := faults.get("too-many"):
            wait = {"Retry-After": fault.arg or "1"}
            self._answer(b"Slow down", "text/plain", status=429, headers=wait)
        elif "html" in faults:
            self._answer(APP_SHELL, "text/html")
        elif "text" in faults:
            self._answer(b"Invalid request", "application/json")
        else:
            body = self.fake.page(params, faults)
            cut = len(body) // 2 if "truncated" in faults else len(body)
            self._answer(body[:cut], "application/json;charset=UTF-8")

    def _answer(
        self,
        body: bytes,
        content_type: str,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.send_response(status)
        every = {"Content-Type": content_type, "Content-Length": str(len(body))}
        for name, value in {**every, **(headers or {})}.items():
            self.send_header(name, value)
        with contextlib.suppress(ConnectionError):  # the other side gave up
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet; `requests` of the fake holds what was asked."""


def main() -> None:
    """Serve a rows file until Ctrl-C."""
    listed = "; ".join(f"{name}: {what}" for name, what in FAULTS.items())
    parser = argparse.ArgumentParser(description=__doc__, epilog=f"Faults: {listed}")
    parser.add_argument("rows_file", type=Path)
    parser.add_argument("--port", type=int, default=8099)
    parser.add_argument("--fault", type=Fault.parse, action="append", default=[])
    parser.add_argument("--type-field", default="typeFacility")
    parser.add_argument("--era", default="2026", choices=["2025", "2026"])
    asked = parser.parse_args()
    rows = FindTreatment().read_file(asked.rows_file).rows
    with FakeFindTreatment(
        rows, asked.fault, asked.port, asked.type_field, asked.era
    ) as fake:
        print(f"{len(rows):,} rows at {fake.url}\nCtrl-C stops.", flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()
