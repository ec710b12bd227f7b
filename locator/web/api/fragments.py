"""Places as ready-made JSON: a place changes with the directory, not with a search."""

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from locator.records import Location
from locator.search import DirectoryIndex, Hit
from locator.store import SourceState
from locator.web.items import is_withheld, location_item
from locator.web.phone_checks import checks_edition

# About 3 KB each. Searches crowd around towns, so few places are asked for most.
MOST_KEPT = 4_000
NO_DISTANCE = b'"distance_m":null'

# What stands around the distance, and whether there is none to tell.
Fragment = tuple[bytes, bytes, bool]
Key = tuple[str, int, date | None, tuple[SourceState, ...]]


class Fragments:
    """The items of one version of the directory, encoded once; safe between threads."""

    def __init__(self) -> None:
        # One tuple, swapped whole: no thread sees one version's key and another's items.
        self._kept: tuple[Key, dict[int, Fragment]] = (("", 0, None, ()), {})

    def items(
        self,
        hits: Iterable[Hit],
        index: DirectoryIndex,
        sources: tuple[SourceState, ...],
    ) -> msgspec.Raw:
        """Return the items of a search as a JSON list."""
        key = (index.version, *checks_edition(), sources)
        of, made = self._kept
        if of != key or len(made) > MOST_KEPT:
            made = {}
            self._kept = (key, made)
        return msgspec.Raw(
            b"[" + b",".join(_item(hit, made, sources) for hit in hits) + b"]"
        )


def _item(hit: Hit, made: dict[int, Fragment], sources: Sequence[SourceState]) -> bytes:
    found = made.get(hit.position)
    if found is None:
        found = made[hit.position] = _fragment(hit.location, sources)
    before, after, private = found
    distance = b"null" if private else b"%.1f" % hit.distance_m
    return b'%b"distance_m":%b%b' % (before, distance, after)


def _fragment(place: Location, sources: Sequence[SourceState]) -> Fragment:
    text = msgspec.json.encode(location_item(place, sources))
    before, _, after = text.partition(NO_DISTANCE)
    return before, after, is_withheld(place)
