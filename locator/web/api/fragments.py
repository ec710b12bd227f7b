"""Places as ready-made JSON: a place changes with the directory, not with a search."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import msgspec
from flask import current_app

from locator import __version__
from locator.records import Location
from locator.search import DirectoryIndex, Hit
from locator.store import SourceState
from locator.web.items import is_withheld, location_item
from locator.web.phone_checks import checks_edition

# About 3 KB each. Searches crowd around towns, so few places are asked for most.
MOST_KEPT = 4_000
DISTANCE, NULL, COMMA = b'"distance_m":', b"null", b","

# What stands around the distance, and whether there is none to tell.
Fragment = tuple[bytes, bytes, bool]
Key = tuple[str, int, date | None, tuple[SourceState, ...]]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The items of one version of the directory, encoded once; safe between threads."""

    key: Key
    # Stands for that version.
    version_tag: str
    made: dict[int, Fragment] = field(default_factory=dict)

    def items(
        self, hits: Iterable[Hit], sources: tuple[SourceState, ...]
    ) -> msgspec.Raw:
        """Return the items of a search as a JSON list."""
        made = self.made
        if len(made) > MOST_KEPT:
            made.clear()
        parts = [b"["]
        for hit in hits:
            found = made.get(hit.position)
            if found is None:
                found = made[hit.position] = _fragment(hit.location, sources)
            before, after, private = found
            distance = NULL if private else b"%.1f" % hit.distance_m
            parts += (before, distance, after, COMMA)
        parts[-1] = b"]" if len(parts) > 1 else b"[]"
        return msgspec.Raw(b"".join(parts))

    def tag(self, asked: bytes) -> str:
        """Return what is the same exactly while the answer to a request is.

        An answer hangs on nothing else, and hashing it would take longer than making it.
        """
        return _hash(self.version_tag.encode() + asked)


class Fragments:
    """The shelf of today's directory."""

    def __init__(self) -> None:
        # Swapped whole: no thread sees one version's key and another's items.
        self._shelf = make_shelf(("", 0, None, ()))

    def of(self, index: DirectoryIndex, sources: tuple[SourceState, ...]) -> Shelf:
        """Return the shelf of a version; an empty one, where it is a new one."""
        key = (index.version, *checks_edition(), sources)
        shelf = self._shelf
        if shelf.key != key:
            shelf = self._shelf = make_shelf(key)
        return shelf


def the_fragments(index: DirectoryIndex, sources: tuple[SourceState, ...]) -> Shelf:
    """Return what the app that answers this request has made of a version."""
    fragments: Fragments = current_app.extensions["fragments"]
    return fragments.of(index, sources)


def make_shelf(key: Key) -> Shelf:
    """Return an empty shelf for a version, with a tag that all workers agree on."""
    return Shelf(key, _hash(repr((__version__, key)).encode()))


def _hash(text: bytes) -> str:
    return hashlib.blake2b(text, digest_size=12).hexdigest()


def _fragment(place: Location, sources: Sequence[SourceState]) -> Fragment:
    text = msgspec.json.encode(location_item(place, sources))
    before, _, after = text.partition(DISTANCE + NULL)
    return before + DISTANCE, after, is_withheld(place)
