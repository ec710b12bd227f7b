"""Bombs and noise, given to the real commands: refused in words, nothing changed."""

import itertools
import json
import subprocess
import sys

import pytest

from locator.practice import practice_rows
from locator.sources import SOURCES
from tests.fuzz.hostile import BOMBS, NOISE

pytestmark = [
    pytest.mark.server,
    pytest.mark.xdist_group("hostile-files"),
    pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc"),
]
LIMIT_MB = 16
# What a file takes at most, for each megabyte that may be read of one: text, then
# cells or values at one for every 16 bytes, then the rows made of them.
MEMORY = 6
COMMANDS = [
    ("import", "findtreatment"),
    ("import", "national-directory"),
    ("import", "otp-directory"),
    ("import", "local"),
    ("decisions", "import"),
    ("ids", "import"),
]
WORKBOOKS = {"findtreatment", "national-directory"}
# Who reads no workbook refuses them all alike.
CASES = [
    (*words, name)
    for words in COMMANDS
    for name in {**BOMBS, **NOISE}
    if words[1] in WORKBOOKS or ".xls" not in name or name == "zeros.xlsx"
]


class Imports:
    """A program that imports what it is told to, one process each."""

    def __init__(self, home, folder, max_mb):
        self.folder, self.max_mb = folder, max_mb
        words = [sys.executable, "-m", "tests.fuzz.importing", home, str(max_mb)]
        pipe = subprocess.PIPE
        self.program = subprocess.Popen(words, stdin=pipe, stdout=pipe, text=True)

    def run(self, *words):
        self.program.stdin.write(json.dumps(list(map(str, words))) + "\n")
        self.program.stdin.flush()
        return json.loads(self.program.stdout.readline())

    def file(self, name):
        path = self.folder / name
        if not path.exists():
            made = BOMBS[name](self.max_mb) if name in BOMBS else NOISE[name]()
            path.write_bytes(made)
        return path


def start(folder, max_mb):
    (folder / "home").mkdir()
    imports = Imports(folder / "home", folder, max_mb)
    path = folder / "rows.jsonl"
    rows = itertools.islice(practice_rows(), 20)
    path.write_text("".join(json.dumps(dict(row)) + "\n" for row in rows))
    loaded = imports.run("import", "findtreatment", path)
    assert loaded["code"] == 0, loaded
    return imports, loaded


def stop(imports):
    imports.program.stdin.close()
    imports.program.stdout.close()
    assert imports.program.wait(60) == 0


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    imports, loaded = start(tmp_path_factory.mktemp("hostile"), LIMIT_MB)
    yield imports, loaded
    stop(imports)


def check_refused(outcome, loaded, max_mb):
    assert outcome.get("known"), outcome
    assert outcome["code"] in {1, 2, 3}
    assert "\n" not in outcome["says"]
    assert len(outcome["says"]) < 600
    assert outcome["took_mb"] < 100 + MEMORY * max_mb, outcome
    assert outcome["directory"] == loaded["directory"]
    assert outcome["files"] == loaded["files"]


@pytest.mark.parametrize(("group", "which", "name"), CASES)
def test_a_hostile_file_is_refused_in_words_and_changes_nothing(
    home, group, which, name
):
    imports, loaded = home
    outcome = imports.run(group, which, imports.file(name))
    check_refused(outcome, loaded, LIMIT_MB)


@pytest.mark.slow
@pytest.mark.parametrize("max_mb", [256])
def test_bombs_for_the_usual_limits_are_refused_as_well(tmp_path, max_mb):
    imports, loaded = start(tmp_path, max_mb)
    for source, name in itertools.product(SOURCES, BOMBS):
        outcome = imports.run("import", source, imports.file(name))
        check_refused(outcome, loaded, max_mb)
    stop(imports)
