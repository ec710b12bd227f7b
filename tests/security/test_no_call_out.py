"""Answering a visitor opens no connection, whatever a directory or a visitor wrote."""

import socket
from dataclasses import replace

import pytest

from tests.web.invented import FakeStore, make_id, make_location

HOSTILE = [
    "http://169.254.169.254/latest/meta-data/", "https://localhost:1/",
    "file:///etc/passwd", "gopher://127.0.0.1:1/", "http://[::1]:1/", "javascript:alert(1)",
]  # fmt: skip


@pytest.fixture
def no_connection(monkeypatch):
    def refuse(*_args, **_options):
        pytest.fail("a connection was opened")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize("website", HOSTILE)
def test_a_hostile_website_is_never_fetched(make_site, no_connection, website):
    place = replace(make_location(1), website=website)
    site = make_site(FakeStore([place]), geocoder="nominatim", geocoder_url=HOSTILE[0])

    for path in (
        f"/locations/{place.slug}-{make_id(1)}",
        "/search?near=02118",
        "/api/v1/locations?near=02118",
        "/handout?near=02118",
        "/search?near=http://169.254.169.254/",
    ):
        assert site.client.get(path, buffered=True).status_code in {200, 422}
