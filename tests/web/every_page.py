"""Every page that a visitor can meet, for the tests that hold each one to a rule.

A new route that is neither here nor among what speaks to programs fails a test.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect

from locator.config import Settings
from locator.web import create_app
from locator.web.guides import GUIDES
from locator.web.translation import DEFAULT
from tests.web.invented import (
    COPIED,
    FakeStore,
    make_id,
    make_location,
    make_store,
    practice_store,
)

BAY = f"/locations/bay-street-health-{make_id(1)}"
SECRET = "a-secret-of-a-test-and-of-nobody-else"


@dataclass(frozen=True, slots=True)
class Visit:
    """One page: its address, on which site, and what it must answer."""

    name: str
    path: str
    status: int = 200
    site: str = "listed"
    sends: bool = False  # a form is sent to it
    framed: bool = False  # it is shown inside somebody else's page

    def in_language(self, code: str) -> "Visit":
        """Return the same page in another language."""
        prefix = "" if code == DEFAULT else f"/{code}"
        return replace(self, path=prefix + self.path)


VISITS = (
    Visit("home", "/"),
    Visit("results", "/search?near=02118&term=buprenorphine&term=methadone"),
    Visit("all", "/search?near=02118"),
    Visit("wide", "/search?near=02118&term=buprenorphine&radius=50"),
    Visit("second", "/search?near=02118&radius=100&page=2"),
    Visit("page-900", "/search?near=02118&page=900"),
    Visit("few", "/search?near=02118&radius=2&term=naltrexone"),
    Visit("emptied", "/search?near=02118&radius=1&term=hebrew"),
    Visit("beyond", "/search?near=59718&term=methadone&radius=5"),
    Visit("kratom-results", "/search?near=02118&term=buprenorphine&topic=kratom"),
    Visit("refused", "/search?near=xx&radius=900&term=nope", 422),
    Visit("nothing-asked", "/search", 422),
    Visit("misspelt", "/search?near=Bostn,+MA", 422),
    Visit("place", BAY),
    Visit("place-after-search", f"{BAY}?near=02118&term=naltrexone"),
    Visit("withheld", f"/locations/quiet-house-{make_id(4)}"),
    Visit("yearly", f"/locations/yearly-list-clinic-{make_id(5)}"),
    Visit("no-medicine", f"/locations/talk-only-center-{make_id(6)}"),
    Visit("restricted", f"/locations/county-jail-program-{make_id(8)}"),
    Visit("hostile", f"/locations/hostile-{make_id(9)}"),
    Visit("retired", f"/locations/gone-clinic-{make_id(77)}", 410),
    Visit("wrong", f"{BAY}/wrong"),
    Visit("wrong-refused", f"{BAY}/wrong", 422, sends=True),
    Visit("crisis", "/crisis"),
    Visit("about", "/about"),
    Visit("data", "/about/data"),
    Visit("privacy", "/privacy"),
    Visit("accessibility", "/accessibility"),
    Visit("guides", "/guides/"),
    Visit("words", "/guides/words"),
    *(Visit(f"guide-{guide.slug}", f"/guides/{guide.slug}") for guide in GUIDES),
    Visit("handout-form", "/handout"),
    Visit("handout", "/handout?near=02118"),
    Visit("handout-text", "/handout?near=02118&format=text"),
    Visit("handout-refused", "/handout?near=99999x", 422),
    Visit("doctor", "/doctor"),
    Visit("emergency-room", "/emergency-room"),
    Visit("link", "/link"),
    Visit("link-made", "/link?near=02118&term=methadone"),
    Visit("link-refused", "/link?near=02118&accent=red", 422),
    Visit("developers", "/developers"),
    Visit("leave", "/leave"),
    Visit("offline", "/offline"),
    Visit("kept", "/kept"),
    Visit("no-guide", "/guides/nothing", 404),
    Visit("no-place", "/locations/nowhere-zzzzzzzzzz", 404),
    Visit("no-page", "/nothing/here", 404),
    Visit("no-short-link", "/near/xx", 404),
    Visit("wrong-method", "/search", 405, sends=True),
    Visit("our-fault", BAY, 500, site="broken"),
    Visit("not-loaded", "/search?near=02118", 503, site="empty"),
    Visit("embed", "/embed", framed=True),
    Visit("embed-results", "/embed?near=02118&term=methadone", framed=True),
    Visit("embed-refused", "/embed?near=99999x", 422, framed=True),
    Visit("embed-not-loaded", "/embed?near=02118", 503, site="empty", framed=True),
    Visit("practice-home", "/", site="practice"),
    Visit("practice-results", "/search?near=02118", site="practice"),
    Visit("practice-place", BAY, site="practice"),
)
# These speak to programs, or lead elsewhere.
NO_PAGES = {
    "/near/<near>",
    "/near/<near>/<terms>",
    "/handout.txt",
    "/link/qr.svg",
    "/link/qr.png",
    "/static/<path:filename>",
    "/brand/<digest>/accent.css",
    "/brand/<digest>/logo.png",
    "/embed.js",
    "/embed/theme-<accent>.css",
    "/favicon.ico",
    "/locations/<key>/text",
    "/locations/<key>/contact.vcf",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap-<part>.xml",
    "/manifest.webmanifest",
    "/worker.js",
    "/healthz",
    "/readyz",
}
FOR_PROGRAMS = ("/api/", "/hsds")
DESK = "/desk"  # tests/desk walks those


def make_every_site(home: Path) -> dict[str, Flask]:
    """Make the sites in which the visits happen: with a list, without, broken."""
    gone = make_location(77, "Gone Clinic", retired_at=COPIED)
    stores = {
        "listed": make_store(retired=[gone]),
        "empty": FakeStore([]),
        "broken": make_store(broken=True),
        "practice": practice_store(),
    }
    return {name: _make(home / name, store) for name, store in stores.items()}


def _make(home: Path, store: FakeStore) -> Flask:
    home.mkdir()
    settings: dict[str, Any] = {
        "home": home,
        "database_url": "sqlite://",
        "contact": "help@clinic.example",
        "secret_key": SECRET,
    }
    return create_app(Settings(**settings), store=store)


def never_visited(app: Flask, visits: Iterable[Visit] = VISITS) -> set[str]:
    """Return the rules of the site that no visit and no list of exceptions names."""
    visited = {_rule(app, visit) for visit in visits}
    rules = {rule.rule for rule in app.url_map.iter_rules()}
    rest = rules - visited - NO_PAGES
    return {rule for rule in rest if not rule.startswith((*FOR_PROGRAMS, DESK))}


def _rule(app: Flask, visit: Visit) -> str:
    path = visit.path.partition("?")[0]
    try:
        matched, _ = app.url_map.bind("localhost").match(path, return_rule=True)
    except (NotFound, MethodNotAllowed, RequestRedirect):
        return ""
    return str(matched.rule)
