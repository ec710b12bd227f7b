"""Makes an index folder out of places, whole or not at all."""

import shutil
from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from locator.records import Access, Location
from locator.search import earth
from locator.search.columns import FORMAT, Layout, taxonomy_layout
from locator.search.files import (
    ARRAYS,
    ITEMS,
    META,
    Meta,
    array_name,
    file_seal,
    sync_path,
)

# Rows a block: as many as a word has bits.
BLOCK = 64
BLOCKS_AT_ONCE = 4096

Arrays = dict[str, NDArray[Any]]


def build_index(
    locations: Iterable[Location],
    version: str,
    folder: Path,
    *,
    practice: bool = False,
    layout: Layout | None = None,
) -> None:
    """Write the index of these places as a new folder; it appears whole or not."""
    partial = folder.with_name(f".{folder.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        rows = _Rows(layout or taxonomy_layout())
        _write_data(partial, rows, locations)
        _write_meta(partial, rows, version, practice=practice)
    except BaseException:
        # A full disk should not also hold half an index.
        shutil.rmtree(partial, ignore_errors=True)
        raise
    partial.rename(folder)
    sync_path(folder.parent)


def _write_data(partial: Path, rows: "_Rows", locations: Iterable[Location]) -> None:
    with (partial / ITEMS).open("wb") as items:
        for location in locations:
            if location.retired_at is None:
                items.write(rows.add(location))
    for name, values in rows.arrays().items():
        np.save(partial / array_name(name), values)


def _write_meta(partial: Path, rows: "_Rows", version: str, *, practice: bool) -> None:
    names = (ITEMS, *(array_name(name) for name in ARRAYS))
    meta = Meta(
        format=FORMAT,
        version=version,
        practice=practice,
        count=len(rows.ids),
        searchable=rows.searchable,
        groups=rows.layout.groups,
        labels=rows.layout.labels,
        files={name: file_seal(partial / name) for name in names},
    )
    (partial / META).write_bytes(msgspec.json.encode(meta))
    for name in (*names, META):
        sync_path(partial / name)
    sync_path(partial)


def is_searchable(location: Location) -> bool:
    """Tell whether searches may find a place: it has a spot, and takes outsiders."""
    return (
        location.search_point is not None and location.access is not Access.RESTRICTED
    )


class _Rows:
    """Places as they come, kept as compact as the arrays they become."""

    def __init__(self, layout: Layout) -> None:
        self._width = layout.width
        self.layout = layout
        self._encode = msgspec.msgpack.Encoder().encode
        self._bits = bytearray()
        self._latitudes, self._longitudes = array("d"), array("d")
        self._ends = array("Q", [0])
        self._found = array("B")
        self.ids: list[bytes] = []

    @property
    def searchable(self) -> int:
        """How many of the places searches may find."""
        return sum(self._found)

    def add(self, location: Location) -> bytes:
        """Take one place in, and return its bytes for the items file."""
        found = is_searchable(location)
        point = location.search_point if found else None
        bits = 0
        for column in self.layout.columns_of(location) if found else ():
            bits |= 1 << column
        self._bits += bits.to_bytes((self._width + 7) // 8, "little")
        self._latitudes.append(point.latitude if point else 0.0)
        self._longitudes.append(point.longitude if point else 0.0)
        self._found.append(found)
        self.ids.append(location.id.encode())
        item = self._encode(location)
        self._ends.append(self._ends[-1] + len(item))
        return item

    def arrays(self) -> Arrays:
        """Return everything but the items, in the index's order."""
        ids = np.array(self.ids, dtype=np.bytes_)
        latitudes = np.array(self._latitudes, dtype=np.float64)
        longitudes = np.array(self._longitudes, dtype=np.float64)
        found = np.array(self._found, dtype=bool)
        curve = earth.hilbert_order(latitudes, longitudes)
        # Searchable places first, along the curve, neighbors of one spot by id.
        order = np.lexsort((ids, curve, ~found))
        seen = order[: int(found.sum())]
        ecef = earth.to_ecef(latitudes[seen], longitudes[seen])
        ends = np.array(self._ends, dtype=np.uint64)
        by_id = np.argsort(ids[order], kind="stable").astype(np.uint32)
        id_rank = np.empty_like(by_id)
        id_rank[by_id] = np.arange(len(by_id), dtype=np.uint32)
        return {
            "points": block_points(ecef),
            "bits": self._block_bits(seen),
            "balls": block_balls(ecef),
            "offsets": np.stack([ends[:-1][order], ends[1:][order]], axis=1),
            "ids": ids[order][by_id],
            "by_id": by_id,
            "id_rank": id_rank,
        }

    def _block_bits(self, seen: NDArray[np.intp]) -> NDArray[np.uint64]:
        rows = np.frombuffer(bytes(self._bits), dtype=np.uint8)
        rows = rows.reshape(len(self.ids), (self._width + 7) // 8)
        blocks = -(-len(seen) // BLOCK)
        words = np.zeros((blocks, self._width), dtype="<u8")
        for start in range(0, blocks, BLOCKS_AT_ONCE):
            part = rows[seen[start * BLOCK : (start + BLOCKS_AT_ONCE) * BLOCK]]
            flags = np.unpackbits(part, axis=1, count=self._width, bitorder="little")
            short = -len(flags) % BLOCK
            flags = np.pad(flags, ((0, short), (0, 0)))
            cubes = np.ascontiguousarray(
                flags.reshape(-1, BLOCK, self._width).transpose(0, 2, 1)
            )
            packed = np.packbits(cubes, axis=2, bitorder="little")
            words[start : start + len(cubes)] = packed.view("<u8")[:, :, 0]
        return words


def block_points(ecef: earth.Floats) -> earth.Floats:
    """Return x, y, z of each block side by side; what fills the last lies at 0, 0, 0."""
    full = np.pad(ecef, ((0, -len(ecef) % BLOCK), (0, 0)))
    return np.ascontiguousarray(full.reshape(-1, BLOCK, 3).transpose(0, 2, 1))


def block_balls(ecef: earth.Floats) -> earth.Floats:
    """Return a ball around each block's points: x, y, z, radius, and what they make.

    The last row is the squared distance of the middle from the earth's, less the
    squared radius: with it, "does this ball touch that one" is a plain sum of products.
    """
    # The last point again and again keeps the last ball as small as its points.
    full = np.pad(
        ecef,
        ((0, -len(ecef) % BLOCK), (0, 0)),
        mode="edge" if len(ecef) else "constant",
    )
    blocks = full.reshape(-1, BLOCK, 3)
    middle = (blocks.min(axis=1) + blocks.max(axis=1)) / 2
    radius = np.sqrt(((blocks - middle[:, None]) ** 2).sum(axis=2).max(axis=1)) + 1e-3
    product = (middle**2).sum(axis=1) - radius**2
    return np.ascontiguousarray(np.column_stack([middle, radius, product]).T)
