"""`locator doctor`: what is stale, missing or misconfigured, and what to do about it."""

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

import click

from locator.cli.points import point_lines
from locator.cli.restricted import restricted_lines
from locator.cli.session import FAILED, OVERDUE, opened_store
from locator.config import Settings
from locator.ingest import idle_decisions
from locator.merge import find_doubts
from locator.records import Location, Precision
from locator.search import is_compiled
from locator.sources import SOURCES
from locator.store import SourceState, Store

LEAST_FREE_BYTES = 500_000_000
A_CLOCK_MAY_DIFFER = timedelta(hours=1)
FIRST_DOUBTS = 10
COLORS = {"ok": "green", "note": None, "warning": "yellow", "problem": "red"}


class Level(StrEnum):
    """How much a finding matters."""

    OK = "ok"
    NOTE = "note"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the doctor saw, and what to do about it."""

    level: Level
    text: str
    overdue: bool = False


@click.command()
@click.pass_obj
def doctor(settings: Settings) -> None:
    """Say what is stale, missing or misconfigured; exit 4 when a list is overdue."""
    with opened_store(settings) as store:
        findings = [
            *examine(store, datetime.now(UTC)),
            *examine_settings(settings),
            *examine_reports(store, settings, datetime.now(UTC).date()),
            *(Finding(Level.NOTE, line) for line in point_lines(store)),
            *(
                Finding(Level.NOTE, line)
                for line in restricted_lines(store.locations())
            ),
        ]
    for finding in findings:
        label = click.style(f"{finding.level:8}", fg=COLORS[finding.level])
        click.echo(f"{label} {finding.text}")
    if any(finding.level == Level.PROBLEM for finding in findings):
        raise click.exceptions.Exit(FAILED)
    if any(finding.overdue for finding in findings):
        raise click.exceptions.Exit(OVERDUE)


def examine(store: Store, now: datetime) -> Iterator[Finding]:
    """Look at the directory and the sources it came from."""
    state = store.state()
    if state.version is None:
        yield Finding(
            Level.PROBLEM,
            "No directory is loaded. Run `locator sync`, or `locator import SOURCE FILE`.",
        )
        return
    if state.practice:
        yield Finding(
            Level.WARNING,
            "Only the practice directory is loaded; every place is invented."
            " Run `locator sync`.",
        )
    else:
        yield Finding(
            Level.OK, f"{state.locations:,} places, directory version {state.version}."
        )
    for source in store.sources():
        yield from examine_source(source, now)
    yield from examine_decisions(store, now)
    yield from examine_places(store)
    yield from examine_doubts(store)


def examine_source(source: SourceState, now: datetime) -> Iterator[Finding]:
    """Look at one source's age and its last failure."""
    if source.source not in SOURCES:
        return
    info = SOURCES[source.source].info
    if source.failed_at:
        yield Finding(
            Level.WARNING,
            f"{info.title}: the last try failed on {source.failed_at:%Y-%m-%d %H:%M} UTC"
            f": {source.last_failure} The last good copy stays.",
        )
    if source.retrieved_at is None:
        return
    age = now - source.retrieved_at
    if age < -A_CLOCK_MAY_DIFFER:
        yield Finding(
            Level.WARNING,
            f"{info.title}: copied on {source.retrieved_at:%Y-%m-%d}, a day to come. A"
            " clock is wrong, or was: set it. Until that day newer copies are refused"
            " as older; `locator restore` brings back what was before.",
            overdue=True,
        )
    elif age > info.stale_after:
        how = "Run `locator sync`." if info.url else "Import the newest edition."
        yield Finding(
            Level.WARNING,
            f"{info.title}: copied {age.days} days ago, too old. {how}",
            overdue=True,
        )
    else:
        yield Finding(
            Level.OK,
            f"{info.title}: {source.rows:,} rows, copied {source.retrieved_at:%Y-%m-%d}.",
        )


