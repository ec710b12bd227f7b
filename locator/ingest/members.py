"""Files of whole gzip members, one JSON line each: append, and survive a cut-off end."""

import gzip
import os
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from locator.errors import LocatorError

CHUNK_BYTES = 1 << 20


def append_member(path: Path, content: object) -> int:
    """Append one JSON line as a whole gzip member, on the disk before returning.

    Return where it begins.
    """
    member = gzip.compress(
        msgspec.json.encode(content) + b"\n", compresslevel=4, mtime=0
    )
    try:
        with path.open("ab") as file:
            start = file.tell()
            file.write(member)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise LocatorError(
            f"{path} could not be written ({error.strerror}). Free some disk space, or"
            " let this user write there."
        ) from error
    return start


def read_member(path: Path, start: int) -> Any:  # noqa: ANN401 - any JSON
    """Return what the member that begins at `start` holds."""
    with path.open("rb") as file:
        file.seek(start)
        _, content = next(_members(file.read, start))
    return msgspec.json.decode(content)


def find_members(path: Path) -> tuple[list[int], int]:
    """Return where the whole members begin, and where the last whole one ends."""
    starts, end = [], 0
    with path.open("rb") as file:
        for next_start, _ in _members(file.read, 0):
            starts.append(end)
            end = next_start
    return starts, end


def _members(read: Callable[[int], bytes], start: int) -> Iterator[tuple[int, bytes]]:
    """Yield (where it ends, content) of each whole member; stop at a damaged one."""
    buffer = b""
    while True:
        unpacker = zlib.decompressobj(wbits=31)
        parts: list[bytes] = []
        while not unpacker.eof:
            piece = buffer or read(CHUNK_BYTES)
            buffer = b""
            if not piece:
                return
            try:
                parts.append(unpacker.decompress(piece))
            except zlib.error:
                return
            start += len(piece)
        buffer = unpacker.unused_data
        start -= len(buffer)
        yield start, b"".join(parts)


def sync_folder(folder: Path) -> None:
    """Make renames in a folder last through a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
