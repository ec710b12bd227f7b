"""`locator serve`: prepare the database, keep the directory fresh, run the web server."""

import os
import random
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import click

from locator import ingest
from locator.cli.data import LIVE_SOURCES, prepare_index, print_report, sync_source
from locator.cli.desk_work import work_after_sync
from locator.cli.session import opened_store
from locator.cli.web_server import WebServer
from locator.config import Settings
from locator.errors import ConfigError, DatabaseUnavailable, LocatorError, SyncBusy
from locator.search.home import newest_index
from locator.store import Store

if TYPE_CHECKING:
    from locator.web.site_file import Site

# SAMHSA's list changes weekly at most; a day keeps "copied" honest and load polite.
REFRESH_AFTER = timedelta(hours=20)
CHECK_EVERY_S = 3600
GENTLE = 19  # the priority of a pull beside a running site
FIRST_CONTACT_S = 10
# -P: nothing is loaded from the folder that the server was started in.
REFRESH = (sys.executable, "-P", "-m", "locator", "refresh")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
@click.pass_obj
def serve(settings: Settings, host: str, port: int, workers: int) -> None:
    """Serve the site, and keep its directory fresh in the background."""
    site = checked_site(settings)
    try:
        prepare(settings)
    except DatabaseUnavailable as error:
        if newest_index(settings.index_home) is None:
            raise
        click.echo(f"locator: {error} Until then the last list is served.", err=True)
    if settings.auto_sync and not settings.offline:
        start_refreshing()
    elif not settings.auto_sync:
        click.echo("LOCATOR_AUTO_SYNC=0: run `locator sync` from a timer.", err=True)
    click.echo(f"Serving http://{_shown(host)}:{port} (Ctrl+C stops)", err=True)
    WebServer(settings, f"{host}:{port}", workers, site).run()


def prepare(settings: Settings) -> None:
    """Bring the database up to date, and have something to serve where there can be."""
    with opened_store(settings) as store:
        loaded = store.state().version is not None
        if not loaded and settings.offline:
            load_practice(store, settings, reason="LOCATOR_OFFLINE is set")
        elif loaded:
            prepare_last_index(store, settings)
        if store.state().practice:
            tell_practice()


def prepare_last_index(store: Store, settings: Settings) -> None:
    """Build the index; where that cannot be done now, have the last one served."""
    try:
        prepare_index(store, settings)
    except ConfigError as error:  # a disk is full, or cannot be written
        if newest_index(settings.index_home) is None:
            raise
        click.echo(f"locator: {error} Until then the last list is served.", err=True)


def checked_site(settings: Settings) -> "Site":
    """Return the site file's words; one that cannot be used stops the command here."""
    from locator.web.site_file import read_site  # noqa: PLC0415 - it loads Flask

    return read_site(settings)


@click.command(hidden=True)
@click.option("--parent", type=int)
@click.pass_obj
def refresh(settings: Settings, parent: int | None) -> None:
    """Pull what is missing or old; again and again while the server PARENT runs."""
    if parent is None:
        refresh_once(settings)
        return
    while os.getppid() == parent:
        # Each time a process of its own: what takes most memory is the first to be
        # killed, and whatever ails one pull must not be the end of all.
        done = subprocess.run(REFRESH, stdin=subprocess.DEVNULL, check=False)  # noqa: S603 - our own command
        if done.returncode:
            click.echo(f"locator: {how_it_ended(done.returncode)}", err=True)
        # Jitter keeps a thousand installations from asking in the same minute.
        pause = CHECK_EVERY_S * random.uniform(0.8, 1.2)  # noqa: S311 - not a secret
        deadline = time.monotonic() + pause
        while time.monotonic() < deadline and os.getppid() == parent:
            time.sleep(1)


def how_it_ended(code: int) -> str:
    """Say how a pull in the background failed, and what comes next."""
    by = f"was killed by signal {-code}" if code < 0 else f"ended with exit code {code}"
    return f"The pull in the background {by}; the next is within an hour or so."


def refresh_once(settings: Settings) -> None:
    """Pull every live source that is due, and do the desk's work after it."""
    with opened_store(settings) as store:
        if store.state().version is not None:
            # Visitors come first, once they have anything to see.
            os.setpriority(os.PRIO_PROCESS, 0, GENTLE)
        refresh_all(store, settings)
        work_after_sync(store, settings)


def refresh_all(store: Store, settings: Settings) -> None:
    """Pull every live source that is due, SAMHSA's own list first.

    The other lists only add to it: alone they would make most of the country look empty.
    """
    for source_id in LIVE_SOURCES:
        if is_due(store, source_id, datetime.now(UTC)):
            refresh_source(store, settings, source_id)
        state = store.state()
        if state.version is None or state.practice:
            return


def is_due(store: Store, source_id: str, now: datetime) -> bool:
    """Tell whether a source was never pulled, or long enough ago to ask again."""
    if store.state().practice:
        return True
    for source in store.sources():
        if source.source == source_id and source.full_at is not None:
            # A copy of a day to come was made by a clock that was wrong.
            return not timedelta(0) <= now - source.full_at <= REFRESH_AFTER
    return True


def refresh_source(store: Store, settings: Settings, source_id: str) -> None:
    """Pull one source; without any directory and any network, load the practice one."""
    try:
        # With no list at all, nobody should wait long to learn that none will come.
        hurry = FIRST_CONTACT_S if store.state().version is None else None
        report = sync_source(store, settings, source_id, first_contact_s=hurry)
    except SyncBusy:
        return
    except LocatorError as error:
        click.echo(f"locator: {source_id}: {error}", err=True)
        if store.state().version is None:
            load_practice(store, settings, reason="the directory could not be pulled")
            tell_practice()
    else:
        print_report(report)
        prepare_index(store, settings)


def load_practice(store: Store, settings: Settings, *, reason: str) -> None:
    """Load the invented places, so that a new user sees the site work."""
    click.echo(f"No real directory: {reason}.", err=True)
    with ingest.SyncLock(settings.home):
        ingest.load_practice(store, home=settings.home, now=datetime.now(UTC))
    prepare_index(store, settings)


def tell_practice() -> None:
    """Say loudly that nothing shown is real, and what to do next."""
    click.secho(
        "\n  PRACTICE DIRECTORY: every place on this site is invented.\n"
        "  Nobody can be reached at these numbers. It is shown on this machine only.\n"
        "\n  To load the real one:\n"
        "    locator sync                            with a network\n"
        "    locator import findtreatment FILE       a file from findtreatment.gov\n"
        "    locator import national-directory FILE  SAMHSA's yearly workbook\n",
        fg="yellow",
        bold=True,
        err=True,
    )


def start_refreshing() -> None:
    """Start the background pull as a process of its own, which ends with this one."""
    subprocess.Popen(  # noqa: S603 - our own command
        [*REFRESH, "--parent", str(os.getpid())], stdin=subprocess.DEVNULL
    )


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
