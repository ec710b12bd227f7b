"""What a person types into the search box, to a point or to words that help."""

import re
import string
import unicodedata
from collections.abc import Iterator

from locator.errors import UnknownPlace
from locator.places.answers import Near, ZipPlace
from locator.places.cities import (
    explain_missing_state,
    find_town,
    lookup_city,
    sole_town,
    towns_named,
)
from locator.places.coordinates import read_point
from locator.places.names import fold_words
from locator.places.states import LONGEST_SPELLING, SPELLINGS
from locator.places.zips import lookup_zip

MAX_LENGTH = 120  # longer than any address; what is longer is not read at all

_MARKS = string.whitespace + ",;:.()[]\"'"  # around a place they mean nothing
_NUMERIC = re.compile(r"[0-9\s+.,;()-]*[0-9][0-9\s+.,;()-]*", re.ASCII)
_POINT_LIKE = re.compile(r"[.,;()+]|^-")
# An address or a label that carries its ZIP: "Boston, MA 02118", "02118, Boston, MA".
_ENDS_IN_ZIP = re.compile(r".*[^0-9-]\b([0-9]{5})(?:-[0-9]{4})?", re.ASCII | re.DOTALL)
_STARTS_WITH_ZIP = re.compile(r"([0-9]{5})[\s,]+(\S.*)", re.ASCII | re.DOTALL)
_COUNTRY = re.compile(
    r"[\s,]+(?:u\.?s\.?(?:a\.?)?|united states(?: of america)?)$", re.IGNORECASE
)
_NICKNAMES = {
    "nyc": ("New York", "NY"),
    "nyc ny": ("New York", "NY"),
    "new york city": ("New York", "NY"),
    "dc": ("Washington", "DC"),
    "d c": ("Washington", "DC"),
    "district of columbia": ("Washington", "DC"),
    "la ca": ("Los Angeles", "CA"),
    "philly": ("Philadelphia", "PA"),
    "philly pa": ("Philadelphia", "PA"),
    "vegas": ("Las Vegas", "NV"),
}


def lookup_near(text: str) -> Near:
    """Return where to search from; raise UnknownZip or UnknownPlace with what to do.

    Takes a ZIP or ZIP+4, a town and its state in any usual writing, a well-known town
    that has its name to itself, or "latitude,longitude". Never raises anything else, whatever the text.
    """
    if len(text) > MAX_LENGTH:
        raise UnknownPlace(
            "That is too long for a place. Type a ZIP code, or a city and state, like"
            " Boston, MA."
        )
    typed = _plain(text).strip(_MARKS)
    if _NUMERIC.fullmatch(typed):
        return _read_numbers(typed)
    if not fold_words(typed):
        raise UnknownPlace("Type a ZIP code, or a city and state, like Boston, MA.")
    return _read_zip_in(typed) or _read_town(typed)


def _plain(text: str) -> str:
    """Return a text without marks that nobody sees, its digits in our script."""
    if text.isascii():
        return text
    seen = (char for char in text if unicodedata.category(char) != "Cf")
    return "".join(str(unicodedata.decimal(char, char)) for char in seen)


def _read_numbers(typed: str) -> Near:
    point = read_point(typed)
    if point:
        return point
    if _POINT_LIKE.search(typed):
        raise UnknownPlace(
            "That is not a place we can read. Type a ZIP code, or a point as latitude,"
            " then longitude: 42.33, -71.07."
        )
    return _near_zip(lookup_zip(typed))


def _near_zip(place: ZipPlace) -> Near:
    town = f", {place.city}, {place.state}" if place.city else f", {place.state}"
    return Near(
        label=place.postal_code + town,
        point=place.point,
        precision=place.precision,
        postal_code=place.postal_code,
        city=place.city,
        state=place.state,
        canonical=place.postal_code,
    )


def _read_zip_in(typed: str) -> Near | None:
    ends = _ENDS_IN_ZIP.fullmatch(typed)
    if ends:
        return _near_zip(lookup_zip(ends[1]))
    starts = _STARTS_WITH_ZIP.fullmatch(typed)
    if not starts:
        return None
    # Five digits in front may be a house number: only a ZIP if the town is its own.
    try:
        near = _near_zip(lookup_zip(starts[1]))
    except UnknownPlace:
        return None
    rest = " ".join(fold_words(starts[2]))
    own = (near.label[5:], near.city or "")
    return near if rest in [" ".join(fold_words(name)) for name in own] else None


def _read_town(typed: str) -> Near:
    parts = [part for part in _COUNTRY.sub("", typed).split(",") if fold_words(part)]
    nickname = _NICKNAMES.get(" ".join(fold_words(" ".join(parts))))
    if nickname:
        return lookup_city(*nickname)
    readings = list(_readings(parts))
    for before, state in readings:
        for city in _town_names(before):
            if find_town(city, state):
                return lookup_city(city, state)
    # "Port Penn" is a town, though "Penn" is a state: ask which before saying no.
    if readings and not (len(parts) == 1 and towns_named(parts[0])):
        before, state = readings[0]
        return lookup_city(before[-1], state)
    only = sole_town(" ".join(parts))
    if only:
        return lookup_city(only.name, only.state)
    raise explain_missing_state(parts)


def _town_names(before: list[str]) -> Iterator[str]:
    """Yield what may be the town, of all that stands in front of a state."""
    yield " ".join(before)
    # A street in front or a county behind put aside.
    yield before[-1]
    yield before[0]
    # "123 Main St Boston": behind a house number the town is at the end.
    words = before[-1].split()
    if words[0].isdecimal():
        yield from (" ".join(words[start:]) for start in range(1, len(words)))


def _readings(parts: list[str]) -> Iterator[tuple[list[str], str]]:
    """Yield the ways to part a text from its state, the likeliest first."""
    *before, last = parts
    words = fold_words(last)
    whole = SPELLINGS.get(" ".join(words))
    if whole:
        if before:
            yield before, whole
        return
    # The longest name of a state first: West Virginia before Virginia.
    for length in range(min(LONGEST_SPELLING, len(words) - 1), 0, -1):
        state = SPELLINGS.get(" ".join(words[-length:]))
        if state:
            yield [*before, " ".join(words[:-length])], state
