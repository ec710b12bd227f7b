"""The Census Bureau's outlines of 2017 (public domain) as npm's us-atlas has them.

What the tools that build our maps share: the file out of its package, and its shapes.
"""

import argparse
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

PACKAGE = "us-atlas@3.0.1"


def read_options(description: str | None, out: Path) -> argparse.Namespace:
    """Return what a tool was told: where to write, and which atlas is at hand."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--atlas", type=Path, help="a file of the package at hand")
    parser.add_argument("--out", type=Path, default=out)
    return parser.parse_args()


def read_atlas(at_hand: Path | None, name: str) -> dict[str, Any]:
    """Return an atlas: the one at hand, else the file of this name in the package."""
    text = at_hand.read_bytes() if at_hand else fetch_file(name)
    atlas: dict[str, Any] = json.loads(text)
    return atlas


def fetch_file(name: str) -> bytes:
    """Return a file out of the npm package."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", PACKAGE, "--silent", "--pack-destination", folder]
        subprocess.run(command, check=True)
        [archive] = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as package:
            file = package.extractfile(f"package/{name}")
            assert file is not None
            return file.read()


def rings_of(shape: dict[str, Any]) -> list[list[int]]:
    """Return the rings of a shape, each as numbers of lines."""
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    return [ring for polygon in polygons for ring in polygon]
