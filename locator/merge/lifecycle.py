"""Founding keys that survive a renamed or a moved place."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from locator.identity import fold
from locator.records import KeptListing, Listing, PhoneKind

Likeness = Callable[[Listing], Hashable | None]


def carry_over(
    vanished: Sequence[KeptListing], new: Sequence[Listing]
) -> dict[str, str]:
    """Return, by new key, the founding key that the place had before.

    A key is carried over only where exactly one vanished and one new row of a full
    pull share type, street with suite and phone (renamed), or type, both names, state
    and phone (moved); where the two ways disagree nothing is carried over.
    """
    pairs = {
        pair
        for likeness in (_same_door, _same_program)
        for pair in _unique_pairs(vanished, new, likeness)
    }
    olds = Counter(old for old, _ in pairs)
    news = Counter(key for _, key in pairs)
    return {key: old for old, key in pairs if olds[old] == 1 and news[key] == 1}


def _unique_pairs(
    vanished: Sequence[KeptListing], new: Sequence[Listing], likeness: Likeness
) -> Iterable[tuple[str, str]]:
    before: defaultdict[Hashable, set[str]] = defaultdict(set)
    after: defaultdict[Hashable, set[str]] = defaultdict(set)
    for kept in vanished:
        before[likeness(kept.listing)].add(kept.founding_key)
    for listing in new:
        after[likeness(listing)].add(listing.key)
    for shared in before.keys() & after.keys() - {None}:
        if len(before[shared]) == len(after[shared]) == 1:
            yield next(iter(before[shared])), next(iter(after[shared]))


def _same_door(listing: Listing) -> Hashable | None:
    address, phone = listing.address, _main_phone(listing)
    if not address.address_1 or not phone:
        return None
    street = (fold(address.address_1), fold(address.address_2))
    return (listing.source, listing.kind, street, address.state_province, phone)


def _same_program(listing: Listing) -> Hashable | None:
    phone = _main_phone(listing)
    if not phone:
        return None
    names = (fold(listing.name1), fold(listing.name2))
    return (listing.source, listing.kind, names, listing.address.state_province, phone)


def _main_phone(listing: Listing) -> tuple[str, str | None] | None:
    mains = [phone for phone in listing.phones if phone.kind is PhoneKind.MAIN]
    return (mains[0].number, mains[0].extension) if mains else None
