"""Commands that keep the database itself."""

import click

from locator.config import Settings
from locator.store import open_store


@click.group()
def db() -> None:
    """Keep the database."""


@db.command()
@click.pass_obj
def upgrade(settings: Settings) -> None:
    """Bring the database's tables up to date."""
    settings.home.mkdir(parents=True, exist_ok=True)
    store = open_store(settings.database_url)
    try:
        store.upgrade()
    finally:
        store.close()
    click.echo("The database is up to date.")
