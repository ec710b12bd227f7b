"""`locator site check`: what the site file adds, and what is wrong with it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from locator.config import Settings

if TYPE_CHECKING:
    from locator.web.site_file import Site

NOTHING = "Nothing is added: the site shows its own name and looks."


@click.group()
def site() -> None:
    """Look at `site.toml`, the file of your own name, looks and words."""


@site.command()
@click.pass_obj
def check(settings: Settings) -> None:
    """Say what the file adds; exit 2 with the key that is wrong where it cannot be used.

    `locator serve` reads the file once, when it starts, and does not start with a bad one:
    check it before you restart.
    """
    from locator.web.site_file import (  # noqa: PLC0415 - it loads Flask
        missing_languages,
        read_site,
    )

    site = read_site(settings)
    added = [f"{name}: {value}" for name, value in _parts(site) if value]
    for line in added or [NOTHING]:
        click.echo(line)
    for key in missing_languages(site):
        click.echo(f"not said yet: {key}; English is shown")


def _parts(site: "Site") -> Iterator[tuple[str, str | None]]:
    yield "name", site.name
    if site.logo:
        yield "logo", f"{site.logo.width} by {site.logo.height} pixels"
    if site.accent:
        yield "accent", f"{site.accent.light}, in the dark {site.accent.dark}"
    yield "home.zip", site.default_zip
    yield "home.area", site.area.get("en")
    if site.crisis_line:
        yield "crisis_line", f"{site.crisis_line.label['en']} {site.crisis_line.number}"
    contact = site.contact
    yield (
        "contact",
        ", ".join(filter(None, (contact.email, contact.phone, contact.page))),
    )
    for slug, words in site.guides.items():
        yield f"guides.{slug}", ", ".join(words)
