"""Directories that are one table: CSV files, JSON rows, our own snapshots of them."""

import csv
import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from locator.errors import BadRow, SourceChanged
from locator.limits import USUAL, Limits, count_json_values
from locator.sources.base import FileContents, Page, Row
from locator.sources.bounded import CsvRecords, open_text, read_bytes
from locator.sources.fields import RowReader

PAGE_ROWS = 2000
# Where a line whose cells do not fit the columns is kept, to be counted.
MISFIT = "misfit"


def every_row(_row: Row) -> bool:
    """Want every row."""
    return True


@dataclass(frozen=True, slots=True)
class Table:
    """What a table must have, and which of its rows are places at all."""

    source: str
    title: str
    columns: frozenset[str]
    wanted: Callable[[Row], bool] = every_row

    def rows_of_csv(self, body: bytes, limits: Limits = USUAL) -> list[Row]:
        """Return the rows of a CSV file, by folded column names."""
        try:
            lines = CsvRecords(open_text(body, self.title), self.title, limits)
            header = [fold_column(cell) for cell in next(lines, [])]
            while header and not header[-1]:  # HRSA ends its header with a comma
                header.pop()
            rows = [_row(header, cells) for cells in lines if any(cells)]
        except csv.Error as exc:
            raise SourceChanged(f"{self.title} is not CSV ({exc}).") from exc
        if rows and MISFIT in rows[-1]:
            raise SourceChanged(f"{self.title} breaks off in its last row.")
        return self.checked(rows)

    def checked(self, rows: Sequence[Row]) -> list[Row]:
        """Return the rows that are places, if this is the table it should be."""
        found = set(rows[0]) if rows else set()
        if missing := sorted(self.columns - found - {MISFIT}):
            raise SourceChanged(
                f"{self.title} has no column {', '.join(missing)}: this is another file,"
                " or its format has changed and this version cannot read it."
            )
        return [row for row in rows if MISFIT in row or self.wanted(row)]

    def read_file(self, path: Path, limits: Limits = USUAL) -> FileContents:
        """Read a downloaded CSV or JSON file, or a snapshot, also as .gz."""
        body = read_bytes(path, limits)
        if not body.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"{", b"[")):
            return FileContents(
                self.rows_of_csv(body, limits), retrieved_at=moment_in(path.name)
            )
        limits.check_values(count_json_values(body), path.name)
        rows, retrieved_at = self._read_json(body, path.name)
        limits.check_rows(len(rows), path.name)
        return FileContents(
            self.checked(rows), retrieved_at=retrieved_at or moment_in(path.name)
        )

    def _read_json(self, body: bytes, name: str) -> tuple[list[Row], datetime | None]:
        rows: list[Row] = []
        retrieved_at = None
        for document in _documents(body, name):
            if isinstance(document, dict) and "snapshot" in document:
                header = document["snapshot"]
                if header.get("source") != self.source:
                    raise SourceChanged(f"{name} is a snapshot of another directory.")
                retrieved_at = datetime.fromisoformat(header["retrieved_at"])
                continue
            rows += rows_of_json(document, self.title)
        return rows, retrieved_at


def rows_of_json(document: object, title: str) -> list[Row]:
    """Return the rows of a JSON answer, by folded column names."""
    found = document.get("rows") if isinstance(document, dict) else document
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise SourceChanged(f"{title}: its JSON holds no list of rows.")
    return [
        {fold_column(str(name)): value for name, value in row.items()} for row in found
    ]


def pages_of(rows: Sequence[Row], title: str) -> Iterator[Page]:
    """Yield a table that came whole as pages, for the snapshot to keep."""
    if not rows:
        raise SourceChanged(f"{title} came without any row.")
    total = math.ceil(len(rows) / PAGE_ROWS)
    for number in range(1, total + 1):
        part = rows[(number - 1) * PAGE_ROWS : number * PAGE_ROWS]
        yield Page(number, total, len(rows), tuple(part))


def open_row(row: Row) -> RowReader:
    """Return a reader of a row; raise BadRow if its cells did not fit the columns."""
    if MISFIT in row:
        raise BadRow("its cells do not fit the columns")
    return RowReader(row)


def fold_column(name: str) -> str:
    """Return a column's name in one case, without runs of blanks and underscores."""
    return " ".join(name.removeprefix("\ufeff").replace("_", " ").casefold().split())


def moment_in(name: str) -> datetime | None:
    """Return when a file was copied, if its name says so: seconds, a day or a month."""
    if found := re.search(r"(?<!\d)1[4-9]\d{8}(?!\d)", name):
        return datetime.fromtimestamp(int(found[0]), UTC)
    found = re.search(r"(?<!\d)(20\d\d)[-_]?([01]\d)(?:[-_]?([0-3]\d))?(?!\d)", name)
    if found is None:
        return None
    try:
        year, month, day = (int(part) for part in found.groups("1"))
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None


def day_in(text: str | None) -> str | None:
    """Return "09/30/2010" as "2010-09-30", or None if it is no such day."""
    try:
        return datetime.strptime(text or "", "%m/%d/%Y").date().isoformat()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None


def _row(header: Sequence[str], cells: Sequence[str]) -> Row:
    if len(cells) < len(header) or any(cells[len(header) :]):
        return {MISFIT: list(cells)}
    return dict(zip(header, cells, strict=False))


def _documents(body: bytes, name: str) -> Iterator[object]:
    """Yield the only JSON document of a file, or one a line."""
    text = body.removeprefix(b"\xef\xbb\xbf").strip()
    try:
        if b'"snapshot"' in text[:100]:
            for line in text.splitlines():
                yield msgspec.json.decode(line)
        else:
            yield msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as exc:
        raise SourceChanged(f"{name} is not whole JSON ({exc}).") from exc
