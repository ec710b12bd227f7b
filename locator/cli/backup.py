"""`locator backup` and `locator restore`: the whole database as one checked file."""

from pathlib import Path

import click

from locator import ingest
from locator.cli.data import prepare_index
from locator.cli.session import opened_store
from locator.config import Settings
from locator.errors import RestoreRefused
from locator.store import open_store

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=FILE)
@click.pass_obj
def backup(settings: Settings, file: Path) -> None:
    """Write everything in the database to FILE, also while the site serves.

    The file can be read by its owner only: it holds what visitors and the desk wrote.
    """
    with opened_store(settings) as store:
        rows = store.back_up(file)
        version = store.state().version or "none"
    click.echo(f"{rows} rows kept in {file}; directory version {version}.")


@click.command()
@click.argument("file", type=FILE)
@click.option("--replace", is_flag=True, help="Give up what the database holds now.")
@click.pass_obj
def restore(settings: Settings, file: Path, replace: bool) -> None:
    """Bring a backup back: all of it or, where it is damaged, nothing.

    It may come from another kind of database or from an older version.
    """
    settings.home.mkdir(parents=True, exist_ok=True)
    store = open_store(settings.database_url)
    try:
        with ingest.SyncLock(settings.home):
            if store.holds_anything() and not replace:
                raise RestoreRefused(
                    "The database is not empty. Make a backup of it, then say --replace."
                )
            made_at = store.restore(file)
        if store.state().version is not None:
            prepare_index(store, settings)
        places = store.state().locations
    finally:
        store.close()
    click.echo(f"Restored {places} places as of {made_at}.")
