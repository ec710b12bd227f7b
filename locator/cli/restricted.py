"""Which places no search shows, and why: an operator can only judge what is listed."""

from collections.abc import Iterable, Iterator

from locator.records import Access, Location
from locator.taxonomy import ACCESS_LABELS


def restricted_lines(locations: Iterable[Location]) -> Iterator[str]:
    """Yield one line for each restricted place: its id, name, town and the reason."""
    restricted = [one for one in locations if one.access is Access.RESTRICTED]
    if not restricted:
        return
    yield (
        f"{len(restricted):,} restricted places are in no search, map or hand-out. If one"
        " is open to people from outside, say so with `locator decisions add access ID open`:"
    )
    restricted.sort(
        key=lambda one: (one.address.state_province, one.address.city, one.id)
    )
    for one in restricted:
        town = f"{one.address.city}, {one.address.state_province}"
        yield f"  {one.id}  {one.name}, {town}: {_reason(one)}."


def _reason(location: Location) -> str:
    texts = [
        ACCESS_LABELS[label].text
        for label in location.access_labels
        if label in ACCESS_LABELS and ACCESS_LABELS[label].access is Access.RESTRICTED
    ]
    return "; ".join(texts) or "restricted"
