"""docs/adding-a-directory.md, step by step, in a copy of the checkout."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.programs import need_program

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = (ROOT / "docs" / "adding-a-directory.md").read_text("utf-8")
FILE = re.compile(r"`([\w/.-]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TESTS = ("tests/sources/test_juniper_county.py", "tests/sources/test_every_source.py")
FIRST_PARTY = ("--config", 'lint.isort.known-first-party = ["locator"]')
COPIED = ("locator", "templates", "static", "tests/fixtures")
SINGLE = (
    "pyproject.toml", "tests/conftest.py", "tests/sources/test_every_source.py",
    "tools/programs.py",
)  # fmt: skip
pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A copy of the checkout, in which people may make a mess."""
    copy = tmp_path_factory.mktemp("copy") / "checkout"
    ignored = shutil.ignore_patterns("__pycache__")
    for folder in COPIED:
        shutil.copytree(ROOT / folder, copy / folder, ignore=ignored)
    for name in SINGLE:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, copy / name)
    return copy


def run_in(checkout, *words):
    """Run a module in the copy, with a home of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=checkout,
        env={
            **kept,
            "LOCATOR_HOME": str(checkout.parent / "home"),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )


def run_tests(checkout):
    return run_in(checkout, "pytest", "-q", "-p", "no:cacheprovider", *TESTS)


def texts(checkout):
    return {
        str(path.relative_to(checkout)): path.read_bytes()
        for path in checkout.rglob("*")
        if path.is_file() and not path.relative_to(checkout).parts[0].startswith(".")
    }


def test_the_worked_example_works(checkout):
    before = texts(checkout)
    made = run_in(checkout, "locator", "sources", "new", "juniper-county")
    assert made.returncode == 0, made.stderr
    again = run_in(checkout, "locator", "sources", "new", "juniper-county")
    assert again.returncode == 2
    assert "there already" in again.stderr

    red = run_tests(checkout)
    assert red.returncode == 1, red.stdout
    assert "FILL IN" in red.stdout

    for name, text in FILE.findall(DOCUMENT):
        assert (checkout / name).is_file(), f"{name} was written by the program"
        (checkout / name).write_text(text, "utf-8")
    green = run_tests(checkout)
    assert green.returncode == 0, green.stdout

    after = texts(checkout)
    touched = {name for name in after if before.get(name) != after[name]}
    assert touched == {
        "locator/sources/juniper_county.py",
        "tests/sources/test_juniper_county.py",
        "tests/fixtures/juniper-county/sample.csv",
        "locator/sources/__init__.py",
    }

    sample = "tests/fixtures/juniper-county/sample.csv"
    imported = run_in(checkout, "locator", "import", "juniper-county", sample)
    assert imported.returncode == 0, imported.stderr
    found = run_in(checkout, "locator", "search", "05602", "--term", "buprenorphine")
    assert "Maple Hill Clinic" in found.stdout
    private = run_in(checkout, "locator", "search", "05602")
    assert "Quiet House (address kept private)" in private.stdout


def test_the_document_shows_what_the_program_writes():
    names = [name for name, _ in FILE.findall(DOCUMENT)]
    assert names == [
        "tests/fixtures/juniper-county/sample.csv",
        "locator/sources/juniper_county.py",
        "tests/sources/test_juniper_county.py",
    ]


def test_the_code_in_the_document_is_in_house_style(tmp_path):
    ruff = need_program("ruff", "ruff")
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    for name, text in FILE.findall(DOCUMENT):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    for command in (["check", *FIRST_PARTY], ["format", "--check"]):
        done = subprocess.run(
            [ruff, *command, "--no-cache", "."],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout
