"""What every command shares: the opened store, the progress bar, the exit codes."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
)

from locator.config import Settings
from locator.errors import (
    BadBackup,
    ConfigError,
    InconsistentPull,
    InvalidSearch,
    LocatorError,
    PullRefused,
    RestoreRefused,
    SourceChanged,
    SyncBusy,
)
from locator.store import Store, open_store
from locator.web.phone_checks import CheckWatch, use_checks

REFUSALS = (PullRefused, InconsistentPull, SourceChanged, BadBackup, RestoreRefused)
FAILED, USAGE, REFUSED, OVERDUE, BUSY = 1, 2, 3, 4, 5

ProgressCallback = Callable[[str, int, int | None], None]


def exit_code(error: LocatorError) -> int:
    """Return what the shell is told about an error."""
    if isinstance(error, REFUSALS):
        return REFUSED
    if isinstance(error, SyncBusy):
        return BUSY
    if isinstance(error, (ConfigError, InvalidSearch)):
        return USAGE
    return FAILED


@contextmanager
def opened_store(settings: Settings) -> Iterator[Store]:
    """Open the database, migrated if it is SQLite, and close it afterwards."""
    settings.home.mkdir(parents=True, exist_ok=True)
    store = open_store(settings.database_url)
    try:
        store.ensure_schema()
        show_phone_checks(store)
        yield store
    finally:
        store.close()


def show_phone_checks(store: Store) -> None:
    """Let what this command prints tell what places said on the phone."""
    # Looked up once: answers are often printed after the store is closed.
    watch = CheckWatch(store.desk, math.inf)
    watch.look()
    use_checks(watch)
    if context := click.get_current_context(silent=True):
        context.call_on_close(lambda: use_checks(None))


@contextmanager
def progress_bar() -> Iterator[ProgressCallback]:
    """Draw one bar a stage on stderr; plain lines where stderr is not a terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _plain_progress()
        return
    columns = (
        TextColumn("{task.description:<28}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        tasks: dict[str, object] = {}

        def advance(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)  # type: ignore[arg-type]  # rich's TaskID is an int in disguise

        yield advance


def _plain_progress() -> ProgressCallback:
    seen: set[str] = set()

    def advance(stage: str, _done: int, _total: int | None) -> None:
        if stage not in seen:
            seen.add(stage)
            click.echo(f"{stage} …", err=True)

    return advance
