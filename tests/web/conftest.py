"""The site over invented places, and a browser that holds each page to the rules."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from locator.config import Settings
from locator.web import create_app
from tests.web.house_rules import Page, check_page
from tests.web.invented import FakeStore, make_store

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}


def check_headers(response: TestResponse) -> None:
    for name, value in HEADERS.items():
        assert response.headers[name] == value
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "Permissions-Policy" in response.headers
    assert "Set-Cookie" not in response.headers


class HouseClient:
    """Fetches pages and fails on any that breaks a house rule."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()

    def get(self, path: str, status: int = 200, **options) -> TestResponse:
        response = self.client.get(path, buffered=True, **options)
        check_headers(response)
        assert response.status_code == status, (path, response.status_code)
        return response

    def page(self, path: str, status: int = 200, **options) -> Page:
        response = self.get(path, status, **options)
        assert response.mimetype == "text/html"
        return check_page(response.text)

    def json(self, path: str, status: int = 200, **options):
        response = self.get(path, status, **options)
        kind = "application/json" if status == 200 else "application/problem+json"
        assert response.mimetype == kind
        return response.get_json(force=True)


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[..., HouseClient]:
    def make(store: FakeStore | None = None, **changes) -> HouseClient:
        settings = Settings(home=tmp_path, database_url="sqlite://", **changes)
        return HouseClient(create_app(settings, store=store or make_store()))

    return make


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> HouseClient:
    """The site over real-looking places; tests only read it."""
    settings = Settings(home=tmp_path_factory.mktemp("site"), database_url="sqlite://")
    return HouseClient(create_app(settings, store=make_store()))
