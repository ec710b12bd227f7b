"""Commands that change or copy the directory: sync, import, sample, export."""

from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import click

from locator import ingest
from locator.cli import exports
from locator.cli.desk_work import work_after_sync
from locator.cli.session import exit_code, opened_store, progress_bar
from locator.config import Settings
from locator.errors import LocatorError
from locator.http import make_fetcher
from locator.ingest import IngestReport
from locator.search import ensure_index
from locator.sources import SOURCES
from locator.store import Store

FIRST_CONTACT_S = 30
LIVE_SOURCES = [id_ for id_, source in SOURCES.items() if source.info.url]

fresh_option = click.option(
    "--full",
    is_flag=True,
    help="Pull every page anew, even where an interrupted pull could resume.",
)
full_option = click.option(
    "--full",
    is_flag=True,
    help="This is the whole list: guards apply, and what is missing is marked.",
)
shrink_option = click.option(
    "--accept-shrink",
    is_flag=True,
    help="Accept far fewer rows or answers than last time.",
)


@click.command()
@click.argument("sources", nargs=-1, type=click.Choice(LIVE_SOURCES))
@click.option("--url", help="Pull from this full endpoint instead.")
@fresh_option
@shrink_option
@click.pass_obj
def sync(
    settings: Settings,
    sources: tuple[str, ...],
    url: str | None,
    full: bool,
    accept_shrink: bool,
) -> None:
    """Pull live directories (all of them, or the SOURCES named)."""
    # An address alone is FindTreatment.gov's, the list that all others add to.
    wanted = sources or (("findtreatment",) if url else tuple(LIVE_SOURCES))
    if url and len(wanted) > 1:
        raise click.UsageError("--url goes with one source: locator sync ID --url URL")
    worst = 0
    with opened_store(settings) as store:
        for source_id in wanted:
            try:
                report = sync_source(
                    store,
                    settings,
                    source_id,
                    url=url,
                    accept_shrink=accept_shrink,
                    resume=not full,
                    # One dead server should not hold up those behind it.
                    first_contact_s=FIRST_CONTACT_S if len(wanted) > 1 else None,
                )
            except LocatorError as error:
                # Of several sources the good ones are written all the same.
                click.echo(f"locator: {source_id}: {error}", err=True)
                worst = max(worst, exit_code(error))
            else:
                print_report(report)
        prepare_index(store, settings)
        work_after_sync(store, settings)
    if worst:
        raise click.exceptions.Exit(worst)


def sync_source(  # noqa: PLR0913 - what a caller may choose, by name
    store: Store,
    settings: Settings,
    source_id: str,
    *,
    url: str | None = None,
    accept_shrink: bool = False,
    resume: bool = True,
    first_contact_s: float | None = None,
) -> IngestReport:
    """Pull one source under the sync lock, with a progress bar."""
    if url is None and source_id == "findtreatment":
        url = settings.findtreatment_url
    fetcher = make_fetcher(
        user_agent=settings.user_agent,
        offline=settings.offline,
        first_contact_s=first_contact_s,
        max_mb=settings.pull_max_mb,
    )
    with ingest.SyncLock(settings.home), progress_bar() as progress:
        return ingest.sync(
            store,
            source_id,
            fetcher=fetcher,
            url=url,
            home=settings.home,
            now=datetime.now(UTC),
            accept_shrink=accept_shrink,
            resume=resume,
            progress=progress,
        )


@click.command("import")
@click.argument("source", type=click.Choice(list(SOURCES)))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--as-of", help="The date the facts stand for: 2022, 2022-06, 2022-06-30."
)
@full_option
@shrink_option
@click.pass_obj
def import_(
    settings: Settings,
    source: str,
    file: Path,
    as_of: str | None,
    full: bool,
    accept_shrink: bool,
) -> None:
    """Read a FILE of SOURCE that somebody downloaded."""
    with opened_store(settings) as store:
        with ingest.SyncLock(settings.home), progress_bar() as progress:
            report = ingest.import_file(
                store,
                source,
                file,
                home=settings.home,
                now=datetime.now(UTC),
                as_of=checked_as_of(as_of),
                full=full,
                accept_shrink=accept_shrink,
                limits=settings.import_limits,
                progress=progress,
            )
        print_report(report)
        prepare_index(store, settings)


@click.command()
@click.pass_obj
def sample(settings: Settings) -> None:
    """Load the practice directory: invented places, marked as such everywhere."""
    with opened_store(settings) as store:
        with ingest.SyncLock(settings.home):
            report = ingest.load_practice(
                store, home=settings.home, now=datetime.now(UTC)
            )
        click.echo(f"{report.places:,} invented practice places are loaded.")
        click.echo("None of them is real. A real sync or import removes them.")
        prepare_index(store, settings)


@click.command()
@click.argument("format_", metavar="FORMAT", type=click.Choice(exports.NAMES))
@click.option("-o", "--output", type=click.File("wb"), default="-")
@click.pass_obj
def export(settings: Settings, format_: str, output: IO[bytes]) -> None:
    """Write the whole directory: geojson, csv, jsonl (JSON lines) or hsds (HSDS 3.0)."""
    with opened_store(settings) as store:
        for part in exports.file_parts(format_, store):
            output.write(part)


def prepare_index(store: Store, settings: Settings) -> None:
    """Build this node's search index now, so that no visitor waits for it."""
    if store.state().version is not None:
        ensure_index(store, settings.index_home)


def print_report(report: IngestReport) -> None:
    """Say what an ingest did, for a person at a terminal."""
    for line in report.lines():
        click.echo(line)


def checked_as_of(text: str | None) -> str | None:
    """Return an ISO 8601 date of any precision; a wrong one is a usage error."""
    if text is None:
        return None
    for pattern in ("%Y", "%Y-%m", "%Y-%m-%d"):
        try:
            datetime.strptime(text, pattern)  # noqa: DTZ007 - a date has no zone
        except ValueError:
            continue
        return text
    raise click.BadParameter(
        f"{text!r} is not a date; write 2022, 2022-06 or 2022-06-30",
        param_hint="--as-of",
    )
