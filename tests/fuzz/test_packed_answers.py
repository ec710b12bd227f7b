"""Answers of a live directory that are packed to hurt: refused before they unfold."""

import gzip
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from locator.errors import SourceChanged, TooLarge
from locator.http import make_fetcher

pytestmark = pytest.mark.server


class Packed(BaseHTTPRequestHandler):
    """Answers with a body and says how it is packed."""

    body, packing = b"", "gzip"

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Encoding", self.packing)
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_words):
        """Say nothing."""


@pytest.fixture
def address():
    server = HTTPServer(("127.0.0.1", 0), Packed)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


def ask(address, **limits):
    return make_fetcher(user_agent="tests", **limits).get_json(address, {})


def test_what_unpacks_to_more_than_is_read_is_refused(address, monkeypatch):
    monkeypatch.setattr(Packed, "body", gzip.compress(b"[" + b" " * 2**24))
    with pytest.raises(TooLarge, match="LOCATOR_PULL_MAX_MB"):
        ask(address, max_mb=4)


def test_what_is_packed_more_than_once_is_refused(address, monkeypatch):
    monkeypatch.setattr(Packed, "body", gzip.compress(gzip.compress(b"[]")))
    monkeypatch.setattr(Packed, "packing", "gzip, gzip")
    with pytest.raises(SourceChanged, match="more than once"):
        ask(address)


def test_what_would_be_far_larger_in_memory_is_refused(address, monkeypatch):
    monkeypatch.setattr(Packed, "body", gzip.compress(b"[" + b"{}," * 4_100_000))
    with pytest.raises(TooLarge, match="values"):
        ask(address)
