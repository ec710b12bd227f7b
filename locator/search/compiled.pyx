# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""The search in one pass over the index's arrays: what `plain` does, compiled.

No bound is checked inside the loops: `__init__` holds the shapes of the arrays against
each other, `read_wish` every column. Both scanners square distances by the same sums in
the same order, so that they list the same (hatch_build.py: `-ffp-contract=off`).
"""

from libc.math cimport M_PI, asin, atan2, fmax, fmin, hypot, sqrt
from libc.stdint cimport uint32_t, uint64_t
from libc.stdlib cimport free

from locator.geo import Point, distance_m
from locator.search import earth, scanner
from locator.search.compiled_geodesic cimport geodesic
from locator.search.compiled_heap cimport (
    Heap, Inside, Place, before, clear, drop_top, keep, make_room, put_in_order
)
from locator.search.compiled_wish cimport (
    LIMITED, MAYBE, MOST_COLUMNS, SURE, Wish, any_word, count, group_word, lowest_of,
    ones_of, rank_at, sure_word, zeros_above
)

cdef enum:
    BLOCK = 64

cdef double INFINITE = float("inf")
cdef double SLACK_M2 = scanner.SLACK_M2
cdef double DOUBT = scanner.DOUBT
cdef double FLAT = 1 - earth.ECCENTRICITY_2


cdef class CompiledScanner:
    """Goes through an index's arrays with one call a search."""

    cdef const double[:, :, ::1] points
    cdef const uint64_t[:, ::1] bits
    cdef const double[:, ::1] balls
    cdef const uint32_t[::1] id_rank
    cdef Py_ssize_t blocks
    cdef int width, terms, is_place

    def __init__(self, arrays):
        self.points, self.bits = arrays.points, arrays.bits
        self.balls, self.id_rank = arrays.balls, arrays.id_rank
        self.blocks, self.width = self.bits.shape[0], <int>self.bits.shape[1]
        self.terms = len(arrays.layout.terms)
        self.is_place = arrays.layout.place_column
        fits = (
            self.points.shape[0] == self.balls.shape[1] == self.blocks
            and self.points.shape[1] == 3
            and self.points.shape[2] == BLOCK
            and self.balls.shape[0] == 5
            and self.terms <= self.is_place < self.width <= MOST_COLUMNS
            and self.id_rank.shape[0] > self.last_position()
        )
        if not fits:
            raise ValueError("the arrays of this index do not belong together")

    cdef Py_ssize_t last_position(self):
        cdef Py_ssize_t block
        for block in range(self.blocks - 1, -1, -1):
            if self.bits[block, self.is_place]:
                return block * BLOCK + 63 - zeros_above(self.bits[block, self.is_place])
        return -1

    def survey(self, circle, choice, Py_ssize_t start, Py_ssize_t stop, *, bint counting):
        """Return a part of the list of places inside, how many, and every count."""
        cdef double x = circle.x, y = circle.y, z = circle.z, chord = circle.chord_m
        cdef double own = x * x + y * y + z * z - chord * chord - SLACK_M2
        cdef double bend_m = circle.bend_m
        cdef Py_ssize_t block
        cdef Inside inside
        cdef Wish wish
        self.read_wish(choice, &wish)
        clear(&inside, chord * chord)
        make_room(&inside.first, min(stop, self.blocks * BLOCK))
        try:
            for block in range(self.blocks):
                # Two balls touch when this is no less than our own sum.
                if 2 * (
                    self.balls[0, block] * x + self.balls[1, block] * y
                    + self.balls[2, block] * z + self.balls[3, block] * chord
                ) - self.balls[4, block] >= own:
                    self.look_at(block, x, y, z, &wish, &inside, counting)
            put_in_order(&inside.first)
            hits = [
                near_of(&inside.first.places[block], bend_m)
                for block in range(start, inside.first.size)
            ]
        finally:
            free(inside.first.places)
        nearer = None
        if inside.maybe.chord2 < inside.sure_chord2 < INFINITE:
            nearer = near_of(&inside.maybe, bend_m)
        counts = [inside.counts[block] for block in range(self.terms if counting else 0)]
        return scanner.Found(inside.total, hits, nearer, counts)

    cdef void look_at(
        self, Py_ssize_t block, double x, double y, double z, const Wish* wish,
        Inside* inside, bint counting
    ) noexcept:
        """Take in the places of a block that are inside."""
        cdef double lines[BLOCK]
        cdef uint64_t words[MOST_COLUMNS]
        cdef const uint64_t* bits = &self.bits[block, 0]
        cdef uint64_t near = 0, matched, sure, limited
        cdef Place place
        cdef int i
        self.measure(block, x, y, z, lines)
        for i in range(BLOCK):
            near |= <uint64_t>(lines[i] <= inside.limit2) << i
        near &= bits[self.is_place]
        if not near:
            return
        matched = near
        for i in range(wish.groups):
            words[i] = group_word(bits, wish, i)
            matched &= words[i]
        if counting:
            count(bits, wish, words, near, matched, inside.counts, self.terms)
        inside.total += ones_of(matched)
        limited = any_word(bits, wish.limit, wish.limits)
        sure = sure_word(bits, wish, ~limited)
        while matched:
            i = lowest_of(matched)
            matched &= matched - 1
            place.position = block * BLOCK + i
            place.chord2, place.id_rank = lines[i], self.id_rank[place.position]
            place.rank = rank_at(sure, limited, i)
            keep(&inside.first, &place)
            if place.rank == SURE:
                inside.sure_chord2 = fmin(inside.sure_chord2, place.chord2)
            elif place.rank == MAYBE and before(&place, &inside.maybe):
                inside.maybe = place

    def outward(self, point, circle, choice, int wanted):
        """Return so many matching places outside, nearest first by the geodesic."""
        cdef double x = circle.x, y = circle.y, z = circle.z, chord = circle.chord_m
        cdef double limit2 = INFINITE, border2 = chord * chord
        cdef double lines[BLOCK]
        cdef uint64_t left, sure, limited
        cdef const uint64_t* bits
        cdef Place place
        cdef Py_ssize_t block
        cdef Wish wish
        cdef Heap blocks, nearest
        cdef int i
        self.read_wish(choice, &wish)
        found = []
        make_room(&nearest, wanted)
        try:
            self.put_blocks(&blocks, x, y, z, chord, &wish)
            while blocks.size and -blocks.places[0].chord2 <= limit2:
                block = blocks.places[0].position
                drop_top(&blocks)
                bits = &self.bits[block, 0]
                limited = any_word(bits, wish.limit, wish.limits)
                sure = sure_word(bits, &wish, ~limited)
                left = self.matching(block, &wish)
                self.measure(block, x, y, z, lines)
                while left:
                    i = lowest_of(left)
                    left &= left - 1
                    if not border2 < lines[i] <= limit2:
                        continue
                    place.rank, place.chord2, place.id_rank = 0, lines[i], 0
                    place.position = block * BLOCK + i
                    keep(&nearest, &place)
                    if nearest.size == nearest.room:
                        limit2 = nearest.places[0].chord2 * DOUBT * DOUBT
                    found.append((lines[i], place.position, rank_at(sure, limited, i)))
        finally:
            free(nearest.places)
            free(blocks.places)
        latitude, longitude = point.latitude, point.longitude
        near = sorted([
            (self.length_to(position, latitude, longitude),
             self.id_rank[<Py_ssize_t>position], position, rank)
            for chord2, position, rank in found if chord2 <= limit2
        ])
        return [(position, length, rank) for length, _, position, rank in near[:wanted]]

    cdef int put_blocks(
        self, Heap* blocks, double x, double y, double z, double border, Wish* wish
    ) except -1:
        """Put the blocks with matches that reach over the border on a heap.

        On top is the one whose nearest place may be nearest: squares are negative.
        """
        cdef double away
        cdef Place place
        cdef Py_ssize_t block
        place.rank = place.id_rank = 0
        make_room(blocks, self.blocks)
        for block in range(self.blocks):
            if not self.matching(block, wish):
                continue
            away = sqrt(square(
                self.balls[0, block] - x, self.balls[1, block] - y, self.balls[2, block] - z
            ))
            if away + self.balls[3, block] <= border:
                continue
            place.chord2 = -fmax(away - self.balls[3, block], 0) ** 2
            place.position = block
            keep(blocks, &place)
        return 0

    cdef inline uint64_t matching(self, Py_ssize_t block, Wish* wish) noexcept:
        cdef const uint64_t* bits = &self.bits[block, 0]
        cdef uint64_t word = bits[self.is_place]
        cdef int group
        for group in range(wish.groups):
            word &= group_word(bits, wish, group)
        return word

    cdef inline void measure(
        self, Py_ssize_t block, double x, double y, double z, double* lines
    ) noexcept:
        """Compute the squared straight lines to the places of a block."""
        cdef const double* point = &self.points[block, 0, 0]
        cdef int i
        for i in range(BLOCK):
            lines[i] = square(
                point[i] - x, point[BLOCK + i] - y, point[2 * BLOCK + i] - z
            )

    cdef double length_to(
        self, Py_ssize_t position, double latitude, double longitude
    ) except -1:
        """Return the geodesic to a place; what does not converge is left to geopy."""
        cdef const double* spot = &self.points[position // BLOCK, 0, position % BLOCK]
        cdef double x = spot[0], y = spot[BLOCK], z = spot[2 * BLOCK]
        cdef double there = atan2(z, FLAT * hypot(x, y)) * (180 / M_PI)
        cdef double across = atan2(y, x) * (180 / M_PI)
        cdef double length = geodesic(latitude, longitude, there, across)
        if length < 0:
            length = distance_m(Point(latitude, longitude), Point(there, across))
        return length

    cdef int column(self, int column) except -1:
        if not 0 <= column < self.width:
            raise IndexError(f"this index has no column {column}")
        return column

    cdef int read_columns(self, columns, int* into, int used) except -1:
        for column in columns:
            if used == MOST_COLUMNS:
                raise IndexError("too many columns are asked for")
            into[used] = self.column(column)
            used += 1
        return used

    cdef int read_wish(self, choice, Wish* wish) except -1:
        cdef int used = 0, number = 0
        for group in choice.groups:
            if number == MOST_COLUMNS:
                raise IndexError("too many groups are asked for")
            wish.group_start[number] = self.column(group.all_columns.start)
            wish.group_stop[number] = self.column(group.all_columns.stop)
            wish.is_any[number] = group.any_of
            wish.chosen_start[number] = used
            used = self.read_columns(group.chosen, wish.chosen, used)
            number += 1
        wish.chosen_start[number] = used
        wish.groups = number
        wish.limits = self.read_columns(choice.limits, wish.limit, 0)
        wish.medicines = self.read_columns(choice.sure_medicines, wish.medicine, 0)
        wish.counseling = choice.counseling is not None
        if wish.counseling:
            wish.listed = self.column(choice.counseling[0])
            wish.certain = self.column(choice.counseling[1])
        return 0


cdef inline double square(double x, double y, double z) noexcept nogil:
    return x * x + y * y + z * z


cdef near_of(const Place* place, double bend_m):
    """Return a place with its distance over the ground."""
    cdef double width = 2 * bend_m
    cdef double length = asin(fmin(sqrt(place.chord2) / width, 1.0)) * width
    return place.position, length, place.rank
