"""A served site answers what attackers ask as it should; the probe would notice if not."""

import http.server
import threading

import pytest

from tests.operations.conftest import started
from tools import probe

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("probe")]


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with started(tmp_path_factory.mktemp("probed") / "home") as server:
        yield probe.Prober(f"http://127.0.0.1:{server.port}")


@pytest.mark.parametrize("check", probe.CHECKS, ids=lambda check: check.__name__)
def test_the_served_site_passes(served, check):
    assert list(check(served)) == []


class Careless(http.server.BaseHTTPRequestHandler):
    """Does everything that a site must not."""

    protocol_version = "HTTP/1.1"

    def answer(self):
        body = f"<p>{self.path} {self.headers}</p>{probe.SCRIPT}".encode()
        self.send_response(302 if "evil" in self.path else 200)
        self.send_header("Set-Cookie", "who=you")
        self.send_header("Content-Type", "text/html")
        self.send_header("Location", "https://evil.example/")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_TRACE = do_PUT = answer  # noqa: N815 - as the library names them

    def log_message(self, *_args): ...


@pytest.fixture(scope="module")
def careless():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Careless)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield probe.Prober(f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("check", probe.CHECKS, ids=lambda check: check.__name__)
def test_a_careless_site_fails_every_check(careless, check):
    assert list(check(careless))
