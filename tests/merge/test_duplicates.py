"""Rows that share their founding facts."""

from dataclasses import replace
from random import Random

from locator.merge import distinct_listings
from locator.records import Phone


def test_identical_rows_are_one_listing(make_listing):
    row = make_listing(key="0000000000")
    again = replace(row, raw={"row": 2})
    assert distinct_listings([row, again]) == [row]


def test_rows_that_differ_get_keys_of_their_own_in_any_order(make_listing):
    row = make_listing(key="0000000000")
    rows = [row] + [
        replace(row, phones=(Phone(f"+1617555010{n}"),)) for n in range(1, 6)
    ]
    numbered = distinct_listings(rows)
    assert len({listing.key for listing in numbered}) == len(rows)
    assert "0000000000" in {listing.key for listing in numbered}
    for seed in range(5):
        assert distinct_listings(Random(seed).sample(rows, len(rows))) == numbered
