"""What the shipped nginx configuration does, with nginx itself running it."""

import contextlib
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest

from locator.web.unavailable import unavailable_page
from tests.deploy.conftest import DEPLOY, fronted, fronted_site
from tests.web.house_rules import CRISIS

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("nginx")]

CANARY = "48226"
LONG = "/search?near=" + "9" * 5000
FAR_TOO_LONG = "/search?near=" + "9" * 9000


def place_path(front):
    page = front.ask("/search?near=02118&radius=50")[1].decode()
    return re.search(r'href="(/locations/[^"?#]+)', page)[1]


def test_the_error_page_is_made_of_the_lines_of_today():
    shipped = (DEPLOY / "nginx/unavailable.html").read_text("utf-8")

    assert shipped == unavailable_page(), "run: python -m tools.build_unavailable"


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/guides/overdose", "guides.show"),
        ("/es/guides/tonight", "guides.show"),
        ("/about", "content.about"),
        ("/privacy", "content.privacy"),
        ("PLACE", "places.location"),
    ],
)
def test_public_pages_are_asked_of_the_site_once(front, path, route):
    path = place_path(front) if path == "PLACE" else path
    before = front.answered(route)

    answers = [front.ask(path, **{"Accept-Encoding": "gzip, br"}) for _ in range(5)]

    assert {answer.status for answer, _ in answers} == {200}
    assert len({body for _, body in answers}) == 1
    assert front.answered(route) == before + 1


def test_a_cached_page_is_packed_only_for_who_can_read_it(front):
    packed, _ = front.ask("/guides/kratom", **{"Accept-Encoding": "gzip"})
    plain, body = front.ask("/guides/kratom", **{"Accept-Encoding": "gzip;q=0"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert plain.headers["Content-Encoding"] is None
    assert b"<html" in body


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/search?near=02118", "pages.search"),
        ("/es/search?near=02118", "pages.search"),
        ("/near/02118", "short_links.near"),
        ("/es/near/02118", "short_links.near"),
        ("/api/v1/locations?near=02118", "api.locations"),
        ("/guides/paying?near=02118", "guides.show"),
    ],
)
def test_searches_are_never_kept(front, path, route):
    before = front.answered(route)

    for _ in range(3):
        front.ask(path)

    assert front.answered(route) == before + 3


def test_who_sends_a_cookie_gets_nothing_shared(front):
    before = front.answered("guides.show")

    for _ in range(2):
        front.ask("/guides/leaving", Cookie="a=b")

    assert front.answered("guides.show") == before + 2


def test_static_files_are_kept_by_their_digest(front):
    page = front.ask("/about")[1].decode()
    path = re.search(r'href="(/static/site\.css\?v=\w+)"', page)[1]
    before = front.answered("static")

    assert {front.ask(path)[0].status for _ in range(4)} == {200}
    assert front.answered("static") == before + 1


# What nobody can read, and what it is called.
UNREADABLE = [
    (f"GET {FAR_TOO_LONG} HTTP/1.1", 414),
    ("GET /near/48226 HTTP/1.1\r\nHost: again", 400),
    (f"GET / HTTP/1.1\r\nX: {'48226' * 1800}", 400),
    ("POST /es/near/48226 HTTP/1.1\r\nContent-Length: 99999999", 413),
    ("TRACE /near/48226 HTTP/1.1", 405),
    ("POST / HTTP/1.1\r\nTransfer-Encoding: 48226", 501),
    ("GET /near/48226 HTTP/7.9", 505),
]


@pytest.mark.parametrize(
    ("request_line", "status", "encrypted"),
    [
        # The site's own answer: without TLS nginx reads it, and sends whoever asks on.
        (f"GET {LONG} HTTP/1.1", 414, True),
        *((*case, encrypted) for case in UNREADABLE for encrypted in (True, False)),
    ],
)
def test_what_cannot_be_read_gets_the_crisis_lines(
    front, request_line, status, encrypted
):
    request = f"{request_line}\r\nHost: localhost\r\n\r\n".encode()
    answer = front.raw(request, encrypted=encrypted)

    assert answer.startswith(f"HTTP/1.1 {status}".encode())
    assert all(f'href="{line}"'.encode() in answer for line in CRISIS)


def test_tls_answers_say_so_for_two_years(front):
    for path in ("/crisis", "/search?near=02118"):
        said = front.ask(path)[0].headers.get_all("Strict-Transport-Security")
        assert said == ["max-age=63072000"]


def test_the_site_learns_addresses_from_nginx_alone(front):
    answer, _ = front.ask("/healthz", **{"X-Forwarded-For": "203.0.113.77"})

    assert answer.status == 200
    assert b"203.0.113.77" not in front.written()


def test_nothing_that_was_asked_is_in_any_log(front):
    for path in ("/search?near=", "/near/", "/es/near/", "/api/v1/locations?near="):
        front.ask(f"{path}{CANARY}")
    front.ask(f"/locations/canary-{CANARY}-0000000001")
    front.raw(f"GET /near/{CANARY} HTTP/1.1\r\nBad Name {CANARY}\r\n\r\n".encode())
    front.raw(f"GET {LONG}{CANARY} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())

    logs = [path for path in front.logs() if path.suffix == ".log"]
    written = b"".join(path.read_bytes() for path in [*logs, front.server.log])
    assert b"pages.search" in written
    assert CANARY.encode() not in written
    assert b"9999999" not in written


def test_no_search_lies_in_the_cache(front):
    front.ask("/guides/overdose")
    front.ask(f"/search?near={CANARY}")
    kept = b"".join(
        path.read_bytes()
        for path in (front.folder / "cache").rglob("*")
        if path.is_file()
    )

    assert b"/guides/overdose" in kept
    assert CANARY.encode() not in kept


def test_a_cache_that_cannot_be_written_writes_no_request_to_the_log(tmp_path):
    with fronted_site(tmp_path) as front:
        for name in "0123456789abcdef":
            (front.folder / "cache" / name).touch()  # where folders should be made
        with contextlib.suppress(OSError):
            front.ask(f"/guides/overdose/{CANARY}")
        with contextlib.suppress(OSError):
            front.ask("/guides/overdose")

        written = b"".join(path.read_bytes() for path in front.logs() if path.is_file())
        assert b"/guides/overdose" not in written
        assert b"127.0.0.1, server" not in written


class Changing(BaseHTTPRequestHandler):
    """A page that may be kept for a second, and is another each time it is asked for."""

    asked = 0

    def do_GET(self):
        Changing.asked += 1
        body = str(Changing.asked).encode()
        self.send_response(200)
        self.send_header("Cache-Control", "public, s-maxage=1, stale-if-error=86400")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        pass


def test_nobody_is_given_a_page_whose_time_is_over_while_the_site_is_up(tmp_path):
    """It may tell a street that is private by now."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Changing) as site:
        threading.Thread(target=site.serve_forever).start()
        try:
            port = site.server_address[1]
            with fronted(SimpleNamespace(port=port), tmp_path / "nginx") as front:
                seen = [front.ask("/about")[1] for _ in range(3)]
                time.sleep(2.1)
                later = front.ask("/about")[1]
        finally:
            site.shutdown()

    assert seen == [b"1"] * 3
    assert later == b"2"


def test_while_the_site_is_down_guides_and_crisis_lines_stay(tmp_path):
    with fronted_site(tmp_path) as front:
        front.ask("/guides/medicines")
        front.server.process.terminate()
        front.server.process.wait(30)

        assert front.ask("/guides/medicines")[0].status == 200
        answer, body = front.ask("/search?near=02118")
        assert answer.status == 502
        assert body.decode() == unavailable_page()
