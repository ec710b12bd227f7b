"""One pass over the blocks near a point: who is inside, who matches, who comes first."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from locator.search.columns import COUNSELING, RANKED_MEDICINES, Layout
from locator.search.earth import Floats
from locator.search.index import DirectoryIndex
from locator.search.query import Rank

Words = NDArray[np.uint64]
Positions = NDArray[np.intp]

ECEF = tuple[float, float, float]


@dataclass(frozen=True)
class Scan:
    """The blocks that a search touches; 64 places a row, one bit a place in a word."""

    blocks: Positions
    bits: Words
    # Squared straight-line distances of every place of these blocks.
    chord2: Floats
    inside: Words

    def rows(self, word: Words) -> Positions:
        """Return where the bits of a word are set, counted over these blocks."""
        return np.flatnonzero(np.unpackbits(word.view(np.uint8), bitorder="little"))

    def positions(self, rows: Positions) -> Positions:
        """Return the index's positions of some rows."""
        positions: Positions = self.blocks[rows >> 6] * 64 + (rows & 63)
        return positions

    def position(self, row: int) -> int:
        """Return the index's position of one row."""
        return int(self.blocks[row >> 6]) * 64 + (row & 63)


def scan(index: DirectoryIndex, origin: ECEF, chord_m: float) -> Scan:
    """Look at every block that may hold a place within a straight line's length."""
    away = index.spheres[:, :3] - origin
    reach = index.spheres[:, 3] + chord_m
    near = np.einsum("ij,ij->i", away, away) <= reach * reach
    blocks = np.flatnonzero(near)
    steps = index.points[blocks] - np.array(origin)[:, None]
    chord2 = np.einsum("ijk,ijk->ik", steps, steps)
    packed = np.packbits(chord2 <= chord_m * chord_m, axis=1, bitorder="little")
    bits = index.bits[blocks]
    inside = packed.view("<u8")[:, 0] & bits[:, index.layout.place_column]
    return Scan(blocks, bits, chord2, inside)


@dataclass(frozen=True)
class Choice:
    """The terms of a search, as columns: each group's, and those that rank."""

    groups: tuple[tuple[slice, str, tuple[int, ...]], ...]
    medicines: tuple[int, ...]  # columns of the sure offers of the asked medicines
    counseling: tuple[int, int] | None  # columns of any and of sure counseling
    limits: tuple[int, ...]  # columns of the reasons that this search does not lift

    @property
    def ranks(self) -> bool:
        """Whether strength orders this search."""
        return bool(self.medicines) or self.counseling is not None


def choose(layout: Layout, terms: frozenset[str]) -> Choice:
    """Turn a search's terms into columns."""
    groups = []
    for group, columns in zip(layout.groups, layout.group_columns, strict=True):
        chosen = tuple(layout.column[term] for term in group.terms if term in terms)
        if chosen:
            groups.append((columns, group.mode, chosen))
    counseling = None
    if COUNSELING in terms:
        counseling = (layout.column[COUNSELING], layout.sure_column[COUNSELING])
    limits = [
        layout.label_column[label.slug]
        for label in layout.labels
        if terms.isdisjoint(label.lifted_by)
    ]
    return Choice(
        groups=tuple(groups),
        medicines=tuple(
            layout.sure_column[term] for term in RANKED_MEDICINES if term in terms
        ),
        counseling=counseling,
        limits=(*limits, layout.other_limit_column),
    )


def group_words(bits: Words, choice: Choice) -> list[Words]:
    """Return one word a block for each group chosen from: who has what is asked."""
    words = []
    for _, mode, columns in choice.groups:
        if len(columns) == 1:
            words.append(bits[:, columns[0]])
        else:
            join = np.bitwise_or if mode == "any" else np.bitwise_and
            words.append(join.reduce(bits[:, columns], axis=1))
    return words


def match(bits: Words, choice: Choice, among: Words) -> Words:
    """Return those among some places that have what every group asks."""
    for word in group_words(bits, choice):
        among = among & word
    return among


def split(bits: Words, choice: Choice, matched: Words) -> tuple[Words, Words, Words]:
    """Part the matching places into sure, maybe and limited ones."""
    limited = np.bitwise_or.reduce(bits[:, choice.limits], axis=1) & matched
    rest = matched & ~limited
    sure = rest
    if choice.medicines:
        sure = sure & np.bitwise_or.reduce(bits[:, choice.medicines], axis=1)
    if choice.counseling:
        listed, certain = choice.counseling
        sure = sure & (~bits[:, listed] | bits[:, certain])
    return sure, rest & ~sure, limited


RANKS: tuple[Rank, Rank, Rank] = ("sure", "maybe", "limited")


def rank_of(classes: tuple[Words, Words, Words], row: int) -> Rank:
    """Return which of the three classes a matching row is in."""
    for rank, word in zip(RANKS, classes, strict=True):
        if int(word[row >> 6]) >> (row & 63) & 1:
            return rank
    raise LookupError(f"row {row} matches nothing")


def how_many(word: Words) -> int:
    """Return how many places a word holds."""
    return int(np.bitwise_count(word).sum())


def term_counts(index: DirectoryIndex, looked: Scan, choice: Choice) -> dict[str, int]:
    """Count, for every term, what choosing only it in its group would give."""
    words = group_words(looked.bits, choice)
    matched = looked.inside
    for word in words:
        matched = matched & word
    terms = index.layout.terms
    counts = _count(looked.bits[:, : len(terms)], matched)
    for number, (columns, _, _) in enumerate(choice.groups):
        others = looked.inside
        for other, word in enumerate(words):
            if other != number:
                others = others & word
        counts[columns] = _count(looked.bits[:, columns], others)
    return dict(zip(terms, counts.tolist(), strict=True))


def _count(bits: Words, among: Words) -> NDArray[np.int64]:
    counts: NDArray[np.int64] = np.bitwise_count(bits & among[:, None]).sum(
        axis=0, dtype=np.int64
    )
    return counts
