"""A real browser, and the site over invented places on loopback."""

import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from locator.config import Settings
from locator.web import create_app
from tests.web.invented import FakeStore, make_store, practice_store

PHONE = {"width": 360, "height": 740}


class QuietHandler(WSGIRequestHandler):
    def log(self, *_args) -> None: ...


def whole(app):
    """Give every answer of an app whole and closed.

    werkzeug's server closes none where a browser goes away while it is read out, and
    whichever test runs when the file is thrown away would fail for it.
    """

    def answer(environ, start_response):
        parts = app(environ, start_response)
        try:
            return [b"".join(parts)]
        finally:
            getattr(parts, "close", list)()

    return answer


def quiet_server(app) -> BaseWSGIServer:
    """Return a server of an app on a free port of loopback, not yet started."""
    return make_server(
        "127.0.0.1", 0, whole(app), threaded=True, request_handler=QuietHandler
    )


@pytest.fixture(scope="session")
def serve_app() -> Iterator:
    """Serve an app on loopback; returns its address."""
    servers = []

    def start(app: Flask) -> str:
        server = quiet_server(app)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        servers.append((server, thread))
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server, thread in servers:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def serve(serve_app, tmp_path_factory):
    """Serve the site over a store; returns its address."""

    def start(store: FakeStore) -> str:
        home = tmp_path_factory.mktemp("home")
        settings = Settings(home=home, database_url="sqlite://")
        return serve_app(create_app(settings, store=store))

    return start


@pytest.fixture(scope="session")
def address(serve) -> str:
    return serve(make_store())


@pytest.fixture(scope="session")
def practice_address(serve) -> str:
    return serve(practice_store())


@pytest.fixture(scope="session")
def empty_address(serve) -> str:
    return serve(FakeStore([]))


@pytest.fixture
def open_page(browser) -> Iterator:
    """Open pages in fresh contexts; a cookie or a foreign request fails the test."""
    contexts: list[BrowserContext] = []
    asked: list[str] = []

    def open_(url: str, **options) -> Page:
        options.setdefault("viewport", PHONE)
        # It fetches twenty pages after the first; the tests of it ask for it.
        options.setdefault("service_workers", "block")
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(url)
        return page

    yield open_
    for context in contexts:
        assert not context.cookies()
        context.close()
    assert not [url for url in asked if not url.startswith("http://127.0.0.1:")]
