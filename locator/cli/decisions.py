"""`locator decisions`: what an operator decided by hand; it outlives every sync."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import click

from locator import ingest
from locator.cli.data import prepare_index
from locator.cli.session import opened_store
from locator.config import Settings
from locator.errors import BadDecision
from locator.ingest.decisions import Alter
from locator.merge.decisions import ACCESSES, HIDABLE, SETTABLE
from locator.records import Decision
from locator.sources.bounded import read_bytes

SHAPES = """same KEY KEY, different KEY KEY, set KEY FIELD VALUE, hide KEY FIELD,
access KEY open|limited|restricted"""


@click.group()
def decisions() -> None:
    """Correct, hide, join or part what the directories say, with a reason."""


@decisions.command("list")
@click.pass_obj
def list_(settings: Settings) -> None:
    """Show every decision."""
    with opened_store(settings) as store:
        idle = dict(ingest.idle_decisions(store, datetime.now(UTC)))
        for one in store.decisions():
            note = f" ({idle[one]})" if one in idle else ""
            click.echo(f"{decision_line(one)}{note}")


@decisions.command()
@click.option(
    "-o", "--output", type=click.File("w", encoding="utf-8", lazy=False), default="-"
)
@click.pass_obj
def export(settings: Settings, output: IO[str]) -> None:
    """Write every decision as CSV."""
    with opened_store(settings) as store:
        output.write(ingest.write_decisions(store.decisions()))


@decisions.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def import_(settings: Settings, file: Path) -> None:
    """Put the decisions of a CSV FILE in the place of all there are."""
    try:
        text = read_bytes(file, settings.import_limits).decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadDecision(f"{file.name} is not UTF-8 text; save it as such") from error
    read = ingest.read_decisions(text, settings.import_limits)
    change(settings, lambda _before: read)


@decisions.command(epilog=f"WORDS are one of: {SHAPES}.")
@click.argument("words", nargs=-1, required=True)
@click.option("--reason", required=True, help="Why; shown to visitors.")
@click.option("--by", required=True, help="Who decided; a role will do.")
@click.option("--on", help="When, like 2026-11-22; today if left out.")
@click.option("--expires", help="The last day on which it holds.")
@click.pass_obj
def add(
    settings: Settings,
    words: tuple[str, ...],
    reason: str,
    by: str,
    on: str | None,
    expires: str | None,
) -> None:
    """Add a decision, or put it in the place of one on the same question."""
    today = datetime.now(UTC).date().isoformat()
    said = read_words(words)
    one = ingest.check_decision(
        Decision(
            **said,
            reason=reason,
            decided_by=by,
            decided_on=on or today,
            expires_on=expires,
        )
    )
    change(settings, lambda before: ingest.add_decisions(before, [one]))
    click.echo(decision_line(one))


def read_words(words: Sequence[str]) -> dict[str, str]:
    """Return the facts of a decision typed as words; a wrong shape is a usage error."""
    shapes = {
        "same": ("listing_key", "other_key"),
        "different": ("listing_key", "other_key"),
        "set": ("listing_key", "field", "value"),
        "hide": ("listing_key", "field", "value")[: max(2, len(words) - 1)],
        "access": ("listing_key", "value"),
    }
    kind, *rest = words
    if kind not in shapes or len(rest) != len(shapes[kind]):
        raise click.UsageError(
            f"say one of: {SHAPES}. To set: {', '.join(SETTABLE)}."
            f" To hide: {', '.join(HIDABLE)}. Access: {', '.join(ACCESSES)}."
        )
    return {"kind": kind, **dict(zip(shapes[kind], rest, strict=True))}


def change(settings: Settings, alter: Alter) -> None:
    """Change the decisions, make the places anew and say what that did."""
    with opened_store(settings) as store:
        now = datetime.now(UTC)
        result = ingest.remerge(store, home=settings.home, now=now, alter=alter)
        click.echo(f"{len(store.decisions()):,} decisions are kept.")
        if result is None:
            click.echo("There is no directory yet; they wait for one.")
            return
        click.echo(
            f"{result.places:,} places now: {result.added:,} added,"
            f" {result.changed:,} changed, {result.removed:,} removed."
        )
        prepare_index(store, settings)


def decision_line(one: Decision) -> str:
    """Return a decision on one line."""
    words = (one.kind, one.listing_key, one.other_key, one.field, one.value)
    until = f", until {one.expires_on}" if one.expires_on else ""
    said = " ".join(word for word in words if word)
    return f"{said}: {one.reason} ({one.decided_by}, {one.decided_on}{until})"
