"""Records to bytes and back; equal records give equal bytes, hence equal digests."""

import hashlib
import zlib
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

import msgspec

from locator.geo import Point
from locator.records import Address, Listing, Location, Phone, Reading, Value

Groups = tuple[tuple[str, tuple[str, ...]], ...]


class PackedListing(msgspec.Struct, frozen=True, omit_defaults=True):
    """A `Listing` as kept: values by runs of one category, the raw row elsewhere."""

    key: str
    source: str
    kind: str
    name1: str
    name2: str | None
    address: Address
    phones: tuple[Phone, ...]
    website: str | None
    point: Point | None
    values: Groups | None
    reading: Reading
    as_of: str | None = None
    practice: bool = False


class ValuePool:
    """One object for each distinct value: a pull has a million values of 300 kinds."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, str], Value] = {}

    def share(self, value: Value) -> Value:
        """Return the one object that stands for this value."""
        return self._values.setdefault((value.category, value.text), value)

    def find(self, category: str, text: str) -> Value:
        """Return the one `Value` of this category and text."""
        found = self._values.get((category, text))
        return found or self.share(Value(category, text))


_listings = msgspec.msgpack.Decoder(PackedListing)
_locations = msgspec.msgpack.Decoder(Location)
_encoder = msgspec.msgpack.Encoder()


def pack_listing(listing: Listing) -> bytes:
    """Return a listing as bytes, without its raw row."""
    values = None
    if listing.values is not None:
        values = tuple(
            (category, tuple(value.text for value in run))
            for category, run in groupby(listing.values, key=lambda v: v.category)
        )
    return _encoder.encode(
        PackedListing(
            key=listing.key,
            source=listing.source,
            kind=listing.kind,
            name1=listing.name1,
            name2=listing.name2,
            address=listing.address,
            phones=listing.phones,
            website=listing.website,
            point=listing.point,
            values=values,
            reading=listing.reading,
            as_of=listing.as_of,
            practice=listing.practice,
        )
    )


def unpack_listing(payload: bytes, pool: ValuePool) -> Listing:
    """Return the listing of some bytes; its raw row stays where it is."""
    packed = _listings.decode(payload)
    values = None
    if packed.values is not None:
        values = tuple(
            pool.find(category, text)
            for category, texts in packed.values
            for text in texts
        )
    return Listing(
        key=packed.key,
        source=packed.source,
        kind=packed.kind,
        name1=packed.name1,
        name2=packed.name2,
        address=packed.address,
        phones=packed.phones,
        website=packed.website,
        point=packed.point,
        values=values,
        reading=packed.reading,
        as_of=packed.as_of,
        practice=packed.practice,
    )


def pack_location(location: Location) -> bytes:
    """Return a location as bytes."""
    return _encoder.encode(location)


def unpack_location(payload: bytes) -> Location:
    """Return the location of some bytes."""
    return _locations.decode(payload)


def pack_raw(row: Mapping[str, Any]) -> bytes:
    """Return a raw row as compressed JSON."""
    return zlib.compress(msgspec.json.encode(row), level=3)


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
