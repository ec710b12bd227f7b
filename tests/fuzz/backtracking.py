"""Gives every pattern of the package pump strings: run as a program, under CPU limits.

Prints the patterns that took too long, one a line; nothing where all are well.
"""

import ast
import importlib
import itertools
import pkgutil
import re
import signal
import string
from collections.abc import Iterator
from pathlib import Path

import locator

LENGTH = 600
# CPU seconds for one text. Growth with the square of the length takes milliseconds.
MOST_S = 0.5
COMMON = " 1aA-,.'x"
ENDS = ("", "!")


class TooSlow(Exception):
    """A pattern tried too many ways to match."""


def patterns() -> set[re.Pattern]:
    """Return every pattern: those kept in modules, and those written in calls."""
    found = set()
    for module in pkgutil.walk_packages(locator.__path__, "locator."):
        if module.name.startswith("locator.store.migrations"):
            continue
        loaded = importlib.import_module(module.name)
        values = list(vars(loaded).values())
        values += [one for v in values if isinstance(v, dict) for one in v.values()]
        found |= {value for value in values if isinstance(value, re.Pattern)}
        if loaded.__file__.endswith(".py"):  # one module is compiled, and has none
            found |= set(written(Path(loaded.__file__)))
    return found


def written(path: Path) -> Iterator[re.Pattern]:
    """Yield the patterns that a file writes out in calls of `re`."""
    for node in ast.walk(ast.parse(path.read_text())):
        is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if not is_call or not isinstance(node.func.value, ast.Name):
            continue
        first = node.args[0] if node.args else None
        if node.func.value.id == "re" and isinstance(first, ast.Constant):
            flags = re.IGNORECASE if "IGNORECASE" in ast.dump(node) else 0
            yield re.compile(first.value, flags)


def pumps(pattern: str) -> Iterator[str]:
    """Yield long texts of what the pattern names, and of what it may mean."""
    named = {char for char in pattern if char in string.printable and char != "\\"}
    atoms = sorted({*COMMON, *sorted(named)[:9]})
    for one, two in itertools.product(atoms, repeat=2):
        body = (one + two) * (LENGTH // 2)
        for end in ENDS:
            yield body + end


def too_slow(pattern: re.Pattern) -> str | None:
    """Return the text that a pattern cannot decide in time, or None."""
    as_bytes = isinstance(pattern.pattern, bytes)
    source = pattern.pattern.decode("latin-1") if as_bytes else pattern.pattern
    for text in pumps(source):
        subject = text.encode() if as_bytes else text
        signal.setitimer(signal.ITIMER_VIRTUAL, MOST_S)
        try:
            pattern.search(subject)
            pattern.fullmatch(subject)
        except TooSlow:
            return text
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return None


def stop(_signal: int, _frame: object) -> None:
    raise TooSlow


if __name__ == "__main__":
    signal.signal(signal.SIGVTALRM, stop)
    checked = patterns()
    for one in checked:
        if text := too_slow(one):
            print(f"{one.pattern!r} on {text[:12]!r}…", flush=True)
    print(f"{len(checked)} patterns", flush=True)
