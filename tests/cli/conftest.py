"""A home with a small invented directory, and the command run in it."""

import gzip
import itertools
import json

import pytest
from click.testing import CliRunner

from locator.cli import cli
from locator.cli.session import exit_code
from locator.config import Settings
from locator.errors import LocatorError
from locator.practice import practice_rows

ROWS = 150


@pytest.fixture(scope="session")
def rows_file(tmp_path_factory):
    """Rows in the API's shape, one a line, as somebody would have saved them."""
    path = tmp_path_factory.mktemp("rows") / "rows.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for row in itertools.islice(practice_rows(), ROWS):
            file.write(json.dumps(dict(row)) + "\n")
    return path


@pytest.fixture(scope="session")
def loaded_home(tmp_path_factory, rows_file):
    """A home that holds those rows; tests only read it."""
    home = tmp_path_factory.mktemp("home")
    result = run_in(home, "import", "findtreatment", str(rows_file))
    assert result.exit_code == 0, result.output
    return home


@pytest.fixture
def run(tmp_path):
    """Run `locator` in an empty home."""
    return lambda *words, **environ: run_in(tmp_path / "home", *words, **environ)


@pytest.fixture
def ask(loaded_home):
    """Run `locator` where a directory is loaded."""
    return lambda *words: run_in(loaded_home, *words)


def run_in(home, *words, **environ):
    settings = Settings.from_environ({"LOCATOR_HOME": str(home), **environ})
    result = CliRunner().invoke(cli, words, obj=settings)
    if isinstance(result.exception, LocatorError):
        # What `main` does with an error of ours.
        result.exit_code = exit_code(result.exception)
    elif result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result
