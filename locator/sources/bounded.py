"""Files opened within limits: unpacked bytes, CSV records, cells; refused in words."""

import codecs
import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from locator.errors import SourceChanged
from locator.limits import USUAL, Limits

CHUNK = 2**20
# The longest real line is a few thousand characters, the widest table 450 columns.
MAX_RECORD = 2**20
MAX_COLUMNS = 2_000


def read_bytes(path: Path, limits: Limits = USUAL) -> bytes:
    """Return what a file holds, unpacked if it is gzip; raise SourceChanged."""
    try:
        with path.open("rb") as file:
            packed = file.peek(2)[:2] == b"\x1f\x8b"
            stream = gzip.GzipFile(fileobj=file) if packed else file
            body = stream.read(limits.max_bytes + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise SourceChanged(
            f"{path.name} cannot be read, breaks off or is damaged ({error}): copy it"
            " again."
        ) from error
    limits.check_bytes(len(body), path.name)
    return body


def open_text(body: bytes, name: str, *, strict: bool = False) -> TextIO:
    """Return a file's text: UTF-8, or where that may be, an old Windows one.

    Raise SourceChanged for UTF-16, for what is no text, and if `strict` for all but
    UTF-8.
    """
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in body:
        raise SourceChanged(
            f"{name} is not a text file in UTF-8. Open it in a spreadsheet program and"
            " save it as “CSV UTF-8”."
        )
    utf8 = _is_utf8(body)
    if strict and not utf8:
        raise SourceChanged(
            f"{name} is not a CSV file in UTF-8. Save it as “CSV UTF-8”."
        )
    return io.TextIOWrapper(
        io.BytesIO(body),
        encoding="utf-8-sig" if utf8 else "cp1252",
        errors="replace",
        newline="",
    )


def _is_utf8(body: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(body), CHUNK):
            decoder.decode(body[start : start + CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


class CsvRecords:
    """The records of a CSV text, each of bounded length, and not too many of them.

    Raises csv.Error for what is no CSV, SourceChanged for what is too much.
    """

    def __init__(
        self, text: TextIO, name: str, limits: Limits = USUAL, *, strict: bool = False
    ) -> None:
        self._text, self._name, self._limits = text, name, limits
        self._reader = csv.reader(self._lines(), strict=strict)
        self._length = 0  # of the record being read
        self._records = self._values = 0

    @property
    def line_num(self) -> int:
        """How many lines were read."""
        return self._reader.line_num

    def __iter__(self) -> Iterator[list[str]]:
        """Read on."""
        return self

    def __next__(self) -> list[str]:
        """Return the cells of the next record."""
        self._length = 0
        cells = next(self._reader)
        self._records += 1
        self._values += len(cells)
        self._limits.check_rows(self._records - 1, self._name)
        self._limits.check_values(self._values, self._name)
        if len(cells) > MAX_COLUMNS:
            self._refuse(f"more than {MAX_COLUMNS:,} columns")
        return cells

    def _lines(self) -> Iterator[str]:
        while line := self._text.readline(MAX_RECORD + 1):
            self._length += len(line)
            if self._length > MAX_RECORD:
                self._refuse("a row of more than a million characters")
            yield line

    def _refuse(self, what: str) -> None:
        raise SourceChanged(
            f"{self._name} has {what}: this is no table that we can read."
        )
