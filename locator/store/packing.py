"""Records to bytes and back; equal records give equal bytes, hence equal digests.

A record is kept whole, but for what repeats a million times in a directory: values,
offers and claims are kept as runs that share one key.
"""

import hashlib
import zlib
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import Any, TypeVar

import msgspec

from locator.records import Claim, Listing, Location, Offer, Reading, Strength, Value

Item = TypeVar("Item")
# Category and its texts; strength and its terms; (strength, source, as_of) and terms.
ValueRuns = tuple[tuple[str, tuple[str, ...]], ...]
OfferRuns = tuple[tuple[Strength, tuple[str, ...]], ...]
ClaimRuns = tuple[tuple[tuple[Strength, str, str | None], tuple[str, ...]], ...]


class PackedListing(msgspec.Struct, frozen=True, array_like=True):
    """A `Listing` as kept; its raw row is kept beside it."""

    listing: Listing
    values: ValueRuns | None
    offers: OfferRuns


class PackedLocation(msgspec.Struct, frozen=True, array_like=True):
    """A `Location` as kept."""

    location: Location
    offers: ClaimRuns


class Pool:
    """One object for each distinct value, offer and claim, to save memory."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Any] = {}

    def make(self, kind: Callable[..., Item], *facts: Hashable) -> Item:
        """Return the one object of this kind with these facts."""
        found: Item | None = self._known.get((kind, facts))
        if found is None:
            found = self._known[kind, facts] = kind(*facts)
        return found


_listings = msgspec.msgpack.Decoder(PackedListing)
_locations = msgspec.msgpack.Decoder(PackedLocation)
_encoder = msgspec.msgpack.Encoder()


def pack_listing(listing: Listing) -> bytes:
    """Return a listing as bytes, without its raw row."""
    offers = _runs(listing.reading.offers, _strength, _term)
    values = None
    if listing.values is not None:
        values = _runs(listing.values, _category, _text)
    bare = replace(
        listing, values=None, raw={}, reading=replace(listing.reading, offers=())
    )
    return _encoder.encode(PackedListing(bare, values, offers))


def unpack_listing(payload: bytes, pool: Pool) -> Listing:
    """Return the listing of some bytes; its raw row stays where it is."""
    packed = _listings.decode(payload)
    bare = packed.listing
    values = None
    if packed.values is not None:
        values = tuple(
            [
                pool.make(Value, category, text)
                for category, texts in packed.values
                for text in texts
            ]
        )
    offers = [
        pool.make(Offer, term, strength)
        for strength, terms in packed.offers
        for term in terms
    ]
    reading: Reading = replace(bare.reading, offers=tuple(offers))
    return replace(bare, values=values, reading=reading)


def pack_location(location: Location) -> bytes:
    """Return a location as bytes."""
    offers = _runs(location.offers, _backing, _term)
    return _encoder.encode(PackedLocation(replace(location, offers=()), offers))


def unpack_location(payload: bytes, pool: Pool) -> Location:
    """Return the location of some bytes."""
    packed = _locations.decode(payload)
    offers = [
        pool.make(Claim, term, *backing)
        for backing, terms in packed.offers
        for term in terms
    ]
    return replace(packed.location, offers=tuple(offers))


def _runs(
    items: Iterable[Item], key: Callable[[Item], Any], rest: Callable[[Item], str]
) -> tuple[tuple[Any, tuple[str, ...]], ...]:
    """Return neighbors that share a key as one run; the order stays as it was."""
    return tuple(
        [(shared, tuple(map(rest, run))) for shared, run in groupby(items, key)]
    )


_category = attrgetter("category")
_text = attrgetter("text")
_term = attrgetter("term")
_strength = attrgetter("strength")
_backing = attrgetter("strength", "source", "as_of")


def pack_raw(row: Mapping[str, Any]) -> bytes:
    """Return a raw row as compressed JSON."""
    return zlib.compress(msgspec.json.encode(row), level=1)


def unpack_raw(packed: bytes) -> dict[str, Any]:
    """Return a raw row as its source gave it."""
    return msgspec.json.decode(zlib.decompress(packed), type=dict[str, Any])


def digest(payload: bytes) -> str:
    """Return a short digest that changes when the bytes do."""
    return hashlib.blake2b(payload, digest_size=16).hexdigest()


def version_of(digests: Iterable[tuple[str, str]]) -> str:
    """Return the directory version of (place id, digest) pairs: content, not history."""
    total = hashlib.blake2b(digest_size=8)
    for location_id, location_digest in sorted(digests):
        total.update(f"{location_id} {location_digest}\n".encode())
    return total.hexdigest()
