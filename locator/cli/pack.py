"""The command that prints a county: `locator pack --county FIPS`."""

from datetime import UTC, datetime
from typing import IO

import click

from locator.cli.ask import NO_DIRECTORY
from locator.cli.session import opened_store
from locator.config import Settings
from locator.errors import DirectoryNotLoaded
from locator.places.counties import lookup_county
from locator.web import create_app


@click.command()
@click.option("--county", "fips", required=True, help="Its FIPS code, such as 25025.")
@click.option("-o", "--output", type=click.File("w", encoding="utf-8"), default="-")
@click.option("--jail", is_flag=True, help="Leave out the QR code.")
@click.pass_obj
def pack(settings: Settings, fips: str, output: IO[str], jail: bool) -> None:
    """Write a county's places as one HTML file to print, with its date."""
    from locator.web.pack import render_pack  # noqa: PLC0415 - it loads Flask

    county = lookup_county(fips)
    with opened_store(settings) as store:
        if store.state().version is None:
            raise DirectoryNotLoaded(NO_DIRECTORY)
        page = render_pack(
            create_app(settings, store=store),
            county,
            store.locations(),
            store.sources(),
            datetime.now(UTC),
            address=None if jail else settings.base_url,
        )
    output.write(page)
