"""The shape of the project, held by tests: directions, ceilings, packaging, documents."""

import ast
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import fields
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from locator.config import Settings
from tests.programs import missing

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = sorted((ROOT / "locator").rglob("*.py"))
CODE = sorted(
    path
    for start in ("locator/**", "tests/**", "tools/**", "bench/**", ".")
    for path in ROOT.glob(f"{start}/*.py")
)
COMPILED = sorted((ROOT / "locator").rglob("*.p[yx][xd]"))
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())
LOCKS = ("requirements.lock", "requirements-dev.lock")

# What ties the project to one machine, one mirror or one account.
PRIVATE = re.compile(
    r"/(?:work|root|home/(?!locator\b)\w+|Users/\w+)/"
    r"|\b(?:artifactory|nexus|devpi)\b|[\w.-]+\.internal\b"
    r"|--(?:extra-)?index-url|--find-links|--trusted-host"
    r"|(?:files\.pythonhosted|pypi|registry\.npmjs)\.org/",
    re.IGNORECASE,
)
# This file talks about such things on purpose.
SPEAKS_OF_PRIVATE = {"tests/test_architecture.py"}


def name_of(path):
    return str(path.relative_to(ROOT))


def functions_of(path):
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node, (node.end_lineno or node.lineno) - node.lineno + 1


def tracked_files():
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        missing("not a git checkout, so nothing is tracked")
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    return [
        ROOT / name
        for name in listing.stdout.split("\0")
        if name and (ROOT / name).is_file()
    ]


def test_imports_point_one_way():
    # Its cache trusts file times, which a checkout or a restored backup changes. In a
    # process of its own, since it reconfigures the logging of the one it runs in.
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]

    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", PACKAGE, ids=name_of)
def test_a_module_says_what_it_is_for_and_stays_under_300_lines(path):
    text = path.read_text("utf-8")

    assert ast.get_docstring(ast.parse(text)), "the first line says what it is for"
    assert len(text.splitlines()) <= 300


def test_a_compiled_module_stays_under_300_lines_too():
    lines = {name_of(path): len(path.read_text().splitlines()) for path in COMPILED}

    assert len(lines) == 4
    assert max(lines.values()) <= 300, lines


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_no_function_is_longer_than_50_lines(path):
    too_long = {node.name: lines for node, lines in functions_of(path) if lines > 50}

    assert too_long == {}


def test_no_template_is_longer_than_150_lines():
    lines = {name_of(path): len(path.read_text().splitlines()) for path in TEMPLATES}

    assert {name: count for name, count in lines.items() if count > 150} == {}


def test_every_setting_is_documented_and_every_documented_setting_exists():
    read = set(re.findall(r"\"(LOCATOR_[A-Z_]+)\"", code_of("locator/config.py")))
    documented = set(
        re.findall(
            r"^\| `(LOCATOR_[A-Z_]+)` \|",
            code_of("docs/configuration.md"),
            re.MULTILINE,
        )
    )

    assert read == documented
    assert len(read) == len(fields(Settings))


def test_deployed_settings_are_real_ones():
    documented = code_of("docs/configuration.md")
    named = {
        setting
        for path in (ROOT / "deploy").rglob("*")
        if path.is_file()
        for setting in re.findall(r"LOCATOR_[A-Z]\w+", path.read_text())
    }

    assert {name for name in named if f"`{name}`" not in documented} == set()


def test_no_tracked_file_names_a_machine_or_a_mirror():
    found = {}
    for path in tracked_files():
        name = name_of(path)
        data = path.read_bytes()
        if b"\0" in data or name in SPEAKS_OF_PRIVATE:
            continue
        if match := PRIVATE.search(data.decode("utf-8")):
            found[name] = match[0]

    assert found == {}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_every_package_by_hash_and_names_no_index(lock):
    text = code_of(lock)
    pins = re.findall(
        r"^[\w.\[\]-]+==[^\s;]+.*?(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL
    )

    assert len(pins) > 20
    assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []
    assert "://" not in text


def test_the_development_lock_agrees_with_the_lock():
    pins = [
        dict(
            re.findall(
                r"^([\w.-]+)(?:\[.*?\])?==([^\s;]+)", code_of(lock), re.MULTILINE
            )
        )
        for lock in LOCKS
    ]

    assert pins[0].items() <= pins[1].items()


def test_every_dependency_is_locked():
    locked = code_of("requirements.lock")
    block = re.search(
        r"^dependencies = \[(.*?)^\]",
        code_of("pyproject.toml"),
        re.MULTILINE | re.DOTALL,
    )
    wanted = re.findall(r'"([\w.-]+(?:\[[\w,-]+\])?)', block[1])

    assert len(wanted) > 10
    assert [each for each in wanted if f"\n{each}==" not in f"\n{locked}"] == []


def test_the_lock_holds_every_extra_that_one_package_asks_of_another():
    """Without it pip before 23.3 takes a newer release, of which we have no hash."""
    locked = set(re.findall(r"^([\w.-]+\[.*?\])==", code_of(LOCKS[1]), re.MULTILINE))
    asked = {
        f"{one.name}[{','.join(sorted(one.extras))}]".lower()
        for package in distributions()
        for one in map(Requirement, package.requires or [])
        if one.extras and (not one.marker or one.marker.evaluate({"extra": ""}))
    }

    assert "coverage[toml]" in asked
    assert asked <= locked


@pytest.mark.slow
def test_the_wheel_carries_code_templates_static_files_and_data(tmp_path):
    subprocess.run(
        [
            sys.executable,
            "-m",
            "hatchling",
            "build",
            "-t",
            "wheel",
            "-d",
            str(tmp_path),
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())

    for folder in ("templates", "static"):
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
        assert files
        assert {f"locator/{name_of(path)}" for path in files} <= inside
    package = {path for path in (ROOT / "locator").rglob("*") if path.is_file()}
    ours = {name_of(path) for path in package if "__pycache__" not in path.parts}
    assert ours <= inside
    assert not [name for name in inside if name.startswith(("tests/", "var/"))]


def code_of(name):
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_what_silences_a_tool_names_its_code_and_its_reason(path):
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        found = re.search(r"#\s*(noqa|type: ignore)(.*)", line)
        if found is None or path.name == "test_architecture.py":
            continue
        codes, _, why = found[2].partition("- " if found[1] == "noqa" else "#")
        assert re.search(r"[A-Z]{1,4}\d+|\[[\w, -]+\]", codes), (number, line)
        assert len(why.strip()) > 4, (number, line)
