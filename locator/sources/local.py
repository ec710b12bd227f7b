"""The operator's own list: bridge clinics, vans, syringe services; strict, never pulled."""

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from locator.errors import BadRow, SourceChanged, SourceError
from locator.geo import Point
from locator.http import Fetcher
from locator.identity import listing_key
from locator.limits import USUAL, Limits, shown
from locator.places import STATE_NAMES
from locator.records import (
    Address,
    Listing,
    Offer,
    Phone,
    PhoneKind,
    Reading,
    Strength,
    Value,
)
from locator.sources.base import FileContents, Page, Row, SourceInfo
from locator.sources.bounded import CsvRecords, open_text, read_bytes
from locator.taxonomy import ACCESS_LABELS, TERMS
from locator.wording import to_translate

INFO = SourceInfo(
    id="local",
    title="Our own list",
    publisher="The people who run this site",
    homepage="/about/data",
    licence=to_translate("Yours to choose"),
    terms=to_translate("Ask the people who run this site before you copy it."),
    cadence=to_translate("When somebody here called or visited a place."),
    least_rows=0,
    most_rows=100_000,
    stale_after=timedelta(days=180),
    final=True,
)
KIND = "LOCAL"
REQUIRED = (
    "name", "address", "city", "state", "zip", "phone", "offers", "access",
    "confirmed_on", "confirmed_by",
)  # fmt: skip
OPTIONAL = (
    "key", "program", "address_2", "intake_phone", "website", "hours", "walk_in",
    "new_patients", "access_words", "note_en", "note_es", "latitude", "longitude",
)  # fmt: skip
PRIVATE = "private"
ACCESS = {"open": (), "limited": ("some-people",), "restricted": ("not-public",)}
STRENGTHS = {"yes": Strength.YES, "maybe": Strength.MAYBE}
ANSWERS = {
    "walk_in": {"yes": "You can walk in", "no": "Call first: no walk-ins"},
    "new_patients": {"yes": "Takes new patients", "no": "Takes no new patients now"},
}
# Columns whose words the place's page shows, by the category of its heading.
SHOWN = {
    "hours": "LHOURS",
    "access_words": "LACCESS",
    "note_en": "LNOTE",
    "note_es": "LNOTEES",
}
ZIP = re.compile(r"[0-9]{5}(-[0-9]{4})?")
PHONE = re.compile(
    r"(\+?1[ .-]?)?\(?[2-9][0-9]{2}\)?[ .-]*[2-9][0-9]{2}[ .-]*[0-9]{4}"
    r"(,? ?(x|ext\.?) ?[0-9]+)?",
    re.IGNORECASE,
)
WEBSITE = re.compile(r"(https?://)?[a-z0-9-]+(\.[a-z0-9-]+)+(/\S*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Local:
    """A CSV that the operator keeps; docs/operators-list.md describes each column."""

    info: SourceInfo = INFO

    def fetch(
        self, _fetcher: Fetcher, _url: str, _kept: Sequence[Page] = ()
    ) -> Iterator[Page]:
        """Say how to import the list instead: it is on no network."""
        raise SourceError("Our own list is a file; say: locator import local FILE")

    def read_file(self, path: Path, limits: Limits = USUAL) -> FileContents:
        """Read the whole file strictly; raise SourceChanged naming the first bad line."""
        rows: list[Row] = []
        seen: dict[str, int] = {}
        try:
            text = open_text(read_bytes(path, limits), path.name, strict=True)
            for line, row in _rows(CsvRecords(text, path.name, limits, strict=True)):
                key = _checked(line, row, self)
                if key in seen:
                    raise SourceChanged(
                        f"Line {line} has the key or facts of line {seen[key]}."
                    )
                seen[key] = line
                rows.append(row)
        except csv.Error as error:
            raise SourceChanged(
                f"{path.name} is not a CSV file in UTF-8: {error}"
            ) from error
        if not rows:
            raise SourceChanged(f"{path.name} has no rows under its header.")
        return FileContents(rows)

    def parse(self, row: Row, *, as_of: str | None) -> Listing:  # noqa: ARG002 - each row has a day of its own
        """Make a listing of one row; raise BadRow for anything it cannot say."""
        cells = {name: text for name, text in row.items() if text}
        if missing := [name for name in REQUIRED if name not in cells]:
            raise BadRow(f"no {', '.join(missing)}")
        address = _address(cells)
        facts = (
            (cells["key"],)
            if "key" in cells
            else tuple(
                cells.get(name) for name in ("name", "program", "address", "zip")
            )
        )
        return Listing(
            key=listing_key(self.info.id, (KIND, *facts)),
            source=self.info.id,
            kind=KIND,
            name1=cells["name"],
            name2=cells.get("program"),
            address=address,
            phones=tuple(_phones(cells)),
            website=_website(cells.get("website")),
            point=_point(cells, private=address.withheld),
            values=tuple(_values(cells)),
            reading=Reading(
                offers=tuple(_offers(cells)), access_labels=_access(cells["access"])
            ),
            as_of=_day(cells["confirmed_on"]),
            raw=row,
        )


def _rows(table: CsvRecords) -> Iterator[tuple[int, Row]]:
    header = [name.strip() for name in next(table, [])]
    if missing := [name for name in REQUIRED if name not in header]:
        raise SourceChanged(f"Line 1: there is no column {', '.join(missing)}.")
    known = {*REQUIRED, *OPTIONAL, *TERMS}
    if unknown := [name for name in header if name not in known]:
        raise SourceChanged(
            f"Line 1: unknown column {shown(', '.join(map(repr, unknown)))};"
            " docs/operators-list.md names them all."
        )
    if len(set(header)) != len(header):
        raise SourceChanged("Line 1: a column is there twice.")
    for cells in table:
        if not any(cells):
            continue
        if len(cells) != len(header):
            raise SourceChanged(
                f"Line {table.line_num}: {len(cells)} cells under {len(header)} columns."
            )
        texts = (cell.strip() for cell in cells)
        yield table.line_num, dict(zip(header, texts, strict=True))


def _checked(line: int, row: Row, source: Local) -> str:
    try:
        return source.parse(row, as_of=None).key
    except BadRow as error:
        raise SourceChanged(
            f"Line {line}: {shown(error)}. Nothing was imported."
        ) from error


def _address(cells: Row) -> Address:
    state = cells["state"].upper()
    if state not in STATE_NAMES:
        raise BadRow(f"{cells['state']!r} is not a US state or territory, like MA")
    if not ZIP.fullmatch(cells["zip"]):
        raise BadRow(f"{cells['zip']!r} is not a ZIP code")
    private = cells["address"].casefold() == PRIVATE
    if private and "address_2" in cells:
        raise BadRow("a private address has no address_2")
    return Address(
        address_1=None if private else cells["address"],
        address_2=cells.get("address_2"),
        city=cells["city"],
        state_province=state,
        postal_code=cells["zip"],
        withheld=private,
    )


def _phones(cells: Row) -> Iterator[Phone]:
    for column, kind in (("phone", PhoneKind.MAIN), ("intake_phone", PhoneKind.INTAKE)):
        if number := cells.get(column):
            if not PHONE.fullmatch(number):
                raise BadRow(f"{column} {number!r} cannot be dialed")
            yield Phone(number, kind)


def _website(text: str | None) -> str | None:
    if text and not WEBSITE.fullmatch(text):
        raise BadRow(f"website {text!r} is not a web address")
    return text


def _point(cells: Row, *, private: bool) -> Point | None:
    given = [cells[name] for name in ("latitude", "longitude") if name in cells]
    if not given:
        return None
    if private:
        raise BadRow("a private address has no latitude and longitude")
    try:
        latitude, longitude = map(float, given)
        return Point(latitude, longitude)
    except ValueError:
        raise BadRow("latitude and longitude are two numbers, like 42.33") from None


def _offers(cells: Row) -> Iterator[Offer]:
    found: dict[str, str] = {}
    for one in filter(None, map(str.strip, cells["offers"].split(";"))):
        term, _, strength = one.partition("=")
        found[term.strip()] = strength.strip() or "yes"
    found |= {term: cells[term] for term in TERMS if term in cells}
    for term, strength in found.items():
        if term not in TERMS:
            raise BadRow(f"{term!r} is not a term; `locator search --help` shows how")
        if strength not in STRENGTHS:
            raise BadRow(f"{term} is {strength!r}; write yes or maybe")
        yield Offer(term, STRENGTHS[strength])


def _access(word: str) -> tuple[str, ...]:
    if word in ACCESS:
        return ACCESS[word]
    if word in ACCESS_LABELS:
        return (word,)
    raise BadRow(f"access is {word!r}; write {', '.join((*ACCESS, *ACCESS_LABELS))}")


def _values(cells: Row) -> Iterator[Value]:
    for column, category in SHOWN.items():
        if column in cells:
            yield Value(category, cells[column])
    for column, words in ANSWERS.items():
        if column in cells:
            if cells[column] not in words:
                raise BadRow(f"{column} is {cells[column]!r}; write yes or no")
            yield Value("LVISIT", words[cells[column]])
    yield Value("LCONFIRM", f"Confirmed by us on {_day(cells['confirmed_on'])}")


def _day(text: str) -> str:
    with suppress(ValueError):
        if date.fromisoformat(text).isoformat() == text:
            return text
    raise BadRow(f"confirmed_on is {text!r}; write it like 2026-11-22")
