"""Ask a running site what an attacker would ask, and say what it should not have answered.

    .venv/bin/python -m tools.probe http://127.0.0.1:8000

Needs nothing but Python. Exit code 1 when anything was found. Ask only sites of your own.
"""

import contextlib
import re
import socket
import ssl
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

PAGES = ["/", "/search?near=02118", "/crisis", "/guides/", "/about", "/nowhere"]
NEEDED = {
    "content-security-policy": r"default-src 'none'(?!.*unsafe)",
    "referrer-policy": "^(no-referrer|same-origin)$",
    "x-content-type-options": "^nosniff$",
    "permissions-policy": "camera=",
    "x-frame-options": "^DENY$",
}
TELLING = ("x-powered-by", "x-aspnet-version", "set-cookie")
SCRIPT = "<script>alert(1)</script>"
TRAVERSALS = [
    "/static/../locator/config.py", "/static/%2e%2e/locator/config.py",
    "/static/..%2f..%2fetc/passwd", "/static/....//....//etc/passwd",
    "/static//etc/passwd", "/static/%00", "/locations/..%2f..%2fetc%2fpasswd",
    "/static/..\\..\\etc\\passwd", "/guides/../../etc/passwd", "/.env", "/.git/config",
]  # fmt: skip
REDIRECTS = [
    "//evil.example", "//evil.example/%2e%2e", "/\\evil.example", "/es//evil.example/",
    "/near//evil.example", "/near/https:%2f%2fevil.example", "/desk/login?next=//evil.example",
    "/near/%0d%0aLocation:%20https:%2f%2fevil.example", "/es/%2f%2fevil.example",
    "/locations//evil.example", "/hsds//evil.example", "/guides//evil.example/",
]  # fmt: skip
SEARCHES = [
    "near=" + "9" * 3500, "near=%00", "near=02118%00", "near=%ff%fe", "near=" + SCRIPT,
    "near=%0d%0aSet-Cookie:%20a=b", "near=02118&term=" + SCRIPT, "near=02118&radius=1e999",
    "near=02118&radius=nan", "near=02118&page=99999999999999999999", "near[]=02118",
    "near=02118&near=02119", "near=%F0%9F%92%8A", "near=1e400,1e400", "near=-91,0",
    "near=NaN,NaN", "near=%27%20OR%201=1--", "near=${7*7}{{7*7}}", "term=" * 800,
]  # fmt: skip
METHODS = ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "get", "X" * 30]
RAW = [
    b"GET / HTTP/1.1\r\n\r\n", b"GET / HTTP/9.9\r\nHost: x\r\n\r\n", b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\nabc",
    b"GET / HTTP/1.1\r\nHost: x\r\nA\x00B: c\r\n\r\n", b"GET / HTTP/1.1\r\n Host: x\r\n\r\n",
    b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"b" * 70_000 + b"\r\n\r\n",
]  # fmt: skip


@dataclass
class Answer:
    """What came back, as bytes and in parts."""

    raw: bytes
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    def __post_init__(self) -> None:
        head, _, self.body = self.raw.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        found = re.match(r"HTTP/1\.[01] (\d{3})", lines[0])
        self.status = int(found[1]) if found else 0
        for line in lines[1:]:
            name, _, value = line.partition(":")
            self.headers[name.lower()] = value.strip()


@dataclass
class Prober:
    """Sends bytes to one site."""

    url: str

    def send(self, request: bytes) -> Answer:
        """Return what comes back until the line is closed."""
        parts = urlsplit(self.url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        line = socket.create_connection((parts.hostname, port), timeout=15)
        if parts.scheme == "https":
            line = ssl.create_default_context().wrap_socket(
                line, server_hostname=parts.hostname
            )
        got = b""
        with line, contextlib.suppress(OSError):
            line.settimeout(15)
            with contextlib.suppress(OSError):
                line.sendall(request)
            while piece := line.recv(65536):
                got += piece
        return Answer(got)

    def ask(
        self, path: str, method: str = "GET", host: str | None = None, **more: str
    ) -> Answer:
        """Return the answer to a well-formed request."""
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: {urlsplit(self.url).netloc if host is None else host}",
            "Connection: close",
            *(f"{name.replace('_', '-')}: {value}" for name, value in more.items()),
        ]
        return self.send("\r\n".join([*lines, "", ""]).encode("latin-1"))


Check = Callable[[Prober], Iterator[str]]


def headers_are_strict(site: Prober) -> Iterator[str]:
    """Every page carries every header, and no cookie."""
    for path in PAGES:
        answer = site.ask(path)
        for name, pattern in NEEDED.items():
            if not re.search(pattern, answer.headers.get(name, "")):
                yield f"{path}: {name} is {answer.headers.get(name)!r}"
        yield from (f"{path}: {name}" for name in TELLING if name in answer.headers)


