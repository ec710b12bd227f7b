"""Whatever a record holds comes back; equal records give equal bytes."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from locator.geo import Point
from locator.records import Claim, Listing, Location, Offer, Reading, Strength, Value
from locator.store.packing import (
    Pool,
    digest,
    pack_listing,
    pack_location,
    pack_raw,
    unpack_listing,
    unpack_location,
    unpack_raw,
    version_of,
)

words = st.text(max_size=8)
points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
moments = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001 - the zone is given beside it
    timezones=st.just(UTC),
)
st.register_type_strategy(Point, points)
st.register_type_strategy(datetime, moments)
few = {"max_size": 4}
values = st.lists(st.builds(Value, st.sampled_from("AB"), words), **few).map(tuple)
offers = st.lists(st.builds(Offer, words, st.sampled_from(Strength)), **few).map(tuple)
claims = st.lists(st.builds(Claim), **few).map(tuple)
readings = st.builds(Reading, offers=offers, unknown=values)
listings = st.builds(
    Listing, values=st.none() | values, reading=readings, raw=st.just({})
)
locations = st.builds(Location, offers=claims)


@given(listings)
def test_any_listing_comes_back(listing):
    assert unpack_listing(pack_listing(listing), Pool()) == listing


@given(locations)
def test_any_location_comes_back(location):
    assert unpack_location(pack_location(location), Pool()) == location


def test_values_that_are_equal_are_one_object():
    pool = Pool()
    assert pool.make(Value, "A", "b") is pool.make(Value, "A", "b")
    assert pool.make(Offer, "A", "b") is not pool.make(Value, "A", "b")


@given(st.dictionaries(words, words | st.none() | st.lists(words, max_size=2)))
def test_any_raw_row_comes_back(row):
    assert unpack_raw(pack_raw(row)) == row


def test_a_version_is_content_in_any_order():
    pairs = [("a", digest(b"1")), ("b", digest(b"2"))]
    assert version_of(pairs) == version_of(reversed(pairs))
    assert version_of(pairs) != version_of(pairs[:1])
    assert version_of([("a", digest(b"2")), ("b", digest(b"1"))]) != version_of(pairs)
