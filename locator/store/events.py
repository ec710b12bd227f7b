"""What a change does to listings, as events that `locator history` can tell later."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Protocol

from locator.store.change import Change


class Happened(StrEnum):
    """What can happen to a listing."""

    FIRST = "first"  # seen for the first time
    CHANGED = "changed"
    CARRIED = "carried"  # renamed or moved, and kept its id
    MISSING = "missing"
    RETIRED = "retired"
    BACK = "back"  # seen again after it was missing or retired
    PLACE = "place"  # belongs to another place from now on
    KEPT = "kept"  # its id came from a list of ids


class KnownLife(Protocol):
    """What must be known of a listing before the change."""

    @property
    def key(self) -> str:
        """The key of its present facts."""
        ...

    @property
    def location_id(self) -> str | None:
        """The place it belongs to."""
        ...

    @property
    def present(self) -> bool:
        """Whether it is neither missing nor retired."""
        ...


def find_events(
    change: Change,
    known: Mapping[str, KnownLife],
    homes: Mapping[str, str],
    changed: frozenset[str],
) -> Iterator[dict[str, Any]]:
    """Yield what happened to each listing of a change; invented ones have no history."""
    for item in change.seen:
        if not item.listing.practice:
            key = item.founding_key
            what = _seen(known.get(key), item.listing.key, changed=key in changed)
            first = Happened.FIRST in what
            if key in change.restored:
                what = [Happened.KEPT]
            yield from (
                _event(key, one, homes.get(key) if first else None) for one in what
            )
    yield from (_event(key, Happened.MISSING) for key in change.missing)
    yield from (_event(key, Happened.RETIRED) for key in change.retired)
    for key in sorted(known.keys() & homes.keys()):
        if homes[key] != known[key].location_id:
            yield _event(key, Happened.PLACE, homes[key])


def _seen(life: KnownLife | None, key: str, *, changed: bool) -> list[Happened]:
    if life is None:
        return [Happened.FIRST]
    back = [] if life.present else [Happened.BACK]
    if life.key != key:
        return [*back, Happened.CARRIED]
    return [*back, Happened.CHANGED] if changed else back


def _event(key: str, what: Happened, location_id: str | None = None) -> dict[str, Any]:
    return {"founding_key": key, "what": what.value, "location_id": location_id}
