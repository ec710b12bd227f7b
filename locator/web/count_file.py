"""Where weekly sums are kept: one small file, in which no number is ever under eleven."""

import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from filelock import FileLock

LEAST = 11
FILE = "counts.json"
PATIENCE_S = 2.0

Cell = tuple[str, str]  # what is counted, and which: ("county", "25025")
Sums = dict[str, dict[str, dict[str, int]]]  # by week, then as in Cell


def read_counts(home: Path) -> Sums:
    """Return what is kept; a number that should not be there is not told."""
    try:
        kept: Sums = json.loads((home / FILE).read_bytes())
    except FileNotFoundError:
        return {}
    return {
        week: {
            kind: {name: sum_ for name, sum_ in names.items() if sum_ >= LEAST}
            for kind, names in kinds.items()
        }
        for week, kinds in kept.items()
    }


def add_counts(home: Path, week: str, more: Mapping[Cell, int]) -> None:
    """Add to a week's sums what several visitors made: each addition is eleven or more.

    So neither the file nor the difference between two copies of it tells of fewer.
    """
    enough = {cell: count for cell, count in more.items() if count >= LEAST}
    if not enough:
        return
    with FileLock(home / f"{FILE}.lock", timeout=PATIENCE_S):
        kept = read_counts(home)
        kinds = kept.setdefault(week, {})
        for (kind, name), count in enough.items():
            names = kinds.setdefault(kind, {})
            names[name] = names.get(name, 0) + count
        _write(home / FILE, kept)


def _write(path: Path, kept: Sums) -> None:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        json.dump(kept, file, indent=1, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
