"""The site's own CSV and XLSX downloads: one column a service code, 1 or empty."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from locator.errors import SourceChanged, TooLarge
from locator.limits import USUAL, Limits
from locator.sources.base import Row
from locator.sources.bounded import CsvRecords, open_text
from locator.sources.workbooks import UNREADABLE, open_workbook

REQUIRED = frozenset({"name1", "city", "state", "zip", "type_facility"})
FACTS = REQUIRED | {
    "name2", "street1", "street2", "zip4", "county", "phone", "intake_prompt",
    "intake1", "intake2", "hotline1", "website", "latitude", "longitude",
}  # fmt: skip
# Codes that only the downloads of 2026 and later have; MI and SSA changed meaning.
CODES_OF_2026 = frozenset({"cash", "tricare", "iop"})
TICKED = frozenset({"1", "true", "x", "y", "yes"})
EMPTY = frozenset({"", "0", "false", "n", "no"})
CODE_CELLS = TICKED | EMPTY


def rows_of_csv(body: bytes, name: str, limits: Limits = USUAL) -> list[Row] | None:
    """Return the rows of a CSV download, or None if it is something else."""
    try:
        return _rows(CsvRecords(open_text(body, name), name, limits))
    except TooLarge:
        raise
    except (csv.Error, SourceChanged):
        return None


def rows_of_workbook(
    body: bytes, name: str, limits: Limits = USUAL
) -> list[Row] | None:
    """Return the rows of the first sheet that is a download, or None."""
    try:
        workbook = open_workbook(body, name, limits)
        sheets = (workbook.get_sheet_by_name(name) for name in workbook.sheet_names)
        found = (_rows(sheet.iter_rows()) for sheet in sheets)
        return next((rows for rows in found if rows is not None), None)
    except UNREADABLE:
        return None


def _rows(lines: Iterable[Sequence[Any]]) -> list[Row] | None:
    remaining = iter(lines)
    header = [_text(cell).casefold() for cell in next(remaining, ())]
    if not set(header) >= REQUIRED:
        return None
    era = "2026" if CODES_OF_2026 & set(header) else "2025"
    return list(_facilities(header, era, remaining))


def _facilities(
    header: list[str], era: str, lines: Iterable[Sequence[Any]]
) -> Iterator[Row]:
    """Yield rows with the ticked codes as one list, and without empty cells."""
    for line in lines:
        cells = zip(header, line, strict=False)  # most are empty: skip those first
        texts = {name: _text(cell) for name, cell in cells if cell not in ("", None)}
        row: dict[str, Any] = {}
        codes = []
        for name, text in texts.items():
            if name in FACTS or text.casefold() not in CODE_CELLS:
                row[name] = text  # no code after all: reported as an unknown field
            elif text.casefold() in TICKED:
                codes.append(name.upper())
        if any(row.values()):
            yield {**row, "codes": codes, "codes_era": era}


def _text(cell: object) -> str:
    """Return a cell as text; workbooks keep ZIPs and phones as 2118.0."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
