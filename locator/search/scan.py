"""One look at the blocks near a point: who is inside, who matches, who is sure.

A word is 64 places, one bit each; `bits` holds one word a block and column.
"""

from dataclasses import dataclass
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from locator.search.choice import Choice
from locator.search.earth import Floats
from locator.search.scanner import LIMITED, MAYBE, SLACK_M2, SURE, Arrays, Circle

Words = NDArray[np.uint64]
Numbers = NDArray[np.intp]


class Classes(NamedTuple):
    """The matching places, parted in the order in which they are listed."""

    sure: Words
    maybe: Words
    limited: Words


@dataclass(frozen=True, slots=True)
class Scan:
    """The blocks that a search touches, and which of their places are inside."""

    blocks: Numbers
    bits: Words
    # Squared straight-line distances of all places of these blocks, in one row.
    chord2: Floats
    inside: Words

    def positions(self, rows: Numbers) -> Numbers:
        """Return the index's positions of some places of these blocks."""
        return cast("Numbers", (self.blocks.take(rows >> 6) << 6) + (rows & 63))


def scan(arrays: Arrays, circle: Circle) -> Scan:
    """Look at every block that may hold a place within the radius."""
    x, y, z, chord_m, _ = circle
    # Two balls touch when this sum, with our own constant, is not negative.
    touch = np.array([2 * x, 2 * y, 2 * z, 2 * chord_m, -1.0])
    own = x * x + y * y + z * z - chord_m * chord_m - SLACK_M2
    # Not a matrix product: that may start threads, beside those of the web server.
    blocks = (np.einsum("ij,i->j", arrays.balls, touch) >= own).nonzero()[0]
    chord2 = chords2_of(arrays, circle, blocks)
    near = np.packbits(chord2 <= chord_m * chord_m, bitorder="little").view("<u8")
    bits = arrays.bits.take(blocks, axis=0)
    return Scan(blocks, bits, chord2, near & bits[:, arrays.layout.place_column])


def chords2_of(arrays: Arrays, circle: Circle, blocks: Numbers) -> Floats:
    """Return the squared straight-line distances of all places of some blocks."""
    steps = arrays.points.take(blocks, axis=0)
    steps -= np.array(circle[:3])[:, None]
    return cast("Floats", np.einsum("ijk,ijk->ik", steps, steps).ravel())


def group_words(bits: Words, choice: Choice) -> list[Words]:
    """Return, for each group chosen from, the places that have what it asks."""
    words = []
    for group in choice.groups:
        if len(group.chosen) == 1:
            words.append(bits[:, group.chosen[0]])
        else:
            join = np.bitwise_or if group.any_of else np.bitwise_and
            words.append(join.reduce(bits[:, group.chosen], axis=1))
    return words


def all_of(words: list[Words], among: Words) -> Words:
    """Return those among some places that are in every word."""
    for word in words:
        among = among & word
    return among


def split(bits: Words, choice: Choice, matched: Words) -> Classes:
    """Part the matching places into sure, maybe and limited ones."""
    limited = _any_of(bits, choice.limits) & matched
    rest = matched & ~limited
    if not choice.ranks:
        return Classes(rest, np.zeros_like(rest), limited)
    sure = rest
    if choice.sure_medicines:
        sure = sure & _any_of(bits, choice.sure_medicines)
    if choice.counseling:
        listed, certain = choice.counseling
        sure = sure & (~bits[:, listed] | bits[:, certain])
    return Classes(sure, np.bitwise_and(rest, ~sure), limited)


def _any_of(bits: Words, columns: list[int]) -> Words:
    if len(columns) == 1:
        return bits[:, columns[0]]
    return cast("Words", np.bitwise_or.reduce(bits[:, columns], axis=1))


def rows_of(word: Words) -> Numbers:
    """Return which places of the scanned blocks a word holds, in order."""
    return cast("Numbers", flags_of(word).nonzero()[0])


def flags_of(word: Words) -> NDArray[np.uint8]:
    """Return, for every place of the scanned blocks, 1 if a word holds it."""
    return np.unpackbits(word.view(np.uint8), bitorder="little")


def how_many(word: Words) -> int:
    """Return how many places a word holds."""
    return int(np.add.reduce(np.bitwise_count(word), dtype=np.intp))


def ranks_of(classes: Classes, bits: Numbers) -> list[int]:
    """Return the rank of one matching place of each word: that of so many bits up."""
    ones = np.left_shift(np.uint64(1), bits.astype(np.uint64))
    flags = zip(
        (classes.sure & ones).tolist(), (classes.maybe & ones).tolist(), strict=True
    )
    return [SURE if sure else MAYBE if maybe else LIMITED for sure, maybe in flags]


def term_counts(
    looked: Scan, choice: Choice, words: list[Words], matched: Words, terms: int
) -> list[int]:
    """Count, for every term, what choosing only it in its group would give."""
    counts = _count(looked.bits[:, :terms], matched)
    for number, group in enumerate(choice.groups):
        others = all_of(words[:number] + words[number + 1 :], looked.inside)
        columns = group.all_columns
        counts[columns] = _count(looked.bits[:, columns], others)
    return cast("list[int]", counts.tolist())


def _count(bits: Words, among: Words) -> Numbers:
    each = np.bitwise_count(bits & among[:, None])
    return cast("Numbers", np.add.reduce(each, axis=0, dtype=np.intp))
