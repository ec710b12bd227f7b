"""Reads a National Directory file: which half and edition it is, and its rows.

A workbook has a list of facilities and a sheet that says what each service code means
in that edition. Both are known by their columns: names and spelling vary by year.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from locator import taxonomy
from locator.errors import SourceChanged
from locator.limits import USUAL, Limits
from locator.records import Value
from locator.sources.base import FileContents
from locator.sources.national_directory.sheets import WHAT_TO_DO, Sheet, open_file

FACTS = (
    "name1", "name2", "street1", "street2", "city", "state", "phone",
    "intake1", "intake2", "intake1a", "intake2a",
)  # fmt: skip
SERVICES = "service_code_info"
LIST_COLUMNS = frozenset({"name1", "city", "state", "zip", "phone", SERVICES})
CODE_COLUMNS = frozenset({"category_code", "service_code", "service_name"})
# The category of codes that a file's own reference does not explain.
UNEXPLAINED = "CODE"
# Only one of the two surveys asks about these.
ASKED_OF_SA = frozenset({"OM", "OT", "AUT", "TRSRV"})
ASKED_OF_MH = frozenset({"FT", "EMS"})
# A CSV file explains no codes, and two changed meaning when others got these names.
CODES_OF_2026 = frozenset({"CASH", "TRICARE", "IOP"})

Codes = Mapping[str, Value]
Services = dict[str, list[str]]


def read_directory(path: Path, limits: Limits = USUAL) -> FileContents:
    """Read one half's workbook or CSV; raise SourceChanged if it is something else."""
    opened = open_file(path, limits)
    listed = _find_sheet(opened.sheets.values(), LIST_COLUMNS)
    if listed is None:
        raise SourceChanged(
            f"{path.name} has no list with the columns "
            f"{', '.join(sorted(LIST_COLUMNS))}. {WHAT_TO_DO}"
        )
    records = [record for record in _records(listed) if any(record.values())]
    reference = _find_sheet(opened.sheets.values(), CODE_COLUMNS)
    if reference is not None:
        codes = _read_codes(reference)
    elif opened.is_workbook:
        raise SourceChanged(
            f"{path.name} has no sheet that explains its service codes. {WHAT_TO_DO}"
        )
    else:
        codes = _codes_of_era(records)
    rows = [_make_row(record, codes) for record in records]
    _mark_half(rows, path)
    edition = find_edition(opened.title, *opened.sheets, path.name)
    return FileContents(rows, as_of=None if edition is None else str(edition - 1))


def find_edition(*texts: str) -> int | None:
    """Return the edition year if these texts name one, and no two different ones."""
    years = {
        year for text in texts for year in re.findall(r"(?<!\d)20[12]\d(?!\d)", text)
    }
    return int(years.pop()) if len(years) == 1 else None


def _find_sheet(sheets: Iterable[Sheet], columns: frozenset[str]) -> Sheet | None:
    """Return the first sheet with these columns, from its header on."""
    for sheet in sheets:
        for number, cells in enumerate(sheet[:20]):
            if columns <= {_fold(cell) for cell in cells}:
                return sheet[number:]
    return None


def _records(sheet: Sheet) -> Iterator[dict[str, str]]:
    """Yield each row below the header as texts by folded column."""
    columns = [_fold(cell) for cell in sheet[0]]
    for cells in sheet[1:]:
        yield dict(zip(columns, map(_text, cells), strict=False))


def _fold(cell: object) -> str:
    return str(cell).strip().casefold()


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def _read_codes(reference: Sheet) -> Codes:
    """Return the answer behind each code, as this edition explains it."""
    return {
        record["service_code"].strip().upper(): Value(
            taxonomy.category_of(record.get("category_code", "")),
            " ".join(record.get("service_name", "").split()),
        )
        for record in _records(reference)
        if record.get("service_code", "").strip()
    }


def _codes_of_era(records: Iterable[Mapping[str, str]]) -> Codes:
    used = {code for record in records for code in _codes_in(record)}
    era: taxonomy.Era = "2025" if used.isdisjoint(CODES_OF_2026) else "2026"
    found = {code: taxonomy.value_of_code(code, era) for code in used}
    return {code: value for code, value in found.items() if value}


def _codes_in(record: Mapping[str, str]) -> list[str]:
    return record.get(SERVICES, "").upper().replace("*", " ").split()


def _make_row(record: Mapping[str, str], codes: Codes) -> dict[str, Any]:
    """Return a row that needs neither its workbook nor its code sheet any more."""
    services: Services = {}
    for code in _codes_in(record):
        value = codes.get(code) or Value(UNEXPLAINED, code)
        services.setdefault(value.category, []).append(value.text)
    facts = {column: record.get(column, "") for column in FACTS}
    # Spreadsheets take a ZIP for a number and drop the zeros it starts with.
    postal_code = record.get("zip", "").strip()
    if postal_code.isdecimal():
        postal_code = postal_code.zfill(5)
    return {**facts, "zip": postal_code, "services": services}


def _mark_half(rows: list[dict[str, Any]], path: Path) -> None:
    """Write into each row which of the two surveys it is of."""
    of_sa = sum(not ASKED_OF_SA.isdisjoint(row["services"]) for row in rows)
    of_mh = sum(not ASKED_OF_MH.isdisjoint(row["services"]) for row in rows)
    if min(of_sa, of_mh) * 10 > max(of_sa, of_mh) or of_sa == of_mh:
        raise SourceChanged(
            f"{path.name} could be the substance use (SU) or the mental health (MH) "
            f"directory: {of_sa} rows look like the one, {of_mh} like the other. "
            f"{WHAT_TO_DO}"
        )
    kind = "SA" if of_sa > of_mh else "MH"
    for row in rows:
        row["kind"] = kind
