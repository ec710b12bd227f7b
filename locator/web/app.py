"""The app factory: wiring only."""

from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask, Response
from flask.templating import Environment
from werkzeug.datastructures import Headers

from locator.config import Settings
from locator.search import DirectoryWatch
from locator.store import Store, open_store
from locator.web import (
    api,
    assets,
    branding,
    card_shelf,
    content,
    counts,
    desk,
    developers,
    embed,
    embed_files,
    errors,
    footnotes,
    gapped,
    guides,
    headers,
    indexing,
    kept_parts,
    languages,
    link_maker,
    map_page,
    metrics,
    offline,
    operators,
    pages,
    paper,
    places,
    proxies,
    rate_limits,
    reports,
    request_log,
    short_links,
    sitemap,
    strict_headers,
)
from locator.web.api import replies
from locator.web.directory import Directory
from locator.web.hsds.views import hsds
from locator.web.phone_checks import CheckWatch
from locator.web.site_file import Site, read_site

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

PACKAGE = Path(__file__).resolve().parent.parent
BLUEPRINTS = (
    pages.pages,
    places.places,
    content.content,
    short_links.short_links,
    paper.paper,
    link_maker.link_maker,
    embed.embed,
    embed_files.embed_files,
    guides.guides,
    api.api,
    hsds,
    developers.developers,
    offline.offline,
    operators.operators,
    sitemap.sitemap,
)
# In this order: what answers last is asked first to finish an answer.
PARTS = (
    metrics,
    request_log,
    desk,
    reports,
    languages,
    map_page,
    assets,
    branding,
    card_shelf,
    counts,
    footnotes,
    gapped,
    indexing,
    kept_parts,
    offline,
    errors,
    headers,
    replies,
    rate_limits,
    proxies,
    strict_headers,
)


class Answer(Response):
    """An answer whose headers are copied only where they may have to change."""

    def get_wsgi_headers(self, environ: "WSGIEnvironment") -> Headers:
        """Return the headers; those of a whole page are what they must be already."""
        if self.status_code == 200 and "Content-Length" in self.headers:
            return self.headers
        return super().get_wsgi_headers(environ)


class PlainEnvironment(Environment):
    """Templates whose globals are all there before the first one is loaded.

    In one plain dict: Jinja's chain of them is walked key by key for every import.
    """

    def make_globals(
        self, d: MutableMapping[str, Any] | None
    ) -> MutableMapping[str, Any]:
        """Return what every template knows, and what one knows besides."""
        return {**self.globals, **(d or {})}


class PlainFlask(Flask):
    """A Flask whose functions are all plain ones, so that nobody looks at each call."""

    response_class = Answer
    jinja_environment = PlainEnvironment

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function: there is no coroutine to wait for."""
        return func


def make_app(
    settings: Settings, store: Store | None, site: Site | None = None
) -> Flask:
    """Make the app from its parts; nothing is decided here."""
    app = PlainFlask(
        "locator.web",
        template_folder=str(asset_folder("templates")),
        static_folder=str(asset_folder("static")),
    )
    app.extensions["site"] = read_site(settings) if site is None else site
    app.config["MAX_CONTENT_LENGTH"] = 64 * 1024
    app.json.sort_keys = False  # type: ignore[attr-defined]  # Flask's own provider has it
    if store is None:
        store = open_store(settings.database_url, settings.read_database_url)
    watch = DirectoryWatch(store, settings.index_home)
    checks = CheckWatch(store.desk)
    app.extensions["directory"] = Directory(settings, store, watch, checks=checks)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for part in PARTS:
        part.init_app(app)
    return app


def asset_folder(name: str) -> Path:
    """Return `templates` or `static`: inside the installed package or the checkout."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name
