"""Builds locator/data/states.json, the outlines of the map on the page about our data.

With npm on the path, from the project's folder: python -m tools.build_map
The outlines are the Census Bureau's (2017, public domain), laid out for a flat screen
with Alaska and Hawaii moved in, as npm's us-atlas has them. They are thinned line by
line, so that neighbors still share their borders.
"""

import json
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from locator.places import STATE_NAMES
from tools.us_atlas import read_atlas, read_options, rings_of

ATLAS = "states-albers-10m.json"
OUT = Path(__file__).resolve().parent.parent / "locator" / "data" / "states.json"
WIDTH, HEIGHT = 975, 610
TOLERANCE = 0.7  # screen units that a thinned line may stray
LEAST_AREA = 6.0  # smaller islands are left out, unless a state is nothing else

Position = tuple[float, float]
Line = list[Position]


def main() -> None:
    """Fetch the package, thin its lines, write the outlines."""
    options = read_options(__doc__, OUT)
    outlines = make_outlines(read_atlas(options.atlas, ATLAS))
    body = {"width": WIDTH, "height": HEIGHT, "states": outlines}
    options.out.write_text(json.dumps(body, separators=(",", ":"), indent=0) + "\n")
    print(
        f"{options.out}: {len(outlines)} states, {options.out.stat().st_size:,} bytes"
    )


def make_outlines(atlas: dict[str, Any]) -> dict[str, str]:
    """Return the path of each state by its two letters."""
    codes = {name: code for code, name in STATE_NAMES.items()}
    arcs = [thin(line) for line in read_arcs(atlas)]
    outlines = {}
    for shape in atlas["objects"]["states"]["geometries"]:
        rings = [join(ring, arcs) for ring in rings_of(shape)]
        rings.sort(key=area, reverse=True)
        kept = [ring for ring in rings if area(ring) >= LEAST_AREA] or rings[:1]
        outlines[codes[shape["properties"]["name"]]] = "".join(map(path, kept))
    return dict(sorted(outlines.items()))


def read_arcs(atlas: dict[str, Any]) -> Iterable[Line]:
    """Yield the lines that borders are made of, in screen units."""
    scale, shift = atlas["transform"]["scale"], atlas["transform"]["translate"]
    for arc in atlas["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        yield line


def thin(line: Sequence[Position]) -> Line:
    """Return the line without the points that change little (Douglas and Peucker)."""
    if len(line) < 3:
        return list(line)
    strays = [stray(point, line[0], line[-1]) for point in line[1:-1]]
    worst = max(range(len(strays)), key=strays.__getitem__)
    if strays[worst] <= TOLERANCE:
        return [line[0], line[-1]]
    middle = worst + 1
    return thin(line[: middle + 1])[:-1] + thin(line[middle:])


def stray(point: Position, start: Position, end: Position) -> float:
    """Return how far a point lies from the line between two others."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    if length == 0:  # a ring: its ends are one point
        return float(((x - x1) ** 2 + (y - y1) ** 2) ** 0.5)
    return float(abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length)


def join(ring: Sequence[int], arcs: Sequence[Line]) -> Line:
    """Return a ring from its arcs; a negative number is an arc walked backwards."""
    points: Line = []
    for number in ring:
        line = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += line[1:] if points else line
    return points


def area(ring: Sequence[Position]) -> float:
    """Return the area a ring encloses, in square screen units."""
    turns = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in turns)) / 2


def path(ring: Sequence[Position]) -> str:
    """Return a closed SVG path in whole units, each step relative to the last."""
    points = [(round(x), round(y)) for x, y in ring[:-1]]
    steps = [
        f"{x2 - x1} {y2 - y1}"
        for (x1, y1), (x2, y2) in pairwise(points)
        if (x1, y1) != (x2, y2)
    ]
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}z".replace(" -", "-")


if __name__ == "__main__":
    main()
