"""`locator sources new`: writes once, registers, and refuses what it cannot do."""

import subprocess
from pathlib import Path

import pytest

import locator
from locator.cli import scaffold
from locator.errors import ConfigError
from tests.programs import need_program

ROOT = Path(locator.__file__).parent.parent
FIRST_PARTY = ("--config", 'lint.isort.known-first-party = ["locator"]')
REGISTRY = "locator/sources/__init__.py"


@pytest.fixture
def checkout(tmp_path):
    (tmp_path / REGISTRY).parent.mkdir(parents=True)
    (tmp_path / REGISTRY).write_text((ROOT / REGISTRY).read_text("utf-8"), "utf-8")
    return tmp_path


def test_it_writes_one_module_one_test_one_fixture_and_registers_it(checkout):
    written = scaffold.write_source(checkout, "elm-county")
    assert [str(path) for path in written] == [
        "locator/sources/elm_county.py",
        "tests/sources/test_elm_county.py",
        "tests/fixtures/elm-county/sample.csv",
        REGISTRY,
    ]
    before = (ROOT / REGISTRY).read_text("utf-8").splitlines()
    after = (checkout / REGISTRY).read_text("utf-8").splitlines()
    assert [line for line in after if line not in before] == [
        "from locator.sources.elm_county import ElmCounty",
        "        ElmCounty(),",
    ]


@pytest.mark.parametrize("id_", ["aaa", "elm-county", "zzz-9"])
def test_imports_stay_in_order(id_):
    text = scaffold.register((ROOT / REGISTRY).read_text("utf-8"), id_)
    modules = scaffold.IMPORT.findall(text)
    assert modules == sorted(modules)


def test_nothing_is_written_over(checkout):
    (checkout / "tests/sources").mkdir(parents=True)
    (checkout / "tests/sources/test_elm_county.py").write_text("mine")
    before = set(checkout.rglob("*"))
    with pytest.raises(ConfigError, match=r"test_elm_county\.py"):
        scaffold.write_source(checkout, "elm-county")
    assert set(checkout.rglob("*")) == before


@pytest.mark.parametrize("id_", ["Elm", "elm_county", "../elm", "9elm", "elm-", ""])
def test_an_id_is_words_and_hyphens(checkout, id_):
    with pytest.raises(ConfigError, match="not an id"):
        scaffold.write_source(checkout, id_)


def test_a_directory_we_have_is_not_made_anew(checkout):
    with pytest.raises(ConfigError, match="there already"):
        scaffold.write_source(checkout, "findtreatment")


def test_an_installed_program_says_that_it_needs_a_checkout(tmp_path, monkeypatch):
    monkeypatch.setattr(locator, "__file__", str(tmp_path / "locator" / "__init__.py"))
    with pytest.raises(ConfigError, match="checkout"):
        scaffold.find_checkout()


@pytest.mark.server
def test_what_it_writes_is_in_house_style(checkout):
    ruff = need_program("ruff", "ruff")
    (checkout / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())
    scaffold.write_source(checkout, "elm-county")
    for command in (["check", *FIRST_PARTY], ["format", "--check"]):
        done = subprocess.run(
            [ruff, *command, "--no-cache", "."],
            cwd=checkout,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout.decode()
