"""Answers of geocoders survive, one an address, and say nothing of the address."""

import dataclasses
from datetime import UTC, datetime

from locator.geo import Point
from locator.store import GeocodeAnswer

NOW = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
FOUND = GeocodeAnswer("a" * 32, Point(42.33, -71.07), "nominatim", NOW)


def test_an_answer_is_kept_and_a_later_one_takes_its_place(store):
    store.save_geocode(FOUND)
    miss = dataclasses.replace(FOUND, point=None)
    store.save_geocode(dataclasses.replace(FOUND, key="b" * 32))
    store.save_geocode(miss)
    assert store.geocodes() == {
        "a" * 32: miss,
        "b" * 32: dataclasses.replace(FOUND, key="b" * 32),
    }
