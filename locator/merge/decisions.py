"""What an operator decided by hand, laid over what the directories say; pure.

A decision may say that two listings are of one place or of two, set or hide a field, or
say whom a place is for. It may withhold an address, and never reveals a withheld one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from locator.merge.slugs import make_slug
from locator.merge.streets import parse_street
from locator.merge.survivorship import LookupZip, pick_point
from locator.records import (
    Access,
    Correction,
    Decision,
    KeptListing,
    Location,
    Phone,
    PhoneKind,
)
from locator.taxonomy import ACCESS_LABELS

SAME, DIFFERENT, SET, HIDE, ACCESS = "same", "different", "set", "hide", "access"
# The fields that `set` may set, and those of them that `hide` may hide.
SETTABLE = ("name", "phone", "website", "address_1", "address_2")
HIDABLE = ("phone", "website", "address_1", "address_2")
# What a place's card says where an operator narrowed its access without another label.
PLAIN_LABELS = {Access.LIMITED: "some-people", Access.RESTRICTED: "not-public"}
ACCESSES = {access.value: access for access in Access}
# Ends an older decision on who may come: the place is again for whom its lists say.
AS_LISTED = "as-listed"
EXTENSION = " x"  # "+16175550100 x12"

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Links:
    """Pairs of positions that a person judged: joined at all costs, or never."""

    same: tuple[Pair, ...] = ()
    different: frozenset[Pair] = frozenset()


def in_force(decisions: Iterable[Decision], today: date | None) -> list[Decision]:
    """Return the decisions that hold on a day; on its last day one still does."""
    day = today.isoformat() if today else ""
    return [one for one in decisions if not one.expires_on or day <= one.expires_on]


def link_pairs(ordered: Sequence[KeptListing], decisions: Iterable[Decision]) -> Links:
    """Return the judged pairs by position; who is said both to be is two places."""
    at = {kept.founding_key: position for position, kept in enumerate(ordered)}
    pairs: dict[str, set[Pair]] = {SAME: set(), DIFFERENT: set()}
    for one in decisions:
        first, other = at.get(one.listing_key), at.get(one.other_key or "")
        if one.kind in pairs and first is not None and other is not None:
            pairs[one.kind].add((min(first, other), max(first, other)))
    return Links(tuple(sorted(pairs[SAME])), frozenset(pairs[DIFFERENT]))


def join_linked(clusters: list[list[int]], links: Links) -> list[list[int]]:
    """Join whole places where a person said so, but never what one said is apart."""
    home = {position: cluster for cluster in clusters for position in cluster}
    for a, b in links.same:
        one, other = home[a], home[b]
        across = (tuple(sorted(pair)) for pair in product(one, other))
        if one is other or not links.different.isdisjoint(across):
            continue
        joined = sorted(one + other)
        home.update(dict.fromkeys(joined, joined))
    return list({id(cluster): cluster for cluster in home.values()}.values())


def correct(
    locations: Sequence[Location], decisions: Iterable[Decision], zip_place: LookupZip
) -> list[Location]:
    """Return the places with what was decided of any of their listings."""
    decided: defaultdict[str, list[Decision]] = defaultdict(list)
    for one in decisions:
        if one.kind in {SET, HIDE, ACCESS}:
            decided[one.listing_key].append(one)
    if not decided:
        return list(locations)
    return [_corrected(location, decided, zip_place) for location in locations]


def _corrected(
    location: Location,
    decided: Mapping[str, list[Decision]],
    zip_place: LookupZip,
) -> Location:
    found = [
        one for ref in location.sources for one in decided.get(ref.listing_key, ())
    ]
    for one in _last_words(found):
        changed = _apply(location, one, zip_place)
        if changed is not None:
            note = _correction(one)
            location = replace(changed, corrections=(*location.corrections, note))
    return location


def _last_words(decisions: Iterable[Decision]) -> Iterator[Decision]:
    """Yield the newest decision of each field; a hidden street is never shown again."""
    newest: dict[str, Decision] = {}
    for one in sorted(decisions, key=_order):
        # Of a place's numbers each may be hidden by itself.
        which = one.value if (one.kind, one.field) == (HIDE, "phone") else None
        newest[f"{one.field or one.kind} {which or ''}"] = one
    yield from (newest[field] for field in sorted(newest))


def _order(one: Decision) -> tuple[bool, str, str, str, str]:
    last = one.kind == HIDE and (one.field or "").startswith("address")
    return (last, one.decided_on, one.listing_key, one.kind, one.value or "")


def _apply(location: Location, one: Decision, zip_place: LookupZip) -> Location | None:
    """Return the place as decided, or None where the decision may not touch it."""
    if one.kind == ACCESS:
        access = ACCESSES.get(one.value or "")
        return _with_access(location, access) if access else None
    value = None if one.kind == HIDE else one.value
    if one.field == "name" and value:
        slug = make_slug(value, location.address.city)
        return replace(location, name=value, slug=slug)
    if one.field == "website":
        return replace(location, website=value)
    if one.field == "phone":
        return replace(location, phones=_phones(location.phones, one))
    return _with_address(location, one.field, value, zip_place)


def _with_access(location: Location, access: Access) -> Location:
    fitting = [
        slug
        for slug in location.access_labels
        if slug not in ACCESS_LABELS
        or ACCESS_LABELS[slug].access in {access, Access.OPEN}
    ]
    if access is not Access.OPEN and not any(
        slug in ACCESS_LABELS and ACCESS_LABELS[slug].access is access
        for slug in fitting
    ):
        fitting.append(PLAIN_LABELS[access])
    return replace(location, access=access, access_labels=tuple(fitting))


def _phones(phones: tuple[Phone, ...], one: Decision) -> tuple[Phone, ...]:
    number, _, extension = (one.value or "").partition(EXTENSION)
    if one.kind == HIDE:
        return tuple(phone for phone in phones if number and phone.number != number)
    others = (
        phone
        for phone in phones
        if phone.kind is not PhoneKind.MAIN and phone.number != number
    )
    return (Phone(number, extension=extension or None), *others)


def _with_address(
    location: Location, field: str | None, value: str | None, zip_place: LookupZip
) -> Location | None:
    address = location.address
    if address.withheld or field not in {"address_1", "address_2"}:
        return None
    if field == "address_2":
        return replace(location, address=replace(address, address_2=value))
    if value is None:
        address = replace(address, address_1=None, address_2=None, withheld=True)
    else:
        before = parse_street(address.address_1)
        address = replace(address, address_1=value)
        after = parse_street(value)
        if (before.numbers, before.words) == (after.numbers, after.words):
            return replace(location, address=address)
    # The point was of the old street: without it the ZIP is all that is known.
    point, search_point, precision = pick_point((), address, zip_place)
    return replace(
        location,
        address=address,
        point=point,
        search_point=search_point,
        precision=precision,
    )


def _correction(one: Decision) -> Correction:
    return Correction(
        field=one.field or one.kind,
        decided_by=one.decided_by,
        decided_on=one.decided_on,
        reason=one.reason,
        hidden=one.kind == HIDE,
    )
