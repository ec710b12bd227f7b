"""The whole database as one file: the same for SQLite and PostgreSQL, and checked.

A backup is gzipped JSON lines: a head that says what it is, then each table's name and
columns followed by its rows, then an end with the number of rows and a checksum of
everything before. It holds what people wrote as well, and hashes of their passwords.
"""

import base64
import gzip
import hashlib
import os
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from sqlalchemy import Connection, Engine, Table, func, inspect, select

from locator import __version__
from locator.errors import BadBackup, LocatorError
from locator.store.engine import STREAMED, reading, writing
from locator.store.restoring import Rows, start_over
from locator.store.rows import DirectoryRow, Row
from locator.store.schema import HEAD

FORMAT = "treatment-locator backup"
EDITION = 1
LONGEST_LINE = 64 * 1024 * 1024
DAMAGED = "This backup is damaged or cut short ({}); nothing was changed."


class Head(msgspec.Struct, frozen=True):
    """What a backup says of itself."""

    format: str
    edition: int
    schema: str
    program: str
    made_at: str
    directory: str | None  # the version of the directory in it


class TableStart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The line before the rows of a table."""

    table: str
    columns: list[str]


class End(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The last line."""

    rows: int
    sha256: str


def back_up(engine: Engine, path: Path) -> int:
    """Write everything, as it is at this moment, to a file; return how many rows."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            with (
                gzip.GzipFile("", "wb", 6, file, mtime=0) as packed,
                reading(engine) as connection,
            ):
                count = _write(connection, packed)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise LocatorError(
            f"The backup could not be written to {path} ({error.strerror}); a file that"
            " was there is as it was."
        ) from error
    finally:
        draft.unlink(missing_ok=True)
    return count


def restore(engine: Engine, path: Path) -> Head:
    """Put a backup in the place of everything there is: all of it, or nothing."""
    try:
        with path.open("rb") as file:
            head = _check(file)
            file.seek(0)
            with writing(engine, durable=True) as connection:
                start_over(connection, head.schema, _rows(file))
    except OSError as error:
        raise BadBackup(f"{path} cannot be read ({error.strerror}).") from error
    return head


def holds_anything(engine: Engine) -> bool:
    """Tell whether a restore would replace runs, places or what people wrote."""
    with reading(engine) as connection:
        there = set(inspect(connection).get_table_names())
        ours = [t for t in Row.metadata.sorted_tables if t.name in there]
        always = {"directory", "desk"}  # their one row says nothing yet
        return any(
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in ours
            if table.name not in always
        )


def _write(connection: Connection, file: gzip.GzipFile) -> int:
    digest, count = hashlib.sha256(), 0

    def put(value: object) -> None:
        line = msgspec.json.encode(value) + b"\n"
        digest.update(line)
        file.write(line)

    version = connection.execute(select(DirectoryRow.version)).scalar_one()
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    put(Head(FORMAT, EDITION, HEAD, __version__, made_at, version))
    for table in Row.metadata.sorted_tables:
        put(TableStart(str(table.name), [str(column.name) for column in table.columns]))
        for row in _read(connection, table):
            put([_pack(value) for value in row])
            count += 1
    file.write(msgspec.json.encode(End(count, digest.hexdigest())) + b"\n")
    return count


def _read(connection: Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    query = select(table).order_by(*table.primary_key.columns)
    with connection.execute(query, execution_options=STREAMED) as result:
        for row in result:
            yield tuple(row)


def _pack(value: object) -> object:
    if isinstance(value, bytes):
        return ["b", base64.b64encode(value).decode()]
    if isinstance(value, datetime):
        return ["t", value.isoformat()]
    return value


def _unpack(value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    if not isinstance(value, list):
        return value
    kind, text = value
    return base64.b64decode(text) if kind == "b" else datetime.fromisoformat(text)


def _lines(file: BinaryIO) -> Iterator[bytes]:
    try:
        with gzip.GzipFile(fileobj=file, mode="rb") as unpacked:
            while line := unpacked.readline(LONGEST_LINE):
                yield line
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise BadBackup(DAMAGED.format(error)) from error


def _check(file: BinaryIO) -> Head:
    """Read a backup to its end; raise BadBackup unless it is whole and one of ours."""
    lines = _lines(file)
    first = next(lines, b"")
    head = _read_head(first)
    digest, count, last = hashlib.sha256(first), 0, b""
    for line in lines:
        if last:
            digest.update(last)
            count += last.startswith(b"[")
        last = line
    try:
        end = msgspec.json.decode(last, type=End)
    except msgspec.MsgspecError as error:
        raise BadBackup(DAMAGED.format("its end is missing")) from error
    if (end.rows, end.sha256) != (count, digest.hexdigest()):
        raise BadBackup(DAMAGED.format("its checksum is another"))
    return head


def _read_head(line: bytes) -> Head:
    try:
        head = msgspec.json.decode(line, type=Head)
    except msgspec.MsgspecError:
        head = None
    if head is None or head.format != FORMAT:
        raise BadBackup("This file is no backup that `locator backup` made.")
    if head.edition > EDITION or head.schema > HEAD:
        raise BadBackup(
            f"This backup was made by version {head.program}, which is newer than this"
            f" one ({__version__}). Install that version first."
        )
    return head


def _rows(file: BinaryIO) -> Rows:
    start: TableStart | None = None
    for line in _lines(file):
        if line.startswith(b'{"table"'):
            start = msgspec.json.decode(line, type=TableStart)
        elif start and line.startswith(b"["):
            values = (_unpack(value) for value in msgspec.json.decode(line))
            yield start.table, dict(zip(start.columns, values, strict=True))


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
