"""Which services and organizations there are: counted once a version, kept as numbers."""

import threading
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from locator.records import Access
from locator.search import DirectoryIndex
from locator.web.hsds.ids import hsds_id, organization_id

Positions = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Stated:
    """An address's state."""

    state_province: str


@dataclass(frozen=True, slots=True)
class Glimpse:
    """The few facts of a Location that are read here, under its own names."""

    id: str
    name: str
    organization: str
    address: Stated
    access: Access


@dataclass(frozen=True, slots=True)
class Catalog:
    """Where each HSDS thing of one version stands in the index."""

    version: str = ""
    # Every place but the restricted ones, by id: nobody can be referred to those.
    places: Positions = field(default_factory=lambda: np.empty(0, dtype=np.intp))
    services: Mapping[str, int] = field(default_factory=dict)
    pairings: Mapping[str, int] = field(default_factory=dict)
    # By id; each with the places it runs.
    organizations: Mapping[str, Positions] = field(default_factory=dict)


def make_catalog(index: DirectoryIndex) -> Catalog:
    """Walk the directory once."""
    listed = [
        (place, position)
        for position, place in enumerate(index.each(Glimpse))
        if place.access is not Access.RESTRICTED
    ]
    listed.sort(key=lambda pair: pair[0].id)
    runs: dict[str, list[int]] = defaultdict(list)
    for place, position in listed:
        name, state = place.organization or place.name, place.address.state_province
        runs[organization_id(name, state)].append(position)
    return Catalog(
        version=index.version,
        places=np.array([position for _, position in listed], dtype=np.intp),
        services={hsds_id("service", place.id): at for place, at in listed},
        pairings={hsds_id("service_at_location", place.id): at for place, at in listed},
        organizations={
            key: np.array(positions, dtype=np.intp)
            for key, positions in sorted(runs.items())
        },
    )


class CatalogKeeper:
    """Keeps the catalog of the newest version that somebody asked for."""

    def __init__(self) -> None:
        self._making = threading.Lock()
        self._kept = Catalog()

    def of(self, index: DirectoryIndex) -> Catalog:
        """Return an index's catalog; the first to ask makes it, all others wait."""
        with self._making:
            if self._kept.version != index.version:
                self._kept = make_catalog(index)
            return self._kept
