"""SAMHSA's National Directories: yearly workbooks, one for each of the two surveys."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

from locator import identity, taxonomy
from locator.errors import BadRow, SourceError
from locator.http import Fetcher
from locator.limits import USUAL, Limits
from locator.records import Address, Listing, Phone, PhoneKind, Value
from locator.sources.base import FileContents, Page, Row, SourceInfo
from locator.sources.national_directory.files import read_directory
from locator.wording import to_translate

INFO = SourceInfo(
    id="national-directory",
    title="SAMHSA National Directories",
    publisher="Substance Abuse and Mental Health Services Administration (SAMHSA)",
    homepage="https://www.samhsa.gov/data/",
    licence=to_translate("US federal work, public domain (17 U.S.C. 105)"),
    terms=to_translate(
        "SAMHSA appreciates being cited, and asks that its directory not be sold."
    ),
    cadence=to_translate(
        "Two workbooks a year; each edition holds the survey of the year before."
    ),
    # Of one half: the mental health list is the smaller, the other has over 12,000.
    least_rows=7_500,
    most_rows=30_000,
    stale_after=timedelta(days=550),
)

STATE = re.compile(r"[A-Za-z]{2}")
ZIP_CODE = re.compile(r"\d{5}(-\d{4})?", re.ASCII)

_PHONES = (
    ("phone", PhoneKind.MAIN),
    ("intake1", PhoneKind.INTAKE),
    ("intake2", PhoneKind.INTAKE),
    ("intake1a", PhoneKind.INTAKE),
    ("intake2a", PhoneKind.INTAKE),
)


@dataclass(frozen=True, slots=True)
class NationalDirectory:
    """Workbooks that people download; there is no live directory to pull."""

    info: SourceInfo = INFO

    def fetch(
        self, _fetcher: Fetcher, _url: str, _kept: Sequence[Page] = ()
    ) -> Iterator[Page]:
        """Say which files to download instead: there is nothing to pull."""
        raise SourceError(
            "SAMHSA publishes the National Directories as workbooks, not as a live "
            "directory. Download the newest substance use (SU) and mental health (MH) "
            f"facilities workbooks from {self.info.homepage}, then run "
            "`locator import national-directory FILE` for each."
        )

    def read_file(self, path: Path, limits: Limits = USUAL) -> FileContents:
        """Read one half's workbook (XLSX, or CSV of its list, also as .gz)."""
        return read_directory(path, limits)

    def parse(self, row: Row, *, as_of: str | None) -> Listing:
        """Make a listing of raw strings from one row; raise BadRow without must-haves."""
        kind, name1 = _need(row, "kind"), _need(row, "name1")
        address = Address(
            address_1=_take(row, "street1"),
            address_2=_take(row, "street2"),
            city=_need(row, "city"),
            state_province=_need(row, "state", STATE).strip().upper(),
            postal_code=_need(row, "zip", ZIP_CODE).strip(),
        )
        name2 = _take(row, "name2")
        values = _read_values(row)
        facts = (
            kind, name1, name2, address.address_1, address.address_2, address.postal_code,
        )  # fmt: skip
        return Listing(
            key=identity.listing_key(self.info.id, facts),
            source=self.info.id,
            kind=kind,
            name1=name1,
            name2=name2,
            address=address,
            phones=_read_phones(row),
            website=None,
            point=None,
            values=values,
            reading=taxonomy.read_values(kind, values),
            as_of=as_of,
            raw=row,
        )


def _take(row: Row, column: str) -> str | None:
    text = row.get(column)
    return text if isinstance(text, str) and text.strip() else None


def _need(row: Row, column: str, pattern: re.Pattern[str] | None = None) -> str:
    text = _take(row, column)
    if text is None:
        raise BadRow(f"A row of the National Directory has no {column}.")
    if pattern and not pattern.fullmatch(text.strip()):
        raise BadRow(f"A row of the National Directory has an unusable {column}.")
    return text


def _read_phones(row: Row) -> tuple[Phone, ...]:
    numbers = ((_take(row, column), kind) for column, kind in _PHONES)
    return tuple(Phone(number, kind) for number, kind in numbers if number)


@lru_cache(maxsize=4096)
def _make_value(category: str, text: str) -> Value:
    return Value(category, text)  # one for all rows: they give the same few hundred


def _read_values(row: Row) -> tuple[Value, ...]:
    services = row.get("services")
    if not isinstance(services, Mapping):
        raise BadRow("A row of the National Directory has no table of services.")
    return tuple(
        _make_value(category, text)
        for category, texts in services.items()
        for text in texts
    )