def examine_decisions(store: Store, now: datetime) -> Iterator[Finding]:
    """Name decisions that do nothing: expired, or of no listing we know."""
    for one, why in idle_decisions(store, now):
        words = (one.kind, one.listing_key, one.other_key, one.field)
        said = " ".join(word for word in words if word)
        yield Finding(Level.WARNING, f"Decision {said!r} {why}.")


def examine_places(store: Store) -> Iterator[Finding]:
    """Count what places lack, by what it costs a visitor."""
    lacks: Counter[str] = Counter()
    for location in store.locations():
        lacks.update(_lacks(location))
    for what, count in sorted(lacks.items()):
        yield Finding(Level.NOTE, f"{count:,} places {what}.")


def examine_doubts(store: Store) -> Iterator[Finding]:
    """List pairs of listings that may be of one place; a person has to say."""
    decided = [
        frozenset((one.listing_key, one.other_key))
        for one in store.decisions()
        if one.other_key
    ]
    doubts = find_doubts(store.listings(), decided=decided, limit=FIRST_DOUBTS)
    if not doubts.count:
        return
    yield Finding(
        Level.NOTE,
        f"Pairs of listings that may be of one place, and stay two: {doubts.count:,}."
        " `locator match A B` says why; `locator decisions add same|different A B"
        " --reason ...` decides. The likeliest:",
    )
    for one, other, judgement in doubts.first:
        names = f"{one.listing.name1} / {other.listing.name1}"
        yield Finding(
            Level.NOTE,
            f"  {one.founding_key} {other.founding_key}  {names}:"
            f" {', '.join(judgement.reasons)}.",
        )


def _lacks(location: Location) -> Iterator[str]:
    if not location.phones:
        yield "have no phone number"
    if location.precision is Precision.WITHHELD:
        yield "keep their address private"
    elif location.precision in {Precision.ZIP, Precision.AREA}:
        yield "are known only by their ZIP code"
    if location.search_point is None:
        yield "cannot be placed on earth, so no search finds them"
    if not location.offers:
        yield "list nothing one can search for"


def examine_reports(store: Store, settings: Settings, today: date) -> Iterator[Finding]:
    """Say whether visitors wait longer for somebody to look than they were promised."""
    promised = (today - timedelta(days=settings.desk_days)).isoformat()
    waiting = [kept.report.reported_on for kept in store.desk.reports()]
    late = sum(on < promised for on in waiting)
    if late:
        yield Finding(
            Level.WARNING,
            f"Reports that wait longer than the {settings.desk_days} days promised to"
            f" visitors: {late:,} of {len(waiting):,}. Look at /desk, or run `locator desk"
            " reports`.",
        )
    elif waiting:
        yield Finding(Level.NOTE, f"Reports that wait at the desk: {len(waiting):,}.")


def examine_settings(settings: Settings) -> Iterator[Finding]:
    """Look at what the operator set, and at the disk."""
    free = shutil.disk_usage(settings.home).free
    if free < LEAST_FREE_BYTES:
        yield Finding(
            Level.PROBLEM,
            f"Only {free // 1_000_000} MB are free under {settings.home};"
            " a sync needs about 500 MB.",
        )
    if settings.offline:
        yield Finding(
            Level.NOTE, "LOCATOR_OFFLINE=1: nothing is pulled; lists only age."
        )
    if settings.base_url is None:
        yield Finding(
            Level.NOTE,
            "LOCATOR_BASE_URL is not set; set it to the public address of the site.",
        )
    if not is_compiled:
        yield Finding(
            Level.NOTE,
            "The search was installed without a C compiler: it answers the same, five"
            " times as slowly. Install gcc and Python's headers, then the program again"
            " (with make: `make clean` first).",
        )
    if settings.practice:
        yield Finding(
            Level.WARNING,
            "LOCATOR_PRACTICE=1 shows invented places to every visitor; unset it on a"
            " public site.",
        )
