"""The arithmetic of distance: straight lines through the earth, and back to lengths.

A straight line between two points of the WGS84 ellipsoid takes three subtractions to
compute and, turned back into a length, is within 0.3 m of the geodesic at 200 miles.
"""

import math

import numpy as np
from numpy.typing import NDArray

from locator.geo import Point, distance_m

Floats = NDArray[np.float64]

SEMI_MAJOR_M = 6378137.0
FLATTENING = 1 / 298.257223563
ECCENTRICITY_2 = FLATTENING * (2 - FLATTENING)
# No two points of the earth are farther apart than this, in a straight line.
WIDEST_CHORD_M = 2 * SEMI_MAJOR_M + 1


def to_ecef(latitude: Floats, longitude: Floats) -> Floats:
    """Return WGS84 earth-centered x, y, z in meters, along a new last axis."""
    phi, lam = np.radians(latitude), np.radians(longitude)
    normal = SEMI_MAJOR_M / np.sqrt(1 - ECCENTRICITY_2 * np.sin(phi) ** 2)
    x = normal * np.cos(phi) * np.cos(lam)
    y = normal * np.cos(phi) * np.sin(lam)
    z = normal * (1 - ECCENTRICITY_2) * np.sin(phi)
    return np.stack([x, y, z], axis=-1)


def from_ecef(ecef: Floats) -> tuple[Floats, Floats]:
    """Return latitudes and longitudes of points on the ellipsoid's surface."""
    x, y, z = ecef[..., 0], ecef[..., 1], ecef[..., 2]
    latitude = np.degrees(np.arctan2(z, (1 - ECCENTRICITY_2) * np.hypot(x, y)))
    return latitude, np.degrees(np.arctan2(y, x))


def point_to_ecef(point: Point) -> tuple[float, float, float]:
    """Return one point's x, y, z; ten times as quick as an array of one."""
    phi, lam = math.radians(point.latitude), math.radians(point.longitude)
    sine, cosine = math.sin(phi), math.cos(phi)
    normal = SEMI_MAJOR_M / math.sqrt(1 - ECCENTRICITY_2 * sine * sine)
    return (
        normal * cosine * math.cos(lam),
        normal * cosine * math.sin(lam),
        normal * (1 - ECCENTRICITY_2) * sine,
    )


def curve_radius_m(latitude: float) -> float:
    """Return the radius of the sphere that fits the earth best at a latitude."""
    s = math.sin(math.radians(latitude))
    flat = 1 - ECCENTRICITY_2
    return SEMI_MAJOR_M * math.sqrt(flat) / (1 - ECCENTRICITY_2 * s * s)


def chords_to_lengths(chords_m: Floats, radius_m: float) -> Floats:
    """Return the lengths over the ground of straight lines through the earth."""
    width = 2 * radius_m
    lengths: Floats = np.arcsin(np.minimum(chords_m / width, 1.0)) * width
    return lengths


def length_to_chord(length_m: float, radius_m: float) -> float:
    """Return the straight line through the earth under a length over the ground."""
    return 2 * radius_m * math.sin(min(math.pi / 2, length_m / (2 * radius_m)))


def far_length_m(point: Point, latitude: Floats, longitude: Floats) -> Floats:
    """Return lengths by Lambert's formula: within 50 m of geopy's up to 14,000 km."""
    beta0 = math.atan((1 - FLATTENING) * math.tan(math.radians(point.latitude)))
    beta = np.arctan((1 - FLATTENING) * np.tan(np.radians(latitude)))
    half_lon = np.radians(longitude - point.longitude) / 2
    hav = (
        np.sin((beta - beta0) / 2) ** 2
        + math.cos(beta0) * np.cos(beta) * np.sin(half_lon) ** 2
    )
    sigma = 2 * np.arcsin(np.sqrt(np.minimum(hav, 1.0)))
    p, q = (beta + beta0) / 2, (beta - beta0) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        x = (np.sin(p) * np.cos(q) / np.cos(sigma / 2)) ** 2
        y = (np.cos(p) * np.sin(q) / np.sin(sigma / 2)) ** 2
        bend = (sigma - np.sin(sigma)) * x + (sigma + np.sin(sigma)) * y
    lengths: Floats = SEMI_MAJOR_M * (sigma - FLATTENING / 2 * np.nan_to_num(bend))
    return lengths


