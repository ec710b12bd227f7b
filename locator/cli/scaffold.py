"""`locator sources new ID`: the files of a new directory, with a test that is red."""

import re
from collections.abc import Iterator
from pathlib import Path
from string import Template

import click

import locator
from locator.cli import scaffold_texts as texts
from locator.errors import ConfigError
from locator.sources import SOURCES

ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
IMPORT = re.compile(r"^from locator\.sources\.(\w+) import \w+\n", re.MULTILINE)
ENTRY = re.compile(r"^        \w+\(\),\n", re.MULTILINE)


@click.group()
def sources() -> None:
    """Add a directory to those that this program reads."""


@sources.command()
@click.argument("id_", metavar="ID")
def new(id_: str) -> None:
    """Write a module, a red test and a fixture for a directory called ID.

    Works in a checkout of the project only. docs/adding-a-directory.md goes on from here.
    """
    written = write_source(find_checkout(), id_)
    for path in written:
        click.echo(f"  {path}")
    click.echo(
        f"Next: put a few invented rows into {written[2]}, then make the test pass:"
        f" python -m pytest {written[1]}"
    )
    click.echo("docs/adding-a-directory.md walks through it.")


def find_checkout() -> Path:
    """Return the folder of the checkout that this program runs from."""
    root = Path(locator.__file__).resolve().parent.parent
    if not (root / "pyproject.toml").is_file() or not (root / "tests").is_dir():
        raise ConfigError(
            "This works in a checkout of the project only: clone it, run `make run`"
            " there once, then say `.venv/bin/locator sources new ID`."
        )
    return root


def write_source(root: Path, id_: str) -> list[Path]:
    """Write the files and register the source; raise ConfigError and write nothing."""
    if not ID.fullmatch(id_):
        raise ConfigError(
            f"{id_!r} is not an id: write lower-case words joined by hyphens,"
            " such as juniper-county"
        )
    registry = root / "locator" / "sources" / "__init__.py"
    registered = register(registry.read_text("utf-8"), id_)
    files = dict(make_files(id_))
    taken = [path for path in files if (root / path).exists()]
    if id_ in SOURCES or taken:
        raise ConfigError(
            f"{id_} is there already: {taken[0] if taken else registry.name}."
            " Nothing was written."
        )
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    registry.write_text(registered, "utf-8")
    return [*files, registry.relative_to(root)]


def make_files(id_: str) -> Iterator[tuple[Path, str]]:
    """Yield each new file's path in the checkout and its text."""
    module = id_.replace("-", "_")
    names = {"id": id_, "module": module, "name": class_name(id_)}
    paths = {
        f"locator/sources/{module}.py": texts.MODULE,
        f"tests/sources/test_{module}.py": texts.TEST,
        f"tests/fixtures/{id_}/sample.csv": texts.SAMPLE,
    }
    for path, text in paths.items():
        yield Path(path), Template(text).substitute(names)


def register(registry: str, id_: str) -> str:
    """Return the registry's text with a new source, as its last and least."""
    imports, entries = list(IMPORT.finditer(registry)), list(ENTRY.finditer(registry))
    if not imports or not entries:
        raise ConfigError("locator/sources/__init__.py has another shape than expected")
    module, name = id_.replace("-", "_"), class_name(id_)
    entry = entries[-1].end()
    registry = f"{registry[:entry]}        {name}(),\n{registry[entry:]}"
    before = [one.end() for one in imports if one[1] < module]
    line = before[-1] if before else imports[0].start()
    return (
        f"{registry[:line]}from locator.sources.{module} import {name}\n"
        f"{registry[line:]}"
    )


def class_name(id_: str) -> str:
    """Return "juniper-county" as "JuniperCounty"."""
    return "".join(word.capitalize() for word in id_.split("-"))
