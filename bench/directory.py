"""Made-up directories of any size, shaped like the real one; the same every time."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from locator import places, taxonomy
from locator.geo import Point
from locator.records import (
    Access,
    Address,
    Claim,
    Location,
    Phone,
    Precision,
    SourceRef,
    Strength,
)

# The share of places that offer what most people ask for; the rest is drawn.
SHARES = {
    "methadone": 0.08,
    "buprenorphine": 0.35,
    "naltrexone": 0.35,
    "counseling": 0.80,
    "medicaid": 0.70,
    "free": 0.05,
    "telehealth": 0.60,
    "otp": 0.10,
}
MAYBE_SHARE = 0.1
LIMITED_SHARE = 0.06
# Of 100 places, 38 share a building with another one.
OWN_BUILDING = 0.62
KINDS_OF_PLACE = 2000


@dataclass(frozen=True)
class Ground:
    """Points where places may stand, and how many stand near each."""

    points: np.ndarray
    weights: np.ndarray


def make_ground(rng: np.random.Generator) -> Ground:
    """Return every ZIP's point, each with a crowd of its own."""
    points = zip_points()
    weights = rng.lognormal(0, 1.2, len(points))
    return Ground(points, weights / weights.sum())


def zip_points() -> np.ndarray:
    """Return the points of all ZIP codes."""
    found = {
        (zip_place.point.latitude, zip_place.point.longitude)
        for state in places.STATE_NAMES
        for zip_place in places.zip_codes_in_state(state)
    }
    return np.array(sorted(found))


def make_locations(count: int, ground: Ground, seed: int = 1) -> Iterator[Location]:
    """Yield so many places around the ground's points."""
    rng = np.random.default_rng(seed)
    near = rng.choice(len(ground.points), count, p=ground.weights)
    latitude = np.clip(ground.points[near, 0] + rng.normal(0, 0.03, count), -90, 90)
    longitude = ground.points[near, 1] + rng.normal(0, 0.04, count)
    shared = np.flatnonzero(rng.random(count) > OWN_BUILDING)
    latitude[shared], longitude[shared] = latitude[shared - 1], longitude[shared - 1]
    longitude = (longitude + 180) % 360 - 180
    kinds = list(offer_kinds(rng))
    kind = rng.integers(0, len(kinds), count).tolist()
    limited = (rng.random(count) < LIMITED_SHARE).tolist()
    spots = zip(latitude.tolist(), longitude.tolist(), strict=True)
    for number, (lat, lon) in enumerate(spots):
        place = make_location(number, Point(lat, lon), kinds[kind[number]])
        yield limit(place) if limited[number] else place


def offer_kinds(rng: np.random.Generator) -> Iterator[tuple[Claim, ...]]:
    """Yield the sets of offers that places draw from."""
    terms = list(taxonomy.TERMS)
    drawn = rng.beta(0.8, 5, len(terms)).tolist()
    shares = [SHARES.get(t, share) for t, share in zip(terms, drawn, strict=True)]
    for _ in range(KINDS_OF_PLACE):
        has, doubtful = rng.random(len(terms)), rng.random(len(terms)) < MAYBE_SHARE
        yield tuple(
            Claim(term, Strength.MAYBE if hint else Strength.YES, "findtreatment", None)
            for term, share, luck, hint in zip(
                terms, shares, has, doubtful, strict=True
            )
            if luck < share
        )


ADDRESS = Address("100 Example Street", "Suite 200", "Springfield", "MA", "02118")
PHONES = (Phone("+16175550100"), Phone("+16175550101", extension="12"))


def make_location(number: int, point: Point, offers: tuple[Claim, ...]) -> Location:
    """Return one place of about the size of a real record."""
    name = f"{number:010}"
    return Location(
        id=name,
        slug="example-recovery-center-springfield-ma",
        name="Example Recovery Center",
        organization="Example Health Services Incorporated",
        address=ADDRESS,
        phones=PHONES,
        website="https://example.org/",
        point=point,
        precision=Precision.ADDRESS,
        search_point=point,
        access=Access.OPEN,
        access_labels=(),
        offers=offers,
        declared=(),
        sources=(SourceRef("findtreatment", name, "SA", None),),
    )


def limit(place: Location) -> Location:
    """Return the same place, for some people only."""
    labels = [
        label.slug
        for label in taxonomy.ACCESS_LABELS.values()
        if label.access is Access.LIMITED
    ]
    chosen = labels[int(place.id) % len(labels)]
    return Location(
        **{
            **{name: getattr(place, name) for name in Location.__slots__},
            "access": Access.LIMITED,
            "access_labels": (chosen,),
        }
    )


def make_points(count: int, ground: Ground, seed: int = 2) -> list[Point]:
    """Return where people search from: half by population, half anywhere."""
    rng = np.random.default_rng(seed)
    half = math.ceil(count / 2)
    crowded = rng.choice(len(ground.points), half, p=ground.weights)
    anywhere = rng.choice(len(ground.points), count - half)
    rows = ground.points[np.concatenate([crowded, anywhere])].tolist()
    return [Point(latitude, longitude) for latitude, longitude in rows]
