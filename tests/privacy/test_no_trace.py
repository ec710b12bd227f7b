"""Searches of one visit are in no file, table, log line or number afterwards.

The canaries are a ZIP code, a town, a point, a name and an id that nothing else holds.
"""

import re
import sqlite3

import pytest

from tests.operations.conftest import import_example, started
from tools.programs import free_port

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("privacy")]

ZIP, TOWN, POINT = "59254", "Plentywood", "41.8765432,-87.6234567"
NAME, WORD, AGENT = "Zebulonsson", "xylophonist", "Canary-Browser"
MEDICINE = "naltrexone"
CANARIES = [ZIP, TOWN, "41.87654", "87.62345", NAME, WORD, AGENT, "203.0.113.199"]
ASKED = [
    "/search?near={}", "/es/search?near={}", "/near/{}", "/es/near/{}",
    f"/near/{{}}/{MEDICINE}", "/api/v1/locations?near={}", "/embed?near={}",
    "/handout?near={}", "/link?near={}", "/?near={}", "/guides/overdose?near={}",
    "/search?near={}&term=nothing-of-ours", "/crisis?from={}", "/static/{}.css",
    "/locations/{}", "/es/locations/{}", "/api/v1/locations/{}", "/{}", "/hsds/{}",
]  # fmt: skip


def visit(server):
    """Ask for everything a visitor may ask for, with canaries in it."""
    told = {"User-Agent": AGENT, "Referer": f"https://{WORD}.example/"}
    told |= {"X-Forwarded-For": "203.0.113.199", "Cookie": f"a={WORD}"}
    statuses = set()
    for pattern in ASKED:
        for canary in (ZIP, f"{TOWN},%20MT", POINT, NAME):
            statuses.add(server.get(pattern.format(canary), **told)[0])
    page = server.get("/search?near=02118&radius=50")[2].decode()
    place = re.search(r'href="(/locations/[^"?#]+)', page)[1]
    for path in (place, f"/es{place}", f"{place}/text", f"{place}/contact.vcf"):
        statuses.add(server.get(f"{path}?near={ZIP}&term={MEDICINE}", **told)[0])
    return statuses


def misbehave(server):
    """Ask for what cannot be read, with canaries in it."""
    start = f"GET /near/{ZIP}?near={TOWN} HTTP/1.1\r\nHost: localhost\r\n"
    for request in (
        f"{start}Bad Name {ZIP}: {WORD}\r\n\r\n",
        f"{start}X: {WORD * 9000}\r\n\r\n",
        f"{start}Transfer-Encoding: {WORD}\r\n\r\n",
        f"{start}Content-Length: {WORD}\r\n\r\n",
        f"GET /search?near={ZIP}{'9' * 5000} HTTP/1.1\r\nHost: localhost\r\n\r\n",
        f"G{ZIP} /near/{TOWN} HTTP/1.1\r\nHost: localhost\r\n\r\n",
        f"GET /near/{ZIP} HTTP/{ZIP}\r\n\r\n",
        f"GET /near/{ZIP} HTTP/1.1\r\nHost: {WORD} {ZIP}\r\n\r\n",
        f"POST /near/{ZIP} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n",
        f"{ZIP} {TOWN} {WORD}\r\n\r\n",
    ):
        assert b"911" in server.raw(request.encode()), request[:60]
    # Somebody who goes away in the middle of a question.
    server.leave(f"GET /near/{ZIP}?{WORD}".encode())


@pytest.fixture(scope="module")
def visited(tmp_path_factory):
    """A site that logs all it can, after a visit with canaries."""
    home = tmp_path_factory.mktemp("visited") / "home"
    import_example(home)
    metrics = free_port()
    settings = {
        "LOCATOR_LOG_LEVEL": "debug",
        "LOCATOR_LOG_FORMAT": "json",
        "LOCATOR_METRICS_PORT": str(metrics),
        "LOCATOR_TRUSTED_PROXIES": "1",
        "LOCATOR_CONTACT": "desk@example.org",
    }
    with started(home, **settings) as server:
        server.statuses = visit(server)
        misbehave(server)
        server.numbers = server.get("/metrics", port=metrics)[2].decode()
        yield server


def found_in(text):
    return [canary for canary in CANARIES if canary.casefold() in text.casefold()]


def test_the_visit_asked_for_real_pages_and_for_errors(visited):
    assert {200, 302, 404} <= visited.statuses
    assert 500 not in visited.statuses


def test_no_log_line_holds_what_was_asked(visited):
    log = visited.log.read_text("utf-8")

    assert '"route":"pages.search"' in log  # it did log the visit
    assert '"route":"short_links.near"' in log
    assert '"level":"debug"' in log
    assert not found_in(log)
    assert MEDICINE not in log
    assert "/locations/" not in log


def test_no_number_holds_what_was_asked(visited):
    assert 'route="pages.search"' in visited.numbers
    assert not found_in(visited.numbers)
    assert not re.search(r'="[^"]*[/?]', visited.numbers)


def test_no_file_of_the_home_holds_what_was_asked(visited):
    files = [path for path in visited.home.rglob("*") if path.is_file()]

    assert any(path.suffix == ".db" for path in files)
    for path in files:
        assert not found_in(path.read_bytes().decode("latin-1")), path


def test_no_table_holds_what_was_asked(visited):
    with sqlite3.connect(visited.home / "locator.db") as database:
        rows = "\n".join(database.iterdump())
    database.close()

    assert "Example Bridge Clinic" in rows or "bridge-1" in rows
    assert not found_in(rows)
