"""`locator counts`: the weekly sums that the site keeps where it was asked to."""

import json
from collections.abc import Iterator, Mapping

import click

from locator.config import Settings
from locator.errors import UnknownPlace
from locator.places.counties import lookup_county
from locator.web.count_file import LEAST, Sums, read_counts

TITLES = {
    "page": "Pages opened",
    "language": "Languages of pages",
    "term": "Filters of searches",
    "county": "Counties of searches",
    "nothing-near": "Counties where searches found nothing within 25 miles",
}
OF_COUNTIES = {"county", "nothing-near"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON, counties by FIPS code.")
@click.pass_obj
def counts(settings: Settings, as_json: bool) -> None:
    """Print the weekly sums, newest week first.

    Each sum stands by itself. A worker's sums under 11 are never written, so a sum tells
    of at least as many as it says.
    """
    kept = read_counts(settings.home)
    if as_json:
        click.echo(json.dumps(kept, indent=1, sort_keys=True))
        return
    if not settings.counts:
        click.echo("LOCATOR_COUNTS is off: nothing is being counted.", err=True)
    for line in count_lines(kept):
        click.echo(line)
    click.echo(f"No sum under {LEAST} is kept.", err=True)


def count_lines(kept: Sums) -> Iterator[str]:
    """Return the sums as a terminal shows them."""
    for week in sorted(kept, reverse=True):
        yield week
        for kind, title in TITLES.items():
            names = kept[week].get(kind)
            if names:
                yield f"  {title}"
                yield from sum_lines(names, counties=kind in OF_COUNTIES)


def sum_lines(names: Mapping[str, int], *, counties: bool) -> Iterator[str]:
    """Return a line for each sum, the largest first."""
    for name, count in sorted(names.items(), key=lambda each: (-each[1], each[0])):
        yield f"    {count:>9,}  {county_name(name) if counties else name}"


def county_name(fips: str) -> str:
    """Return a county as people write it."""
    try:
        county = lookup_county(fips)
    except UnknownPlace:
        return fips
    return f"{county.name}, {county.state}"
