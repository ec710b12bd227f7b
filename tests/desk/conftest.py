"""A real store with a few invented places, the site over it, and somebody at the desk."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from locator.config import Settings
from locator.records import Location
from locator.store import Change, Deed, DeskUser, SeenListing, Store, open_store
from locator.store.packing import pack_raw
from locator.web import create_app
from locator.web.desk.passwords import hash_password
from tests.store.samples import run_facts
from tests.web.invented import HOSTILE, make_id, make_listing, make_location

PASSWORD = "correct horse battery"
HASHED = hash_password(PASSWORD)
PLACE = make_id(1)
PAGE = f"/locations/harbor-light-clinic-1-{PLACE}"
NUMBER = "+16175550101"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TOKEN = re.compile(r'name="(?:csrf_)?token"\s+value="([^"]+)"')


def places() -> list[Location]:
    hostile = make_location(3, HOSTILE, slug="hostile")
    return [make_location(1), make_location(2), hostile]


def fill(store: Store, locations: list[Location], **facts) -> None:
    """Save places as the newest full run of their list."""
    listings = [make_listing(one) for one in locations]
    seen = [
        SeenListing(kept.founding_key, kept.listing, pack_raw({})) for kept in listings
    ]
    stamp = store.state().stamp
    store.save(
        Change(stamp=stamp, run=run_facts(), seen=seen, locations=locations, **facts)
    )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def store(database_url):
    store = open_store(database_url)
    store.ensure_schema()
    fill(store, places())
    yield store
    store.close()


@pytest.fixture
def staff(store) -> str:
    """Somebody who may sign in."""
    add_user(store, "ana")
    return "ana"


def add_user(store: Store, name: str, role: str = "Front desk") -> None:
    user = DeskUser(name, role, HASHED)
    store.desk.add_user(user, Deed(NOW, "terminal", "added user", detail=name))


@pytest.fixture
def make_client(home, store, database_url) -> Callable[..., FlaskClient]:
    def make(**changes) -> FlaskClient:
        if not database_url.startswith("sqlite"):  # nodes of a server share a key
            changes.setdefault("secret_key", "k" * 40)
        settings = Settings(home=home, database_url=database_url, **changes)
        app = create_app(settings, store=store)
        app.extensions["desk_work"] = lambda: None
        directory = app.extensions["directory"]
        # Tests do not wait two seconds for what another worker wrote.
        checks = type(directory.checks)(store.desk, 0.0)
        app.extensions["directory"] = replace(directory, checks=checks)
        return app.test_client()

    return make


@pytest.fixture
def client(make_client) -> FlaskClient:
    return make_client()


@pytest.fixture
def ana(client, staff) -> FlaskClient:
    """A browser in which somebody is signed in."""
    answer = sign_in(client, staff)
    assert answer.status_code == 303
    return client


def sign_in(client: FlaskClient, name: str, password: str = PASSWORD, **options):
    token = token_of(client, "/desk/login")
    form = {"name": name, "password": password, "csrf_token": token}
    return client.post("/desk/login", data=form, **options)


def token_of(client: FlaskClient, path: str) -> str:
    return TOKEN.search(client.get(path).text)[1]


def send(client: FlaskClient, path: str, page: str | None = None, **form):
    """Send a form of the desk with the token of a page."""
    token = token_of(client, page or f"/desk/places/{PLACE}")
    return client.post(path, data={"csrf_token": token, **form})


def today() -> date:
    """Return the day it is, asked again by each test: a run may last over midnight."""
    return datetime.now(UTC).date()


def check(client: FlaskClient, place: str = PLACE, **form):
    form = {"checked_on": today().isoformat(), "number": NUMBER, **form}
    return send(client, f"/desk/places/{place}/check", **form)
