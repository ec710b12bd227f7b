"""What the search is compared with, on the very same places."""

from collections.abc import Callable

import numpy as np
from scipy.spatial import cKDTree

from locator.search import DirectoryIndex, SearchQuery, earth
from locator.search.build import BLOCK

Rival = Callable[[SearchQuery], object]
Answer = tuple[np.ndarray, int, np.ndarray]


class Rows:
    """The index's places row by row, as the rivals want them."""

    def __init__(self, index: DirectoryIndex) -> None:
        self.column = index.layout.column
        spots = index.arrays.points.transpose(0, 2, 1).reshape(-1, 3)
        self.ecef = np.ascontiguousarray(spots[: index.searchable])
        cubes = np.ascontiguousarray(index.arrays.bits[:, : len(self.column)].T)
        flags = np.unpackbits(cubes.view(np.uint8), axis=1, bitorder="little")
        self.flags = np.ascontiguousarray(flags.T[: index.searchable]).astype(bool)
        assert len(cubes[0]) * BLOCK >= len(self.flags)

    def matching(self, query: SearchQuery) -> np.ndarray:
        """Return which rows have every asked term."""
        asked = [self.column[term] for term in query.terms]
        return self.flags[:, asked].all(axis=1)


def reach_of(query: SearchQuery) -> float:
    """Return the search's radius as a straight line."""
    bend = earth.curve_radius_m(query.point.latitude)
    return earth.length_to_chord(query.radius_m, bend)


def brute_force(rows: Rows) -> Callable[[SearchQuery], Answer]:
    """All rows, every time: the nearest 20, the total and every count, with numpy."""

    def search(query: SearchQuery) -> Answer:
        steps = rows.ecef - earth.point_to_ecef(query.point)
        chord2 = np.einsum("ij,ij->i", steps, steps)
        inside = np.flatnonzero(chord2 <= reach_of(query) ** 2)
        flags = rows.flags[inside]
        asked = [rows.column[term] for term in query.terms]
        matched = flags[:, asked].all(axis=1)
        found = inside[matched]
        nearest = np.sort(chord2[found])[:20]
        return nearest, len(found), flags[matched].sum(axis=0)

    return search


def kd_tree(rows: Rows) -> Rival:
    """Return scipy's tree, asked for the nearest 20 only."""
    tree = cKDTree(rows.ecef)
    matching = {}

    def search(query: SearchQuery) -> object:
        if query.terms not in matching:
            matching[query.terms] = rows.matching(query)
        wanted, many = matching[query.terms], 64
        while True:
            _, near = tree.query(earth.point_to_ecef(query.point), many)
            near = near[near < len(wanted)]
            found = near[wanted[near]][:20]
            if len(found) == 20 or many > len(wanted):
                return found
            many *= 4

    return search
