"""`locator ids`: carry the ids of places from one home to another, as CSV."""

import csv
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path
from typing import IO

import click

from locator.cli.data import prepare_index
from locator.cli.session import opened_store
from locator.config import Settings
from locator.errors import ConfigError
from locator.identity import CROCKFORD, ID_LENGTH
from locator.ingest.ids import KeptId, import_ids, list_ids
from locator.limits import USUAL, Limits, shown
from locator.records import Address, KeptListing, Listing, Phone, Reading
from locator.sources.bounded import CsvRecords, open_text, read_bytes

FIELDS = (
    "source", "kind", "key", "founding_key", "retired_at", "also",
    "name1", "name2", "street", "second", "city", "state", "zip", "private",
    "phone", "extension",
)  # fmt: skip
# What a spreadsheet would run as a formula is written behind an apostrophe.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")


@click.group()
def ids() -> None:
    """Carry the ids of places from one home to another."""


@ids.command("export")
@click.option("-o", "--output", type=click.File("w", encoding="utf-8"), default="-")
@click.pass_obj
def export(settings: Settings, output: IO[str]) -> None:
    """Write which id each listing founded, as CSV; without private streets."""
    with opened_store(settings) as store:
        writer = csv.DictWriter(output, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(to_row(one) for one in list_ids(store))


@ids.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def import_(settings: Settings, file: Path) -> None:
    """Give places the ids of FILE, before or after their lists are imported."""
    kept = list(read_ids(file, settings.import_limits))
    with opened_store(settings) as store:
        report = import_ids(store, kept, home=settings.home, now=datetime.now(UTC))
        prepare_index(store, settings)
    click.echo(
        f"{report.ids:,} ids read: {report.changed:,} listings got theirs back,"
        f" {report.waiting:,} wait for their list."
    )
    if report.taken:
        click.echo(f"{report.taken:,} ids belong to other listings here; left alone.")


def to_row(one: KeptId) -> dict[str, str]:
    """Return a listing's line in a list of ids."""
    listing, address = one.kept.listing, one.kept.listing.address
    phone = listing.phones[0] if listing.phones else Phone("")
    facts = (
        listing.source, listing.kind, listing.key, one.kept.founding_key,
        one.kept.retired_at.isoformat() if one.kept.retired_at else "",
        " ".join(one.also),
        listing.name1, listing.name2, address.address_1, address.address_2,
        address.city, address.state_province, address.postal_code,
        "yes" if address.withheld else "", phone.number, phone.extension,
    )  # fmt: skip
    quoted = (
        f"'{text}" if text and text.startswith(FORMULA) else text for text in facts
    )
    return dict(zip(FIELDS, (text or "" for text in quoted), strict=True))


def read_ids(path: Path, limits: Limits = USUAL) -> Iterator[KeptId]:
    """Yield the lines of a list of ids; raise ConfigError for any other file."""
    try:
        text = open_text(read_bytes(path, limits), path.name, strict=True)
        lines = CsvRecords(text, path.name, limits)
        header = next(lines, [])
        if missing := sorted(set(FIELDS) - set(header)):
            raise ConfigError(
                f"{path.name} is no list of ids: no column {', '.join(missing)}."
                " Write one with: locator ids export -o FILE"
            )
        for cells in filter(None, lines):
            row = dict(zip_longest(header, cells[: len(header)], fillvalue=""))
            yield from_row(row, f"{path.name}, line {lines.line_num}")
    except csv.Error as error:
        raise ConfigError(f"{path.name} is not CSV in UTF-8 ({error}).") from error


def from_row(row: Mapping[str, str | None], where: str) -> KeptId:
    """Return the listing that a line names; it says nothing of what a place offers."""
    facts = {name: (row[name] or "").removeprefix("'") for name in FIELDS}
    key, founding_key = facts["key"], facts["founding_key"]
    also = tuple(facts["also"].split())
    if not all(map(is_id, (key, founding_key, *also))):
        raise ConfigError(f"{where}: that is not an id. Nothing was imported.")
    listing = Listing(
        key=key,
        source=facts["source"],
        kind=facts["kind"],
        name1=facts["name1"],
        name2=facts["name2"] or None,
        address=Address(
            facts["street"] or None,
            facts["second"] or None,
            facts["city"],
            facts["state"],
            facts["zip"],
            withheld=bool(facts["private"]),
        ),
        phones=_phones(facts["phone"], facts["extension"]),
        website=None,
        point=None,
        values=None,
        reading=Reading(),
    )
    retired_at = _moment(facts["retired_at"], where)
    return KeptId(KeptListing(listing, founding_key, retired_at=retired_at), also)


def is_id(text: str) -> bool:
    """Tell whether a text has the shape of an id."""
    return len(text) == ID_LENGTH and set(text) <= set(CROCKFORD)


def _phones(number: str, extension: str) -> tuple[Phone, ...]:
    return (Phone(number, extension=extension or None),) if number else ()


def _moment(text: str, where: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError as error:
        raise ConfigError(f"{where}: {shown(repr(text))} is not a moment.") from error
    return moment.replace(tzinfo=moment.tzinfo or UTC) if moment else None