def nothing_of_a_question_comes_back_as_code(site: Prober) -> Iterator[str]:
    """Hostile searches give an answer that is no fault of ours and escaped."""
    for query in SEARCHES:
        for path in ("/search", "/api/v1/locations", "/embed", "/handout"):
            answer = site.ask(f"{path}?{query}")
            # 503 is a list that has not loaded; the embed never shows invented places.
            if answer.status not in range(200, 500) and answer.status != 503:
                yield f"{path}?{query[:40]}: {answer.status}"
            html = "html" in answer.headers.get("content-type", "")
            if html and SCRIPT.encode() in answer.body:
                yield f"{path}?{query[:40]}: comes back as it was sent"
            if "set-cookie" in answer.headers or b"49{" in answer.body:
                yield f"{path}?{query[:40]}: was carried out"


def no_file_is_given_away(site: Prober) -> Iterator[str]:
    """Nothing outside of the static files is served."""
    for path in TRAVERSALS:
        answer = site.ask(path)
        if answer.status not in {301, 308, 400, 404} or b"root:" in answer.body:
            yield f"{path}: {answer.status}"


def nobody_is_sent_elsewhere(site: Prober) -> Iterator[str]:
    """Redirects stay on the site."""
    for path in REDIRECTS:
        answer = site.ask(path)
        target = answer.headers.get("location", "")
        if re.match(r"(https?:)?[/\\]{2}(?!127\.0\.0\.1|localhost)", target):
            yield f"{path}: leads to {target}"
        if answer.status >= 500:
            yield f"{path}: {answer.status}"


def only_known_methods_are_taken(site: Prober) -> Iterator[str]:
    """What is not offered is refused, and nothing is traced back."""
    for method in METHODS:
        for path in ("/", "/search?near=02118", "/api/v1/terms", "/static/site.css"):
            answer = site.ask(path, method, X_Probe="told-back")
            if answer.status not in {400, 404, 405, 501}:
                yield f"{method} {path}: {answer.status}"
            if b"told-back" in answer.raw:
                yield f"{method} {path}: tells the request back"


def other_hosts_make_no_links(site: Prober) -> Iterator[str]:
    """A Host or a forwarded header never ends up in an answer."""
    for path in PAGES:
        for forged in (
            site.ask(path, host="evil.example"),
            site.ask(path, X_Forwarded_Host="evil.example"),
            site.ask(path, Forwarded="host=evil.example"),
            site.ask(
                path, X_Original_URL="/evil.example", X_Rewrite_URL="/evil.example"
            ),
        ):
            if b"evil.example" in forged.raw:
                yield f"{path}: repeats another host"


def broken_requests_get_the_crisis_lines(site: Prober) -> Iterator[str]:
    """What cannot be read is answered 4xx with the crisis lines, and never our fault."""
    for request in RAW:
        answer = site.send(request.replace(b"Host: x", b"Host: localhost"))
        if answer.status >= 500 and answer.status != 501:
            yield f"{request[:50]!r}: {answer.status}"
        if answer.status >= 400 and b"tel:911" not in answer.body:
            yield f"{request[:50]!r}: no crisis lines"
        if b"Traceback" in answer.body or b"gunicorn" in answer.body:
            yield f"{request[:50]!r}: tells how it is built"


def big_bodies_are_refused(site: Prober) -> Iterator[str]:
    """A body larger than any form is not read."""
    for path in ("/", "/desk/login", "/locations/x-0000000001/wrong"):
        answer = site.ask(path, "POST", Content_Length="99999999")
        if answer.status not in {400, 403, 404, 405, 413}:
            yield f"POST {path}: {answer.status}"


CHECKS: tuple[Check, ...] = (
    headers_are_strict,
    nothing_of_a_question_comes_back_as_code,
    no_file_is_given_away,
    nobody_is_sent_elsewhere,
    only_known_methods_are_taken,
    other_hosts_make_no_links,
    broken_requests_get_the_crisis_lines,
    big_bodies_are_refused,
)


def main() -> int:
    """Run every check; return how the shell should take it."""
    site, found = Prober(sys.argv[1].rstrip("/")), 0
    for check in CHECKS:
        problems = list(check(site))
        found += len(problems)
        print(f"{'FAILED' if problems else 'ok':<7}{check.__doc__}")
        print(
            *(f"       {problem}" for problem in problems),
            sep="\n",
            end="\n" * bool(problems),
        )
    return min(found, 1)


if __name__ == "__main__":
    sys.exit(main())
