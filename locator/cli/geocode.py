"""`locator geocode`: asks for the points that no list gives; off until it is set up."""

from datetime import UTC, datetime

import click

from locator import ingest
from locator.cli.data import prepare_index
from locator.cli.session import opened_store, progress_bar
from locator.config import Settings
from locator.errors import ConfigError
from locator.geocode import PROVIDERS, Geocoder, make_geocoder
from locator.http import make_fetcher


@click.command()
@click.option(
    "--limit", type=click.IntRange(min=1), help="Ask for at most this many addresses."
)
@click.pass_obj
def geocode(settings: Settings, limit: int | None) -> None:
    """Ask LOCATOR_GEOCODER for the places that have a street and no coordinates.

    Every answer is kept at once: stop it when you like, and run it again to go on.
    """
    geocoder = chosen_geocoder(settings)
    with opened_store(settings) as store:
        with progress_bar() as progress:
            report = ingest.fill_gaps(
                store,
                geocoder,
                home=settings.home,
                now=datetime.now(UTC),
                limit=limit,
                progress=progress,
            )
        for line in report.lines():
            click.echo(line)
        if report.changed:
            prepare_index(store, settings)


def chosen_geocoder(settings: Settings) -> Geocoder:
    """Return the geocoder that is set up; raise ConfigError where none may be asked."""
    if settings.geocoder is None:
        raise ConfigError(
            "No geocoder is set up, so no address is sent to anyone. To have one asked,"
            f" set LOCATOR_GEOCODER to one of: {', '.join(PROVIDERS)}."
        )
    if settings.offline:
        raise ConfigError("LOCATOR_OFFLINE is set, so no geocoder is asked. Unset it.")
    fetcher = make_fetcher(
        user_agent=settings.user_agent, pace_s=settings.geocoder_pace_s
    )
    return make_geocoder(settings.geocoder, settings.geocoder_url, fetcher)
