"""Workbooks (XLSX) opened within limits: what unpacks, what cells would be laid out.

The reader gets a new archive of the parts that were looked at and nothing else: no
macros, no pictures, no second copy of a part, no size other than the one announced.
"""

import io
import re
import zipfile
import zlib
from functools import lru_cache

import python_calamine

from locator.errors import SourceChanged
from locator.limits import MB, USUAL, Limits

# XML repeats itself: a list's workbook unpacks to several times its CSV.
XML_LENGTH = 4
MAX_PARTS = 2_000
MAX_COLUMN = 702  # "ZZ"; the widest real table has 450
PARTS = re.compile(
    r"(?:\[Content_Types\]|_rels/[^/]*|xl/.+|docProps/core)\.(?:xml|rels)"
)
ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,9})(\d{1,19})["']""")
SHARED = re.compile(rb"""\bt\s*=\s*["']s["']""")
STRING = re.compile(rb"<(?:\w+:)?si[\s/>]")
SHARED_STRINGS = "xl/sharedStrings.xml"
# What zipfile, zlib and calamine raise for archives and parts that are not whole.
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, python_calamine.CalamineError,
    EOFError, NotImplementedError, OSError, RuntimeError, ValueError,
)  # fmt: skip


def open_workbook(
    body: bytes, name: str, limits: Limits = USUAL
) -> python_calamine.CalamineWorkbook:
    """Return a workbook that fits into memory; raise SourceChanged, or UNREADABLE."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(body)) as archive,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as kept,
    ):
        _check_size(archive, name, limits)
        longest = 0
        # The texts that cells share come first: each cell gets a copy of its own.
        for part in sorted(_parts(archive), key=lambda part: part != SHARED_STRINGS):
            content = _read_part(archive, part)
            if part == SHARED_STRINGS:
                limits.check_values(_count(content, b"si"), name)
                longest = max(map(len, STRING.split(content)))
            elif part.endswith(".xml"):
                _check_sheet(content, longest, name, limits)
            kept.writestr(part, content)
    packed.seek(0)
    return python_calamine.CalamineWorkbook.from_filelike(packed)


def _parts(archive: zipfile.ZipFile) -> set[str]:
    return {part for part in archive.namelist() if PARTS.fullmatch(part)}


def _read_part(archive: zipfile.ZipFile, part: str) -> bytes:
    # Told how much, zipfile unpacks no more; asked for all of it, it trusts the part.
    with archive.open(part) as stream:
        return stream.read(archive.getinfo(part).file_size + 1)


def _check_size(archive: zipfile.ZipFile, name: str, limits: Limits) -> None:
    """Refuse by what the archive announces; nothing beyond that is unpacked."""
    unpacked = sum(part.file_size for part in archive.infolist())
    most = XML_LENGTH * limits.max_bytes
    if unpacked > most or len(archive.infolist()) > MAX_PARTS:
        raise SourceChanged(
            f"{name} unpacks to more than {most // MB:,} MB or to too many parts, far"
            " more than any real list. If it is the right file, raise"
            " LOCATOR_IMPORT_MAX_MB."
        )


def _check_sheet(content: bytes, longest: int, name: str, limits: Limits) -> None:
    """Refuse a sheet by its size when laid out, the empty cells in between included."""
    limits.check_rows(_count(content, b"row") - 1, name)
    limits.check_values(_count(content, b"c"), name)
    before, *rows = ROW.split(content)
    height, width = _last_cell(before)
    height = max(height, len(rows))
    for row in rows:
        row_height, row_width = _last_cell(row)
        height, width = max(height, row_height), max(width, row_width)
    limits.check_rows(height - 1, name)
    if width > MAX_COLUMN:
        raise SourceChanged(
            f"{name} has a cell in column {width:,}: this is no list that we can read."
        )
    limits.check_values(height * width, name)
    limits.check_bytes(len(SHARED.findall(content)) * longest // 2, name)


def _count(content: bytes, tag: bytes) -> int:
    """Return at least as many elements as there are of this name."""
    return content.count(b"<" + tag) + content.count(b":" + tag)


def _last_cell(row: bytes) -> tuple[int, int]:
    """Return the last row and column that part of a sheet names or fills."""
    height, width = 0, len(CELL.findall(row))
    for found in PLACE.finditer(row):
        height = max(height, int(found[2]))
        width = max(width, _column_number(found[1]))
    return height, width


@lru_cache(maxsize=1024)
def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