def geodesic_m(a: Point, b: Point) -> float:
    """Return geopy's geodesic to within a millimeter, at a tenth of its cost.

    T. Vincenty's inverse formula (Survey Review 23, 1975). It does not converge for
    points on opposite sides of the earth: those are geopy's.
    """
    u1 = math.atan((1 - FLATTENING) * math.tan(math.radians(a.latitude)))
    u2 = math.atan((1 - FLATTENING) * math.tan(math.radians(b.latitude)))
    sines = math.sin(u1) * math.sin(u2)
    cosines = math.cos(u1) * math.cos(u2)
    cross = math.cos(u1) * math.sin(u2), math.sin(u1) * math.cos(u2)
    apart = lam = math.radians(math.remainder(b.longitude - a.longitude, 360))
    for _ in range(12):
        sin_lam, cos_lam = math.sin(lam), math.cos(lam)
        sin_sigma = math.hypot(math.cos(u2) * sin_lam, cross[0] - cross[1] * cos_lam)
        if sin_sigma == 0:
            return distance_m(a, b)
        cos_sigma = sines + cosines * cos_lam
        sigma = math.atan2(sin_sigma, cos_sigma)
        sin_alpha = cosines * sin_lam / sin_sigma
        cos2_alpha = 1 - sin_alpha * sin_alpha
        middle = cos_sigma - 2 * sines / cos2_alpha if cos2_alpha else 0.0
        c = FLATTENING / 16 * cos2_alpha * (4 + FLATTENING * (4 - 3 * cos2_alpha))
        bend = middle + c * cos_sigma * (2 * middle * middle - 1)
        last, lam = (
            lam,
            apart + (1 - c) * FLATTENING * sin_alpha * (sigma + c * sin_sigma * bend),
        )
        if abs(lam - last) < 1e-12:
            return _arc_m(sigma, sin_sigma, cos_sigma, cos2_alpha, middle)
    return distance_m(a, b)


def _arc_m(
    sigma: float, sine: float, cosine: float, cos2_alpha: float, middle: float
) -> float:
    """Return the length of an arc on the ellipsoid, by Vincenty's series."""
    u2 = cos2_alpha * ECCENTRICITY_2 / (1 - ECCENTRICITY_2)
    a = 1 + u2 / 16384 * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)))
    b = u2 / 1024 * (256 + u2 * (-128 + u2 * (74 - 47 * u2)))
    mid2 = middle * middle
    first = cosine * (2 * mid2 - 1)
    second = b / 6 * middle * (4 * sine * sine - 3) * (4 * mid2 - 3)
    change = b * sine * (middle + b / 4 * (first - second))
    return SEMI_MAJOR_M * (1 - FLATTENING) * a * (sigma - change)


def hilbert_order(latitude: Floats, longitude: Floats) -> NDArray[np.int64]:
    """Return each point's place on a Hilbert curve over cells of about 0.005 degree."""
    side = 1 << 16
    x = np.clip((longitude + 180) / 360 * side, 0, side - 1).astype(np.int64)
    y = np.clip((latitude + 90) / 180 * side, 0, side - 1).astype(np.int64)
    place = np.zeros(len(x), dtype=np.int64)
    step = side >> 1
    while step:
        right, up = (x & step) > 0, (y & step) > 0
        place += step * step * ((3 * right) ^ up)
        # Turn the quadrant so that the curve enters and leaves it at neighbors.
        flip = ~up & right
        x, y = np.where(flip, side - 1 - x, x), np.where(flip, side - 1 - y, y)
        x, y = np.where(up, x, y), np.where(up, y, x)
        step >>= 1
    return place
