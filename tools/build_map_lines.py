"""Builds locator/data/map_lines.npz, the borders drawn on the map of a search.

With npm on the path, from the project's folder: python -m tools.build_map_lines
The borders are the Census Bureau's (2017, public domain) as npm's us-atlas has them.
Every point carries how far the line would stray without it, so that one file serves a
map of a mile and one of two hundred: a reader takes the points that its map can show.
"""

import math
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from locator.places.atlas import FINEST_M, UNIT, Border
from tools.us_atlas import read_atlas, read_options, rings_of

ATLAS = "counties-10m.json"
OUT = Path(__file__).resolve().parent.parent / "locator" / "data" / "map_lines.npz"
# Rounded, unlike the atlas's: the file was made with this.
METERS_PER_DEGREE = 111_195.0
END = 255  # the ends of a line are always drawn

Degrees = np.ndarray[Any, np.dtype[np.float64]]


def main() -> None:
    """Fetch the package, weigh the points of its lines, write them."""
    options = read_options(__doc__, OUT)
    write(read_atlas(options.atlas, ATLAS), options.out)
    print(f"{options.out}: {options.out.stat().st_size:,} bytes")


def write(atlas: dict[str, Any], out: Path) -> None:
    """Write every line: where it starts, its kind, its points as steps, their levels."""
    kinds = line_kinds(atlas)
    lines = [(number, line) for number, line in read_lines(atlas) if number in kinds]
    points = np.concatenate([line for _, line in lines])
    units = np.round(points / UNIT).astype(np.int32)
    np.savez_compressed(
        out,
        lengths=np.array([len(line) for _, line in lines], np.uint16),
        kinds=np.array([kinds[number] for number, _ in lines], np.uint8),
        longitude_steps=np.diff(units[:, 0], prepend=0).astype(np.int32),
        latitude_steps=np.diff(units[:, 1], prepend=0).astype(np.int32),
        levels=np.concatenate([levels(line) for _, line in lines]),
    )


def line_kinds(atlas: dict[str, Any]) -> dict[int, Border]:
    """Return for each line whether it parts two counties of one state, or more."""
    states: dict[int, list[str]] = defaultdict(list)
    for shape in atlas["objects"]["counties"]["geometries"]:
        for number in chain.from_iterable(rings_of(shape)):
            states[number if number >= 0 else ~number].append(shape["id"][:2])
    return {
        number: Border.COUNTY
        if len(found) == 2 and found[0] == found[1]
        else Border.STATE
        for number, found in states.items()
    }


def read_lines(atlas: dict[str, Any]) -> Iterator[tuple[int, Degrees]]:
    """Yield each line as longitudes and latitudes."""
    scale, shift = atlas["transform"]["scale"], atlas["transform"]["translate"]
    for number, arc in enumerate(atlas["arcs"]):
        yield number, np.cumsum(np.array(arc), axis=0) * scale + shift


def levels(line: Degrees) -> Degrees:
    """Return how much each point matters, after Douglas and Peucker."""
    narrow = math.cos(math.radians(float(line[:, 1].mean())))
    flat = line * (METERS_PER_DEGREE * narrow, METERS_PER_DEGREE)
    strays = np.full(len(line), np.inf)
    weigh(flat, strays, 0, len(line) - 1, np.inf)
    with np.errstate(divide="ignore"):
        found = np.floor(4 * np.log2(strays / FINEST_M))
    return np.where(np.isinf(strays), END, np.clip(found, 0, END - 1)).astype(np.uint8)


def weigh(flat: Degrees, strays: Degrees, first: int, last: int, most: float) -> None:
    """Give the farthest point between two its stray, then those beside it, never more."""
    if last - first < 2:
        return
    start, way = flat[first], flat[last] - flat[first]
    between = flat[first + 1 : last] - start
    length = float(np.hypot(*way))
    away = (
        np.abs(way[0] * between[:, 1] - way[1] * between[:, 0]) / length
        if length
        else np.hypot(between[:, 0], between[:, 1])
    )
    middle = first + 1 + int(away.argmax())
    strays[middle] = min(most, float(away.max()))
    weigh(flat, strays, first, middle, strays[middle])
    weigh(flat, strays, middle, last, strays[middle])


if __name__ == "__main__":
    main()
