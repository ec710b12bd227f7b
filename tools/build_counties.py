"""Builds locator/data/counties.json.gz, the shapes that `locator pack` sorts places by.

With npm on the path, from the project's folder: python -m tools.build_counties
The shapes are the Census Bureau's (2017, public domain) as npm's us-atlas has them, kept
as they are: borders as shared lines of whole numbers, with how to turn those to degrees.
"""

import gzip
import json
from pathlib import Path
from typing import Any

from locator.places import STATE_NAMES
from tools.us_atlas import read_atlas, read_options, rings_of

ATLAS = "counties-10m.json"
# The atlas calls these by longer names than we do.
LONG_NAMED = {"69": "MP", "78": "VI"}
OUT = Path(__file__).resolve().parent.parent / "locator" / "data" / "counties.json.gz"


def main() -> None:
    """Fetch the package and write what a county needs: name, state, rings."""
    options = read_options(__doc__, OUT)
    atlas = read_atlas(options.atlas, ATLAS)
    body = {
        "scale": atlas["transform"]["scale"],
        "translate": atlas["transform"]["translate"],
        "arcs": atlas["arcs"],
        "counties": make_counties(atlas),
    }
    text = json.dumps(body, separators=(",", ":")).encode()
    options.out.write_bytes(gzip.compress(text, 9, mtime=0))
    print(f"{options.out}: {options.out.stat().st_size:,} bytes")


def make_counties(atlas: dict[str, Any]) -> dict[str, list[Any]]:
    """Return each county by its FIPS code: name, state, rings as numbers of lines."""
    codes = {name: code for code, name in STATE_NAMES.items()}
    states = {
        shape["id"]: LONG_NAMED.get(shape["id"]) or codes[shape["properties"]["name"]]
        for shape in atlas["objects"]["states"]["geometries"]
    }
    counties = {}
    for shape in atlas["objects"]["counties"]["geometries"]:
        state = states[shape["id"][:2]]
        counties[shape["id"]] = [shape["properties"]["name"], state, rings_of(shape)]
    return dict(sorted(counties.items()))


if __name__ == "__main__":
    main()
