# cython: language_level=3, cdivision=True
"""Vincenty's inverse formula, as in `earth.geodesic_m`: C for compiled.pyx."""

from libc.math cimport M_PI, atan, atan2, cos, fabs, hypot, remainder, sin, tan

cdef extern from *:
    # WGS84, in meters: as in earth.py, which tests hold this against.
    """
    #define SEMI_MAJOR_M 6378137.0
    #define FLATTENING (1 / 298.257223563)
    #define ECCENTRICITY_2 (FLATTENING * (2 - FLATTENING))
    """
    double SEMI_MAJOR_M, FLATTENING, ECCENTRICITY_2

cdef enum:
    MOST_TURNS = 12


cdef struct Arc:
    # An arc on the auxiliary sphere, and how it lies.
    double sigma
    double sine
    double cosine
    double cos2_alpha
    double middle


cdef inline double radians(double degrees) noexcept nogil:
    return degrees * (M_PI / 180)


cdef inline double geodesic(
    double latitude, double longitude, double other_latitude, double other_longitude
) noexcept nogil:
    """Return the length in meters; -1 for one spot, or where it does not converge."""
    cdef double u1 = atan((1 - FLATTENING) * tan(radians(latitude)))
    cdef double u2 = atan((1 - FLATTENING) * tan(radians(other_latitude)))
    cdef double sines = sin(u1) * sin(u2), cosines = cos(u1) * cos(u2)
    cdef double cross_1 = cos(u1) * sin(u2), cross_2 = sin(u1) * cos(u2)
    cdef double cos_u2 = cos(u2)
    cdef double apart = radians(remainder(other_longitude - longitude, 360))
    cdef double last, sin_alpha, c, bend, lam = apart
    cdef Arc arc
    cdef int turn
    for turn in range(MOST_TURNS):
        arc.sine = hypot(cos_u2 * sin(lam), cross_1 - cross_2 * cos(lam))
        if arc.sine == 0:
            return -1
        arc.cosine = sines + cosines * cos(lam)
        arc.sigma = atan2(arc.sine, arc.cosine)
        sin_alpha = cosines * sin(lam) / arc.sine
        arc.cos2_alpha = 1 - sin_alpha * sin_alpha
        arc.middle = 0
        if arc.cos2_alpha:
            arc.middle = arc.cosine - 2 * sines / arc.cos2_alpha
        c = FLATTENING / 16 * arc.cos2_alpha
        c *= 4 + FLATTENING * (4 - 3 * arc.cos2_alpha)
        bend = arc.middle + c * arc.cosine * (2 * arc.middle * arc.middle - 1)
        last = lam
        lam = apart + (1 - c) * FLATTENING * sin_alpha * (arc.sigma + c * arc.sine * bend)
        if fabs(lam - last) < 1e-12:
            return arc_length(&arc)
    return -1


cdef inline double arc_length(const Arc* arc) noexcept nogil:
    """Return an arc's length on the ellipsoid, by Vincenty's series."""
    cdef double u2 = arc.cos2_alpha * ECCENTRICITY_2 / (1 - ECCENTRICITY_2)
    cdef double a = 1 + u2 / 16384 * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)))
    cdef double b = u2 / 1024 * (256 + u2 * (-128 + u2 * (74 - 47 * u2)))
    cdef double mid2 = arc.middle * arc.middle
    cdef double first = arc.cosine * (2 * mid2 - 1)
    cdef double second = b / 6 * arc.middle * (4 * arc.sine * arc.sine - 3) * (4 * mid2 - 3)
    cdef double change = b * arc.sine * (arc.middle + b / 4 * (first - second))
    return SEMI_MAJOR_M * (1 - FLATTENING) * a * (arc.sigma - change)
