"""What the desk needs done apart from the web: a slow look over the whole directory."""

from datetime import UTC, datetime

import click
import msgspec
from filelock import FileLock

from locator.config import Settings
from locator.errors import LocatorError, SyncBusy
from locator.ingest.desk import lay_decisions
from locator.merge import find_doubts
from locator.search import ensure_index
from locator.store import Store

PATIENCE_S = 600
MOST_PAIRS = 50


def do_work(store: Store, settings: Settings) -> str:
    """Lay waiting decisions, delete old words, find doubts; say what was done.

    Only one does it at a time; who comes second waits and finds less to do. Raises
    SyncBusy while a sync runs, which takes up the decisions when it ends.
    """
    now = datetime.now(UTC)
    with FileLock(settings.home / "desk.lock", timeout=PATIENCE_S):
        forgotten = store.desk.forget_words(now.date())
        laid = lay_decisions(store, home=settings.home, now=now)
        if laid and store.state().version is not None:
            ensure_index(store, settings.index_home)
        find_desk_doubts(store, now)
    return f"{laid} decisions laid over the list; words of {forgotten} reports deleted."


def find_desk_doubts(store: Store, now: datetime) -> None:
    """Keep what is most in doubt, if the directory has changed since the last look."""
    from locator.web.desk.doubts import desk_doubts  # noqa: PLC0415 - slow to load

    version = store.state().version
    _, seen = store.desk.doubts()
    if version is None or version == seen:
        return
    decided = [
        frozenset((one.listing_key, one.other_key))
        for one in store.decisions()
        if one.other_key
    ]
    listings = store.shown_listings()
    pairs = find_doubts(store.listings(), decided=decided, limit=MOST_PAIRS)
    found = desk_doubts(store.locations(), listings, pairs, now.date())
    store.desk.keep_doubts(msgspec.json.encode(found).decode(), version)


def work_after_sync(store: Store, settings: Settings) -> None:
    """Delete old words; do what waits, where there is a desk; never harm the sync."""
    try:
        store.desk.forget_words(datetime.now(UTC).date())
        if store.desk.users() or store.desk.waiting():
            do_work(store, settings)
    except SyncBusy:
        return
    except LocatorError as error:
        click.echo(f"locator: desk: {error}", err=True)
