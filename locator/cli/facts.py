"""`locator facts`: what the site says of law, medicine and hotlines, and how old it is."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import click

from locator.cli.session import OVERDUE
from locator.content import Fact, HelpLine, Library, the_library


@click.command()
@click.option("--overdue", is_flag=True, help="Only what somebody should read again.")
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="As it will be on this day; today without it.",
)
def facts(overdue: bool, on: datetime | None) -> None:
    """List every fact that pages print, with its sources and dates.

    With --overdue it lists those past their date, and exits 4 where there is one.
    """
    day = (on or datetime.now(UTC)).date()
    library = the_library()
    late = library.overdue(day)
    for id_, entry in (late if overdue else library.entries()).items():
        for text in fact_lines(library, id_, entry, day):
            click.echo(text)
    click.echo(f"{len(library.entries())} facts, {len(late)} overdue")
    if overdue and late:
        raise click.exceptions.Exit(OVERDUE)


def fact_lines(
    library: Library, id_: str, entry: Fact | HelpLine, day: date
) -> Iterator[str]:
    """Return a fact as a terminal shows it: what it says, who says so, until when."""
    marks = ["OVERDUE"] if entry.is_overdue(day) else []
    if isinstance(entry, Fact) and entry.has_lapsed(day):
        marks.append("LAPSED, the fallback is printed")
    yield "  ".join([id_, *marks])
    yield f"  {words_of(entry, day)}"
    dates = f"checked {entry.checked_on}, read again by {entry.recheck_by}"
    if isinstance(entry, Fact) and entry.valid_until:
        dates += f", valid until {entry.valid_until}"
    yield f"  {dates}, certainty {entry.certainty}"
    for source in (library.sources[name] for name in entry.sources):
        yield "  " + ", ".join(
            filter(None, (source.publisher, source.title, source.date, source.url))
        )


def words_of(entry: Fact | HelpLine, day: date) -> str:
    """Return what is printed of a fact, or a help line's number and what it is for."""
    if isinstance(entry, Fact):
        return entry.says(day)
    return f"{entry.label}: {entry.number}. {entry.says}"
