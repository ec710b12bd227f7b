"""Opens a downloaded file: its sheets, and what it calls itself."""

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from locator.errors import SourceChanged, TooLarge
from locator.limits import USUAL, Limits
from locator.sources.bounded import CsvRecords, open_text, read_bytes
from locator.sources.workbooks import UNREADABLE, open_workbook

Sheet = Sequence[Sequence[Any]]

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


def open_file(path: Path, limits: Limits = USUAL) -> Opened:
    """Open a workbook or a CSV file, also as .gz; raise SourceChanged if it is neither."""
    body = read_bytes(path, limits)
    if not body.startswith(b"PK"):
        return Opened({"": _read_csv(body, path, limits)}, is_workbook=False)
    try:
        book = open_workbook(body, path.name, limits)
        title = _read_title(body)
        sheets = {
            name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names
        }
    except UNREADABLE as error:
        raise SourceChanged(
            f"{path.name} is not a readable workbook ({error}). {WHAT_TO_DO}"
        ) from error
    return Opened(sheets, is_workbook=True, title=title)


def _read_title(body: bytes) -> str:
    """Return what a workbook calls itself; its dates only say when it was typed."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        if "docProps/core.xml" not in archive.namelist():
            return ""
        with archive.open("docProps/core.xml") as part:
            text = part.read(100_000).decode("utf-8", "replace")
    return " ".join(re.findall(r"<(?:dc:title|dc:subject|cp:keywords)>([^<]*)", text))


def _read_csv(body: bytes, path: Path, limits: Limits) -> Sheet:
    try:
        return list(CsvRecords(open_text(body, path.name), path.name, limits))
    except TooLarge:
        raise
    except (csv.Error, SourceChanged) as error:
        raise SourceChanged(
            f"{path.name} is neither a workbook nor a CSV file. {WHAT_TO_DO}"
        ) from error
