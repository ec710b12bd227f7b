# cython: language_level=3
"""What a search has found so far, the first places of a list on a heap: for compiled.pyx."""

from libc.math cimport INFINITY
from libc.stdint cimport uint32_t
from libc.stdlib cimport malloc

from locator.search.compiled_wish cimport MAYBE, MOST_COLUMNS


cdef struct Place:
    int rank
    double chord2
    uint32_t id_rank
    Py_ssize_t position


cdef struct Heap:
    # So many places, the last of them on top.
    Place* places
    Py_ssize_t size
    Py_ssize_t room


cdef struct Inside:
    # What is found inside the radius, as long as blocks are looked at.
    double limit2
    Py_ssize_t total
    long long counts[MOST_COLUMNS]
    Heap first
    double sure_chord2
    Place maybe


cdef inline void clear(Inside* inside, double limit2) noexcept nogil:
    cdef int column
    inside.limit2 = limit2
    inside.total = 0
    for column in range(MOST_COLUMNS):
        inside.counts[column] = 0
    inside.sure_chord2 = inside.maybe.chord2 = INFINITY
    inside.maybe.rank, inside.maybe.id_rank = MAYBE, 0


cdef inline bint before(const Place* one, const Place* other) noexcept nogil:
    """Tell which of two is listed first: by rank, distance, then id."""
    if one.rank != other.rank:
        return one.rank < other.rank
    if one.chord2 != other.chord2:
        return one.chord2 < other.chord2
    return one.id_rank < other.id_rank


cdef inline int make_room(Heap* heap, Py_ssize_t room) except -1:
    """Make an empty heap for so many places; whoever asks frees `places`."""
    heap.size, heap.room = 0, room
    heap.places = <Place*>malloc((room + 1) * sizeof(Place))
    if heap.places == NULL:
        raise MemoryError
    return 0


cdef inline void keep(Heap* heap, const Place* place) noexcept nogil:
    """Take a place in; where there is no room, the last of all goes."""
    cdef Py_ssize_t at = heap.size, above
    if at == heap.room:
        if heap.room and before(place, &heap.places[0]):
            sink(heap.places, heap.size, place[0])
        return
    heap.size += 1
    while at:
        above = (at - 1) // 2
        if not before(&heap.places[above], place):
            break
        heap.places[at] = heap.places[above]
        at = above
    heap.places[at] = place[0]


cdef inline void sink(Place* places, Py_ssize_t size, Place place) noexcept nogil:
    """Put a place in the stead of the one on top, and let it find its level."""
    cdef Py_ssize_t at = 0, below = 1
    while below < size:
        if below + 1 < size and before(&places[below], &places[below + 1]):
            below += 1
        if not before(&place, &places[below]):
            break
        places[at] = places[below]
        at, below = below, 2 * below + 1
    places[at] = place


cdef inline void drop_top(Heap* heap) noexcept nogil:
    """Take the place on top away."""
    heap.size -= 1
    if heap.size:
        sink(heap.places, heap.size, heap.places[heap.size])


cdef inline void put_in_order(Heap* heap) noexcept nogil:
    """Turn a heap into a list, the first place first."""
    cdef Py_ssize_t size
    cdef Place top
    for size in range(heap.size - 1, 0, -1):
        top = heap.places[0]
        sink(heap.places, size, heap.places[size])
        heap.places[size] = top
