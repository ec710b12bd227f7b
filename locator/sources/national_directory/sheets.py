"""Opens a downloaded file: its sheets, and what it calls itself."""

import csv
import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import python_calamine

from locator.errors import SourceChanged

Sheet = Sequence[Sequence[Any]]

MAX_FILE = 100 * 1024 * 1024
MAX_UNPACKED = 500 * 1024 * 1024
# One cell in the last corner of a sheet makes a reader lay out the whole of it.
MAX_ROW = 100_000
MAX_COLUMN = 52
CELL = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,3})(\d{1,10})["']""")
# What zipfile, zlib and calamine raise for archives and parts that are not whole.
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, python_calamine.CalamineError,
    EOFError, OSError, RuntimeError, ValueError,
)  # fmt: skip

WHAT_TO_DO = (
    "Download the facilities workbook again from SAMHSA (it has the sheets "
    "“Facilities List” and “Service Code Reference”) and import it unchanged."
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A file's sheets by name; a CSV file is one sheet without a name."""

    sheets: Mapping[str, Sheet]
    is_workbook: bool
    title: str = ""


def open_file(path: Path) -> Opened:
    """Open a workbook or a CSV file, also as .gz; raise SourceChanged if it is neither."""
    body = _read_bytes(path)
    if not body.startswith(b"PK"):
        return Opened({"": _read_csv(body, path)}, is_workbook=False)
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            if not _is_bounded(archive):
                raise SourceChanged(
                    f"{path.name} unpacks to far more than any edition. {WHAT_TO_DO}"
                )
            title = _read_title(archive)
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(body))
        sheets = {
            name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names
        }
    except UNREADABLE as error:
        raise SourceChanged(
            f"{path.name} is not a readable workbook ({error}). {WHAT_TO_DO}"
        ) from error
    return Opened(sheets, is_workbook=True, title=title)


def _read_bytes(path: Path) -> bytes:
    try:
        if path.suffix.lower() == ".gz":
            with gzip.open(path) as packed:
                body = packed.read(MAX_FILE + 1)
        else:
            with path.open("rb") as file:
                body = file.read(MAX_FILE + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise SourceChanged(f"{path} cannot be read: {error}.") from error
    if len(body) > MAX_FILE:
        raise SourceChanged(f"{path.name} is far larger than any edition. {WHAT_TO_DO}")
    return body


def _is_bounded(archive: zipfile.ZipFile) -> bool:
    """Tell whether the sheets fit into memory, by their size and their last cells."""
    if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
        return False
    for name in archive.namelist():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            for column, row in set(CELL.findall(archive.read(name))):
                if int(row) > MAX_ROW or _column_number(column) > MAX_COLUMN:
                    return False
    return True


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _read_title(archive: zipfile.ZipFile) -> str:
    """Return what a workbook calls itself; its dates only say when it was typed."""
    if "docProps/core.xml" not in archive.namelist():
        return ""
    with archive.open("docProps/core.xml") as part:
        text = part.read(100_000).decode("utf-8", "replace")
    return " ".join(re.findall(r"<(?:dc:title|dc:subject|cp:keywords)>([^<]*)", text))


def _read_csv(body: bytes, path: Path) -> Sheet:
    try:
        text = body.decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text, newline="")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise SourceChanged(
            f"{path.name} is neither a workbook nor a CSV file. {WHAT_TO_DO}"
        ) from error
