"""The files of an index folder, and how to tell a whole one from a damaged one."""

import os
import zlib
from pathlib import Path

import msgspec

from locator.search.columns import FORMAT, LimitLabel, TermGroup

META = "meta.json"
ITEMS = "items.bin"
ARRAYS = ("points", "bits", "balls", "offsets", "ids", "by_id", "id_rank")
CHUNK = 1 << 20


class DamagedIndex(Exception):
    """An index folder is missing, half written or not what its meta file says."""


class Meta(msgspec.Struct, frozen=True):
    """What an index says of itself; `files` holds the size and CRC-32 of each file."""

    format: int
    version: str
    practice: bool
    count: int  # places kept
    searchable: int  # of these, the first ones, which searches may find
    groups: tuple[TermGroup, ...]
    labels: tuple[LimitLabel, ...]
    files: dict[str, tuple[int, int]]


def array_name(name: str) -> str:
    """Return the file name of an array."""
    return f"{name}.npy"


def file_seal(path: Path) -> tuple[int, int]:
    """Return the size and the CRC-32 of a file."""
    checksum = 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            checksum = zlib.crc32(chunk, checksum)
    return path.stat().st_size, checksum


def read_meta(folder: Path) -> Meta:
    """Return what an index folder says of itself, or raise DamagedIndex."""
    try:
        meta = msgspec.json.decode((folder / META).read_bytes(), type=Meta)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise DamagedIndex(f"{folder / META}: {error}") from error
    if meta.format != FORMAT:
        raise DamagedIndex(f"{folder}: format {meta.format}, not {FORMAT}")
    return meta


def check_files(folder: Path, meta: Meta) -> None:
    """Raise DamagedIndex unless every file is there, byte for byte."""
    expected = {ITEMS, *(array_name(name) for name in ARRAYS)}
    if set(meta.files) != expected:
        raise DamagedIndex(f"{folder}: names other files than this version reads")
    for name, seal in meta.files.items():
        try:
            found = file_seal(folder / name)
        except OSError as error:
            raise DamagedIndex(f"{folder / name}: {error}") from error
        if found != tuple(seal):
            raise DamagedIndex(f"{folder / name}: changed since it was written")


def sync_path(path: Path) -> None:
    """Have the disk keep a file or a folder before going on."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
