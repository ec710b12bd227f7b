"""An opened index: immutable arrays mapped from files, and the places themselves."""

import mmap
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from locator.records import Location
from locator.search.columns import Layout
from locator.search.engine import make_scanner
from locator.search.files import (
    ITEMS,
    DamagedIndex,
    Meta,
    array_name,
    check_files,
    read_meta,
)
from locator.search.glance import Glance
from locator.search.scanner import Arrays

Glimpse = TypeVar("Glimpse")
SEARCHED = ("points", "bits", "balls", "id_rank")
MOST_GLANCES = 20_000  # a kilobyte each


class DirectoryIndex:
    """One version of the directory, whole; it never changes while it is used."""

    def __init__(self, folder: Path, meta: Meta) -> None:
        self.folder = folder
        self.version = meta.version
        self.practice = meta.practice
        self.size = meta.count
        self.searchable = meta.searchable
        self.layout = Layout(meta.groups, meta.labels)
        self.arrays = Arrays(
            **{name: _mapped(folder, name) for name in SEARCHED}, layout=self.layout
        )
        self.scanner = make_scanner(self.arrays)
        self._offsets = _mapped(folder, "offsets")
        self._ids = _mapped(folder, "ids")
        self._by_id = _mapped(folder, "by_id")
        self._items = _map_items(folder / ITEMS)
        self._decode = msgspec.msgpack.Decoder(Location).decode
        self._glimpse = msgspec.msgpack.Decoder(Glance).decode
        self._glances: dict[int, Glance] = {}

    def in_order(self, start: int, stop: int) -> list[Location]:
        """Return a run of all places by id, restricted ones too."""
        return [
            self.location_at(position) for position in self._by_id[start:stop].tolist()
        ]

    def location_at(self, position: int) -> Location:
        """Return the place at one position of the arrays."""
        start, end = self._offsets[position].tolist()
        return self._decode(self._items[start:end])

    def glance_at(self, position: int) -> Glance:
        """Return a few facts of the place at one position."""
        found = self._glances.get(position)
        if found is None:
            start, end = self._offsets[position].tolist()
            if len(self._glances) >= MOST_GLANCES:
                self._glances.clear()
            found = self._glances[position] = self._glimpse(self._items[start:end])
        return found

    def each(self, shape: type[Glimpse]) -> Iterator[Glimpse]:
        """Yield every place, in no order, as a record with some of a Location's fields.

        Counting over the country needs few facts of each place; making only those
        takes a fraction of the time.
        """
        items = self._items
        decode = msgspec.msgpack.Decoder(shape).decode
        for start, end in self._offsets.tolist():
            yield decode(items[start:end])

    def get(self, location_id: str) -> Location | None:
        """Return a listed place by its id, restricted ones too."""
        wanted = location_id.encode(errors="replace")
        rank = int(np.searchsorted(self._ids, np.bytes_(wanted)))
        if rank == len(self._ids) or self._ids[rank] != wanted:
            return None
        return self.location_at(self._by_id[rank])


def open_index(folder: Path) -> DirectoryIndex:
    """Open an index folder; raise DamagedIndex unless it is whole."""
    meta = read_meta(folder)
    check_files(folder, meta)
    try:
        return DirectoryIndex(folder, meta)
    except (OSError, ValueError) as error:
        raise DamagedIndex(f"{folder}: {error}") from error


def _mapped(folder: Path, name: str) -> NDArray[Any]:
    path = folder / array_name(name)
    # As a plain array: numpy's own memmap class slows every slice down.
    values: NDArray[Any] = np.load(path, mmap_mode="r").view(np.ndarray)
    return values


def _map_items(path: Path) -> mmap.mmap | bytes:
    if path.stat().st_size == 0:
        return b""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
