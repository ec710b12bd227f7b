# cython: language_level=3
"""What a search asks for, and the words of bits that answer it: for compiled.pyx.

A word is 64 places of one block, one bit each; `bits` holds a word for every column.
"""

from libc.stdint cimport uint64_t

cdef extern from *:
    int ones_of "__builtin_popcountll" (uint64_t word) nogil
    int lowest_of "__builtin_ctzll" (uint64_t word) nogil
    int zeros_above "__builtin_clzll" (uint64_t word) nogil

cdef enum:
    MOST_COLUMNS = 512
    SURE = 0
    MAYBE = 1
    LIMITED = 2


cdef struct Wish:
    # A Choice in plain numbers: groups of columns, and those that rank or limit.
    int groups
    int group_start[MOST_COLUMNS]
    int group_stop[MOST_COLUMNS]
    bint is_any[MOST_COLUMNS]
    # The columns chosen from group g: those from [g] to [g + 1].
    int chosen_start[MOST_COLUMNS + 1]
    int chosen[MOST_COLUMNS]
    int limits
    int limit[MOST_COLUMNS]
    int medicines
    int medicine[MOST_COLUMNS]
    bint counseling
    int listed
    int certain


cdef inline uint64_t any_word(const uint64_t* bits, const int* columns, int number) noexcept nogil:
    cdef uint64_t word = 0
    cdef int i
    for i in range(number):
        word |= bits[columns[i]]
    return word


cdef inline uint64_t group_word(const uint64_t* bits, const Wish* wish, int group) noexcept nogil:
    """Return which places of a block have what is chosen from a group."""
    cdef int start = wish.chosen_start[group], stop = wish.chosen_start[group + 1]
    cdef uint64_t word = ~<uint64_t>0
    cdef int i
    if wish.is_any[group]:
        return any_word(bits, &wish.chosen[start], stop - start)
    for i in range(start, stop):
        word &= bits[wish.chosen[i]]
    return word


cdef inline uint64_t sure_word(const uint64_t* bits, const Wish* wish, uint64_t among) noexcept nogil:
    if wish.medicines:
        among &= any_word(bits, wish.medicine, wish.medicines)
    if wish.counseling:
        among &= ~bits[wish.listed] | bits[wish.certain]
    return among


cdef inline int rank_at(uint64_t sure, uint64_t limited, int place) noexcept nogil:
    if sure >> place & 1:
        return SURE
    return LIMITED if limited >> place & 1 else MAYBE


cdef inline void count(
    const uint64_t* bits, const Wish* wish, const uint64_t* words, uint64_t near,
    uint64_t matched, long long* counts, int terms
) noexcept nogil:
    """Count a block's matches; in a chosen group, as if nothing were chosen from it."""
    cdef uint64_t more
    cdef int column, group, other
    if matched:
        for column in range(terms):
            counts[column] += ones_of(bits[column] & matched)
    for group in range(wish.groups):
        more = near & ~matched
        for other in range(wish.groups):
            if other != group:
                more &= words[other]
        if more:
            for column in range(wish.group_start[group], wish.group_stop[group]):
                counts[column] += ones_of(bits[column] & more)
