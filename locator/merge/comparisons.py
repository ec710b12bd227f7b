"""How two listings' streets, ZIPs and units stand to each other, in small words."""

import math
from dataclasses import dataclass
from enum import StrEnum

from locator.geo import Point
from locator.merge.names import name_likeness
from locator.merge.streets import Street
from locator.merge.traits import Traits


class Likeness(StrEnum):
    """How alike two parts of two addresses are."""

    SAME = "same"
    SWAPPED = "swapped"  # the same digits, two of them in the wrong order, or one lost
    CLOSE = "close"  # one letter or digit is another
    OTHER = "other"
    UNKNOWN = "unknown"  # at least one does not say


ALIKE = frozenset({Likeness.SAME, Likeness.SWAPPED, Likeness.CLOSE})


NEAR_M = 150.0
METERS_PER_DEGREE = 111_195.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that `judge` weighs."""

    house: Likeness
    street: Likeness
    units: Likeness  # CLOSE where they overlap, UNKNOWN where only one names any
    postal_code: Likeness
    city: bool
    phone: bool
    name: float
    near: bool = False  # their own points are within 150 m
    neighbors: bool = False  # ZIPs of one delivery area (the first three digits)

    @property
    def door(self) -> bool:
        """Say whether house number and street agree, whatever the unit."""
        return self.house is Likeness.SAME and self.street in ALIKE

    @property
    def town(self) -> bool:
        """Say whether they are in one town, one ZIP but for a slip, or one spot."""
        return (
            self.city
            or self.near
            or self.postal_code in {Likeness.SAME, Likeness.SWAPPED}
        )


def compare(a: Traits, b: Traits) -> Comparison:
    """Return how the two listings stand to each other."""
    return Comparison(
        house=compare_houses(a.street, b.street),
        street=compare_streets(a.street, b.street),
        units=compare_units(a.street, b.street),
        postal_code=compare_codes(a.postal_code, b.postal_code),
        city=bool(a.city) and a.city == b.city,
        phone=not a.phones.isdisjoint(b.phones),
        name=name_likeness(a.name, b.name),
        near=are_near(a.point, b.point),
        neighbors=a.postal_code[:3] == b.postal_code[:3],
    )


def are_near(a: Point | None, b: Point | None) -> bool:
    """Say whether two points are within 150 m of one another."""
    if a is None or b is None:
        return False
    # Over a street's length the earth is flat; a geodesic takes a hundred times longer.
    shrink = math.cos(math.radians(a.latitude))
    north = (a.latitude - b.latitude) * METERS_PER_DEGREE
    east = (a.longitude - b.longitude) * METERS_PER_DEGREE * shrink
    return math.hypot(north, east) <= NEAR_M


def compare_codes(a: str, b: str) -> Likeness:
    """Compare two numbers as printed, such as ZIPs."""
    if not a or not b:
        return Likeness.UNKNOWN
    if a == b:
        return Likeness.SAME
    if len(a) == len(b):
        return _compare_equally_long(a, b)
    short, long = sorted((a, b), key=len)
    lost_one = any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
    return Likeness.SWAPPED if lost_one and len(short) >= 2 else Likeness.OTHER


def _compare_equally_long(a: str, b: str) -> Likeness:
    wrong = [at for at in range(len(a)) if a[at] != b[at]]
    if len(wrong) == 1:
        return Likeness.CLOSE
    first, last = wrong[0], wrong[-1]
    if (
        len(wrong) == 2
        and last == first + 1
        and a[first : last + 1] == b[last] + b[first]
    ):
        return Likeness.SWAPPED
    return Likeness.OTHER


def compare_houses(a: Street, b: Street) -> Likeness:
    """Compare house numbers; "119-121" is both, and a PO box is its own house."""
    if not a.numbers and not b.numbers:
        if a.box or b.box:
            return Likeness.SAME if a.box == b.box else Likeness.OTHER
        return Likeness.SAME if a.words and a.words == b.words else Likeness.UNKNOWN
    if not a.numbers or not b.numbers:
        return Likeness.UNKNOWN
    # Of two ranges both ends count: 10-20 and 20-30 are two houses.
    if len(a.numbers) > 1 and len(b.numbers) > 1:
        return Likeness.SAME if a.numbers == b.numbers else Likeness.OTHER
    if a.numbers & b.numbers:
        return Likeness.SAME
    return min(
        (compare_codes(one, other) for one in a.numbers for other in b.numbers),
        key=list(Likeness).index,
    )


def compare_streets(a: Street, b: Street) -> Likeness:
    """Compare the names of streets; directions count only where both name one."""
    if not a.words or not b.words:
        same_box = a.box is not None and a.box == b.box
        return Likeness.SAME if same_box else Likeness.UNKNOWN
    if a.directions and b.directions and a.directions.isdisjoint(b.directions):
        return Likeness.OTHER
    if a.words == b.words:
        return Likeness.SAME if a.types == b.types else Likeness.CLOSE
    left, right = "".join(a.words), "".join(b.words)
    if left == right or left.startswith(right) or right.startswith(left):
        return Likeness.CLOSE
    if (
        _one_slip(left, right)
        or set(a.words) <= set(b.words)
        or set(b.words) <= set(a.words)
    ):
        return Likeness.CLOSE
    return Likeness.OTHER


def _one_slip(a: str, b: str) -> bool:
    # Short names and numbers are too near to one another: 4th is not 5th.
    return (
        min(len(a), len(b)) >= 5
        and not any(map(str.isdigit, a + b))
        and compare_codes(a, b) in ALIKE
    )


def compare_units(a: Street, b: Street) -> Likeness:
    """Compare suites, floors and buildings; one contradiction is enough."""
    if a.units == b.units:
        return Likeness.SAME
    shared = {kind for kind, _ in a.units} & {kind for kind, _ in b.units}
    for what in shared:
        left = {name for kind, name in a.units if kind == what}
        right = {name for kind, name in b.units if kind == what}
        if left.isdisjoint(right):
            return Likeness.OTHER
    # "Suites 104 and 105" against "Suites 104-106" is close.
    return Likeness.CLOSE if shared else Likeness.UNKNOWN
