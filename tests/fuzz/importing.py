"""Imports files in processes of their own, and says what that took: run as a program.

Reads lines of JSON, `[words of the command]`, and answers each with a line.
"""

import json
import os
import re
import sys
from pathlib import Path

from click.testing import CliRunner

from locator.cli import cli
from locator.cli.session import exit_code
from locator.config import Settings
from locator.errors import LocatorError
from locator.store import open_store


def main(home: str, max_mb: str) -> None:
    settings = Settings.from_environ(
        {"LOCATOR_HOME": home, "LOCATOR_IMPORT_MAX_MB": max_mb, "LOCATOR_OFFLINE": "1"}
    )
    for line in sys.stdin:
        reading, writing = os.pipe()
        if os.fork() == 0:
            os.write(writing, json.dumps(outcome(settings, json.loads(line))).encode())
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as answer:
            sys.stdout.buffer.write((answer.read() or b'{"died": true}') + b"\n")
        os.wait()
        sys.stdout.flush()


def outcome(settings: Settings, words: list[str]) -> dict[str, object]:
    before = peak_mb()
    result = CliRunner().invoke(cli, words, obj=settings)
    took = peak_mb() - before
    error = result.exception
    known = isinstance(error, LocatorError)
    return {
        "code": exit_code(error) if known else result.exit_code,
        "says": str(error) if known else repr(error) + result.output,
        "known": known,
        "took_mb": took,
        "directory": directory(settings),
        "files": sorted(
            path.name
            for path in settings.home.iterdir()
            if "locator.db" not in path.name
        ),
    }


def peak_mb() -> float:
    """Return the most memory that this process ever had."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found
    return int(found[1]) / 1024


def directory(settings: Settings) -> list[object]:
    store = open_store(settings.database_url)
    places = sorted(location.id for location in store.locations())
    states = sorted(state.founding_key for state in store.listing_states())
    found = [store.state().version, places, states, len(store.decisions())]
    store.close()
    return found


if __name__ == "__main__":
    main(*sys.argv[1:])
