"""All fact files read as one: every id once, every source known."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from locator.content.entries import BandLine, Fact, FactFile, HelpLine, Source
from locator.errors import BadFacts, UnknownFact

FOLDER = Path(__file__).resolve().parent / "facts"
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Of TOML, of text that is not UTF-8, of lists in lists without end.
UNREADABLE = (
    tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError, RecursionError,
)  # fmt: skip

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Library:
    """Everything the fact files hold."""

    sources: Mapping[str, Source] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    lines: Mapping[str, HelpLine] = field(default_factory=dict)
    band: tuple[BandLine, ...] = ()

    def fact(self, id_: str) -> Fact:
        """Return a fact, or raise UnknownFact."""
        return _named(self.facts, id_, "fact")

    def line(self, id_: str) -> HelpLine:
        """Return a help line, or raise UnknownFact."""
        return _named(self.lines, id_, "line")

    def entry(self, id_: str) -> Fact | HelpLine:
        """Return the fact, else the line, of this id, or raise UnknownFact."""
        return self.facts[id_] if id_ in self.facts else self.line(id_)

    def entries(self) -> dict[str, Fact | HelpLine]:
        """Return every fact and line by id, lines first."""
        lines = {f"line {id_}": line for id_, line in self.lines.items()}
        return {**lines, **self.facts}

    def overdue(self, today: date) -> dict[str, Fact | HelpLine]:
        """Return what somebody should have read again by now."""
        entries = self.entries().items()
        return {id_: entry for id_, entry in entries if entry.is_overdue(today)}


@cache
def the_library() -> Library:
    """Return the facts that ship with this version."""
    return read_library(FOLDER)


def read_library(folder: Path) -> Library:
    """Read a folder of fact files; raise BadFacts, naming the file and the entry."""
    sources: dict[str, Source] = {}
    facts: dict[str, Fact] = {}
    lines: dict[str, HelpLine] = {}
    band: list[BandLine] = []
    for path in sorted(folder.glob("*.toml")):
        read = _read_file(path)
        _add(sources, read.sources, path)
        _add(facts, read.facts, path)
        _add(lines, read.lines, path)
        band += read.band
    library = Library(sources, facts, lines, tuple(band))
    _check(library)
    return library


def _read_file(path: Path) -> FactFile:
    try:
        with path.open("rb") as file:
            return msgspec.convert(tomllib.load(file), FactFile)
    except UNREADABLE as error:
        raise BadFacts(f"{path.name}: {error}") from error


def _add(known: dict[str, Entry], new: Mapping[str, Entry], path: Path) -> None:
    for id_, entry in new.items():
        if not ID.fullmatch(id_):
            raise BadFacts(f"{path.name}: {id_!r}: ids are lowercase-with-dashes")
        if id_ in known:
            raise BadFacts(f"{path.name}: {id_!r} is there already; write it once")
        known[id_] = entry


def _check(library: Library) -> None:
    for id_, entry in library.entries().items():
        for source in entry.sources:
            if source not in library.sources:
                raise BadFacts(f"{id_}: no source is called {source!r}")
    # A hotline's number stands in one place, so that it is corrected in one place.
    numbers = {line.number for line in library.lines.values() if "-" in line.number}
    for id_, fact in library.facts.items():
        if any(number in f"{fact.text} {fact.fallback}" for number in numbers):
            raise BadFacts(f"{id_}: this number belongs to its line alone")
    for shown in library.band:
        _named(library.lines, shown.line, "line")


def _named(table: Mapping[str, Entry], id_: str, kind: str) -> Entry:
    try:
        return table[id_]
    except KeyError:
        raise UnknownFact(f"no {kind} is called {id_!r}") from None
