"""Builds locator/data/counties.json.gz, the shapes that `locator pack` sorts places by.

With npm on the path, from the project's folder: python tools/build_counties.py
The shapes are the Census Bureau's (2017, public domain) as npm's us-atlas has them, kept
as they are: borders as shared lines of whole numbers, with how to turn those to degrees.
"""

import argparse
import gzip
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from locator.places import STATE_NAMES

PACKAGE = "us-atlas@3.0.1"
MEMBER = "package/counties-10m.json"
# The atlas calls these by longer names than we do.
LONG_NAMED = {"69": "MP", "78": "VI"}
OUT = Path(__file__).resolve().parent.parent / "locator" / "data" / "counties.json.gz"


def main() -> None:
    """Fetch the package and write what a county needs: name, state, rings."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    atlas = fetch_atlas()
    body = {
        "scale": atlas["transform"]["scale"],
        "translate": atlas["transform"]["translate"],
        "arcs": atlas["arcs"],
        "counties": make_counties(atlas),
    }
    text = json.dumps(body, separators=(",", ":")).encode()
    options.out.write_bytes(gzip.compress(text, 9, mtime=0))
    print(f"{options.out}: {options.out.stat().st_size:,} bytes")


def fetch_atlas() -> Any:  # noqa: ANN401 - TopoJSON
    """Return the atlas out of its npm package."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", PACKAGE, "--silent", "--pack-destination", folder]
        subprocess.run(command, check=True)
        [archive] = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as package:
            file = package.extractfile(MEMBER)
            assert file is not None
            return json.load(file)


def make_counties(atlas: dict[str, Any]) -> dict[str, list[Any]]:
    """Return each county by its FIPS code: name, state, rings as numbers of lines."""
    codes = {name: code for code, name in STATE_NAMES.items()}
    states = {
        shape["id"]: LONG_NAMED.get(shape["id"]) or codes[shape["properties"]["name"]]
        for shape in atlas["objects"]["states"]["geometries"]
    }
    counties = {}
    for shape in atlas["objects"]["counties"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = [ring for polygon in polygons for ring in polygon]
        state = states[shape["id"][:2]]
        counties[shape["id"]] = [shape["properties"]["name"], state, rings]
    return dict(sorted(counties.items()))


if __name__ == "__main__":
    main()
