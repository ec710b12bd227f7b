"""Run the tests of the search with every access to memory watched: `make sanitize`.

Builds the compiled module with gcc's address and undefined behavior sanitizers in a copy
of the project, and searches there. Any fault ends the run.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from hatch_build import compile_module

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("bench", "locator", "static", "templates", "tests", "tools")
FLAGS = (
    "-O1", "-g", "-ffp-contract=off",
    "-fsanitize=address,undefined", "-fno-sanitize-recover=undefined",
)  # fmt: skip
LIBRARIES = ("libasan.so", "libubsan.so")
# Python itself frees little of what it has when it ends.
OPTIONS = "detect_leaks=0"


def main() -> int:
    """Build, run, and return how pytest ended."""
    with tempfile.TemporaryDirectory(prefix="locator-sanitize-") as name:
        copy = Path(name)
        for folder in FOLDERS:
            shutil.copytree(
                ROOT / folder,
                copy / folder,
                ignore=shutil.ignore_patterns("*.so", "__pycache__"),
            )
        shutil.copy(ROOT / "pyproject.toml", copy)
        compile_module(copy, FLAGS)
        tests = [sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:cacheprovider"]
        done = subprocess.run(
            [
                *tests,
                "-W",
                "default",
                "tests/search",
                "-k",
                "not Plain and not bench and not build_hook",
            ],
            cwd=copy,
            env={
                **os.environ,
                "PYTHONPATH": name,
                "LD_PRELOAD": " ".join(map(library, LIBRARIES)),
                "ASAN_OPTIONS": OPTIONS,
            },
            check=False,
        )
        return done.returncode


def library(name: str) -> str:
    """Return where gcc keeps a library."""
    asked = ["gcc", f"-print-file-name={name}"]
    return subprocess.run(
        asked, capture_output=True, text=True, check=True
    ).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
