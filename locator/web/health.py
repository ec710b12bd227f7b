"""How healthy each list is: what it brings, what only it knows, what it overlaps with.

Counting walks the whole directory, so it is done once for each version of it and kept.
"""

import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import permutations

from locator.records import Access, Precision
from locator.search import DirectoryIndex
from locator.taxonomy import TERMS_OF

MEDICINES = frozenset(TERMS_OF["medicine"])


@dataclass(frozen=True, slots=True)
class Named:
    """A listing's directory, and whether it still lists the place."""

    source: str
    retired_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A term that a place offers."""

    term: str


@dataclass(frozen=True, slots=True)
class Stated:
    """An address's state."""

    state_province: str


@dataclass(frozen=True, slots=True)
class Glimpse:
    """The few facts of a Location that are counted here, under its own names."""

    sources: tuple[Named, ...]
    offers: tuple[Asked, ...]
    phones: tuple[object, ...]
    address: Stated
    precision: Precision
    access: Access


@dataclass(slots=True)
class Share:
    """Of the places on one list, how many have what people need most."""

    places: int = 0
    alone: int = 0  # on no other list
    phone: int = 0
    point: int = 0  # a point of its own, not the middle of its ZIP code
    medicine: int = 0  # this list or another says that it has or may have one


@dataclass(slots=True)
class Health:
    """The numbers of one version of the directory."""

    version: str = ""
    shares: dict[str, Share] = field(default_factory=dict)
    # How many places both lists know.
    overlap: Counter[tuple[str, str]] = field(default_factory=Counter)
    # Places that list a medicine and take people in, by state.
    medicine_by_state: Counter[str] = field(default_factory=Counter)
    # Places whose spot a geocoder found; its map asks to be named.
    geocoded: int = 0


def measure(places: Iterable[Glimpse], version: str = "") -> Health:
    """Count what the source-health page tells."""
    health = Health(version)
    for place in places:
        known_to = {ref.source for ref in place.sources if ref.retired_at is None}
        medicine = any(claim.term in MEDICINES for claim in place.offers)
        for source in known_to:
            share = health.shares.setdefault(source, Share())
            share.places += 1
            share.alone += len(known_to) == 1
            share.phone += bool(place.phones)
            share.point += place.precision is Precision.ADDRESS
            share.medicine += medicine
        health.geocoded += place.precision is Precision.GEOCODED
        health.overlap.update(permutations(known_to, 2))
        if medicine and place.access is not Access.RESTRICTED:
            health.medicine_by_state[place.address.state_province] += 1
    return health


class HealthKeeper:
    """Keeps the numbers of the newest version that somebody asked for."""

    def __init__(self) -> None:
        self._counting = threading.Lock()
        self._kept = Health()

    def of(self, index: DirectoryIndex) -> Health:
        """Return an index's numbers; the first to ask counts, all others wait for it."""
        with self._counting:
            if self._kept.version != index.version:
                self._kept = measure(index.each(Glimpse), index.version)
            return self._kept
