"""Files of this directory: JSON in its forms, our snapshots, the site's downloads."""

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import msgspec

from locator.errors import SourceChanged, TooLarge
from locator.limits import USUAL, Limits, count_json_values
from locator.sources.base import FileContents, Page, Row
from locator.sources.findtreatment import export, pull

# FindTreament_Facility_listing_2025_08_19_150020.csv (the site's own spelling).
STAMP_IN_NAME = re.compile(r"_(\d{4}_\d{2}_\d{2}_\d{6})\D")
EXPECTED = (
    "expected FindTreatment.gov's CSV or XLSX download, its API's JSON (one reply, or"
    " rows or replies one a line), or a snapshot of this program; each may be .gz"
)


def read_file(path: Path, limits: Limits = USUAL) -> FileContents:
    """Return the rows of a file, whatever its form; raise SourceChanged if none fits."""
    try:
        with path.open("rb") as raw, _unpacked(raw) as stream:
            return _read(stream, path.name, limits)
    except (EOFError, zlib.error, gzip.BadGzipFile) as exc:
        raise SourceChanged(
            f"{path.name} breaks off or is damaged ({exc}): copy it again."
        ) from exc


def _unpacked(raw: io.BufferedReader) -> io.BufferedReader:
    if raw.peek(2)[:2] != b"\x1f\x8b":
        return raw
    return io.BufferedReader(cast("io.RawIOBase", gzip.GzipFile(fileobj=raw)))


def _read(stream: io.BufferedReader, name: str, limits: Limits) -> FileContents:
    head = stream.peek(1024).removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith((b"{", b"[")):
        return _read_json(stream, name, limits)
    body = stream.read(limits.max_bytes + 1)
    limits.check_bytes(len(body), name)
    if head.startswith(b"PK"):
        rows = export.rows_of_workbook(body, name, limits)
    else:
        rows = export.rows_of_csv(body, name, limits)
    if rows is None:
        raise SourceChanged(f"{name} cannot be read: {EXPECTED}.")
    return FileContents(rows=rows, retrieved_at=_stamp_in_name(name))


@dataclass(slots=True)
class _Found:
    """What the lines of a JSON file have brought so far."""

    rows: list[Row] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    retrieved_at: datetime | None = None

    def add(self, found: object) -> None:
        """Take a snapshot's header, an API reply, a list of rows or one row."""
        if isinstance(found, dict) and isinstance(found.get("snapshot"), dict):
            self.retrieved_at = _moment(found["snapshot"].get("retrieved_at"))
        elif isinstance(found, dict) and "recordCount" in found:
            self.pages.append(page := pull.read_envelope(found))
            self.rows.extend(page.rows)
        elif pull.is_rows(rows := _bare_rows(found)):
            self.rows.extend(cast("list[Row]", rows))
        else:
            raise SourceChanged("a line holds neither rows nor a row")


def _bare_rows(found: object) -> object:
    if isinstance(found, dict):
        return found.get("rows", [found])
    return found


def _read_json(stream: io.BufferedReader, name: str, limits: Limits) -> FileContents:
    found = _Found()
    try:
        for document in _documents(stream, name, limits):
            found.add(document)
            limits.check_rows(len(found.rows), name)
        _check(found)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as exc:
        raise SourceChanged(f"{name} is not whole JSON ({exc}): {EXPECTED}.") from exc
    except TooLarge:
        raise
    except SourceChanged as exc:
        raise SourceChanged(f"{name}: {exc} ({EXPECTED})") from exc
    return FileContents(
        rows=found.rows, retrieved_at=found.retrieved_at or _stamp_in_name(name)
    )


def _check(found: _Found) -> None:
    """Hold saved replies to what a pull is held to, and bare rows to their shape."""
    if not found.rows:
        raise SourceChanged("it holds no rows.")
    if not found.pages:
        return pull.check_rows(found.rows)
    first = found.pages[0]
    alone = first.total_pages == 1
    check = pull.PullCheck(first.record_count if alone else len(first.rows))
    for page in found.pages:
        check.accept(page)
    return check.finish()


def _documents(
    stream: io.BufferedReader, name: str, limits: Limits
) -> Iterator[object]:
    """Yield one JSON document a line, or the only one where it spans lines."""
    total = values = 0
    first = True
    while line := stream.readline(limits.max_bytes + 1 - total):
        total += len(line)
        limits.check_bytes(total, name)
        text = line.removeprefix(b"\xef\xbb\xbf").strip()
        if not text:
            continue
        values += count_json_values(text)
        limits.check_values(values, name)
        try:
            yield msgspec.json.decode(text)
        except msgspec.DecodeError:
            if not first:
                raise
            rest = stream.read(limits.max_bytes + 1 - total)
            limits.check_bytes(total + len(rest), name)
            limits.check_values(values + count_json_values(rest), name)
            yield msgspec.json.decode(text + rest)
        first = False


def _moment(text: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _stamp_in_name(name: str) -> datetime | None:
    found = STAMP_IN_NAME.search(name)
    if not found:
        return None
    try:
        # The site does not name its time zone: hours do not matter here.
        return datetime.strptime(found[1], "%Y_%m_%d_%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
