"""Opens a downloaded file: its sheets, and what it calls itself."""

import csv
import gzip
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import python_calamine

from locator.errors import SourceChanged

Sheet = Sequence[Sequence[Any]]

MAX_FILE = 100 * 1024 * 1024
MAX_UNPACKED = 500 * 1024 * 1024

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
            title = _read_title(archive, path)
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(body))
        sheets = {
            name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names
        }
    except (zipfile.BadZipFile, python_calamine.CalamineError, OSError) as error:
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
    except (OSError, EOFError) as error:
        raise SourceChanged(f"{path} cannot be read: {error}.") from error
    if len(body) > MAX_FILE:
        raise SourceChanged(f"{path.name} is far larger than any edition. {WHAT_TO_DO}")
    return body


def _read_title(archive: zipfile.ZipFile, path: Path) -> str:
    """Return what a workbook calls itself; its dates only say when it was typed."""
    parts = archive.infolist()
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise SourceChanged(
            f"{path.name} unpacks to far more than any edition. {WHAT_TO_DO}"
        )
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
