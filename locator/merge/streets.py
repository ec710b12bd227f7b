"""Streets as comparable parts: house numbers, the street's own words, units inside."""

import re
from dataclasses import dataclass
from functools import lru_cache

from locator.merge.names import without_accents
from locator.merge.street_words import (
    CARDINALS,
    DIRECTIONS,
    NAMED_FLOORS,
    ORDINALS,
    ROAD_PREFIXES,
    SAME_WORD,
    STREET_TYPES,
    UNITS,
)

BOX = re.compile(r"\b(?:P\s*O\s*|POST OFFICE\s*)BOX\s*(\w+)\b|\bPO DRAWER\s*(\w+)\b")
# "124TH" and "2ND" are their numbers.
ORDINAL = re.compile(r"(\d+)(?:ST|ND|RD|TH)")
# Flint prints a G before, others a unit after: "G3169", "5716-C", "79-01", "119-121".
HOUSE = re.compile(r"G?(\d+)(?:-?([A-Z]))?|(\d+)-(\d+)|((?:\d*[NSEW]\d+){1,2})")
# Wisconsin counts from two axes: "N16 W24131 Riverwood Drive" is house N16W24131.
GRID = re.compile(r"\b([NSEW]\d+)\s+([NSEW]\d+)\b")
UNIT_NAME = re.compile(r"[A-Z]{0,3}-?\d+[A-Z]?(?:-[A-Z0-9]+)?|[A-Z]{1,2}")


@dataclass(frozen=True, slots=True)
class Street:
    """What of a printed street can be compared with another."""

    numbers: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    directions: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    # (what, which): ("suite", "107"), ("floor", "2"), ("building", "SAUNDERS")
    units: frozenset[tuple[str, str]] = frozenset()
    box: str | None = None


@lru_cache(maxsize=65536)
def parse_street(address_1: str | None, address_2: str | None = None) -> Street:
    """Return the comparable parts of a street; what says nothing is left out."""
    text = _plain(f"{address_1 or ''} , {address_2 or ''}")
    box = BOX.search(text)
    segments = [segment.split() for segment in BOX.sub(" , ", text).split(",")]
    units: set[tuple[str, str]] = set()
    rests = [rest for rest in (_take_units(words, units) for words in segments) if rest]
    # A building's name may come before its street: take the part with a house number.
    rest = next(
        (words for words in rests if _house(words[0])), rests[0] if rests else []
    )
    numbers, rest = _take_number(rest, units)
    words, directions, types = _street_name(rest)
    return Street(numbers, words, directions, types, frozenset(units), _box_number(box))


def _box_number(found: re.Match[str] | None) -> str | None:
    return (found[1] or found[2]) if found else None


def _plain(text: str) -> str:
    halves = re.sub(r"\s1/2\b", " HALF", without_accents(text).upper())
    spaced = (
        GRID.sub(r"\1\2", halves)
        .replace("#", " # ")
        .replace("&", " AND ")
        .replace("/", " , ")
    )
    return re.sub(r"[^A-Z0-9#,\-\s]", "", re.sub(r"[;()]", ",", spaced))


def _take_units(words: list[str], units: set[tuple[str, str]]) -> list[str]:
    """Move units from the words of one segment into `units`, return what is left."""
    left: list[str] = []
    at = 0
    while at < len(words):
        kind = UNITS.get(words[at])
        if kind is None:
            left.append(words[at])
            at += 1
            continue
        names, after = _names_after(words, at + 1, kind)
        if not names and kind != "suite":
            names = _names_before(left, kind)
        units.update((kind, name) for name in names)
        # "One Saint Suite" is no unit: a word that names none stays a word.
        left += [] if names else [words[at]]
        at = after
    return left


def _names_after(words: list[str], at: int, kind: str) -> tuple[list[str], int]:
    names: list[str] = []
    after = at
    while at < len(words):
        word = words[at]
        if word in {"AND", "#", "NO", "TO", "THRU", "-"}:
            at += 1
            continue
        if not _names_unit(word, kind):
            break
        names += _unit_names(word)
        at += 1
        after = at
        if at < len(words) and words[at] not in {"AND", "TO", "THRU", "-"}:
            break
    return names, after


def _names_unit(word: str, kind: str) -> bool:
    if word in UNITS or (kind != "suite" and word in DIRECTIONS):
        return False
    return (
        bool(UNIT_NAME.fullmatch(word))
        or word in ORDINALS
        or bool(ORDINAL.fullmatch(word))
    )


def _names_before(left: list[str], kind: str) -> list[str]:
    """Return names that stand before their unit: "2nd and 3rd Floors"."""
    names: list[str] = []
    while left and kind == "floor":
        word = left[-1]
        if word != "AND" and not (
            ORDINAL.fullmatch(word) or word in ORDINALS or word in NAMED_FLOORS
        ):
            break
        left.pop()
        names += [_unit_name(word)] if word != "AND" else []
    if kind == "building" and left and not any(map(str.isdigit, "".join(left))):
        names = [" ".join(left)]
        left.clear()
    return names


def _unit_names(word: str) -> list[str]:
    """Read "104-106" as all three suites, "A-226" as one."""
    low, _, high = word.partition("-")
    if low.isdigit() and high.isdigit() and 0 < int(high) - int(low) <= 20:
        return [str(number) for number in range(int(low), int(high) + 1)]
    return [_unit_name(word)]


def _unit_name(word: str) -> str:
    found = ORDINAL.fullmatch(word)
    plain = found[1] if found else NAMED_FLOORS.get(word) or ORDINALS.get(word) or word
    return plain.replace("-", "").lstrip("0") or "0"


def _house(word: str) -> re.Match[str] | None:
    return HOUSE.fullmatch(CARDINALS.get(word, word))


def _take_number(
    words: list[str], units: set[tuple[str, str]]
) -> tuple[frozenset[str], list[str]]:
    found = _house(words[0]) if words else None
    if not found or len(words) == 1:
        return frozenset(), words
    number, letter, low, high, grid = found.groups()
    number, rest = number or grid, words[1:]
    if rest[0] == "HALF":
        # A house of its own: "728 1/2" is next to 728.
        return frozenset({f"{number or low}-HALF"}), rest[1:]
    if not letter and _glued_letter(rest):
        letter, rest = rest[0], rest[1:]
    if letter:
        units.add(("suite", letter))
    return (frozenset({number}) if number else _range(low, high)), rest


def _glued_letter(rest: list[str]) -> bool:
    """Say whether "5716 C Industry" has a unit; in "100 C Street" the C is the street."""
    first, *others = rest
    return (
        len(first) == 1
        and first.isalpha()
        and first not in DIRECTIONS
        and bool(others)
        and others[0] not in STREET_TYPES
    )


def _range(low: str, high: str) -> frozenset[str]:
    """Read "119-121" as both houses, "79-01" (Queens) as one number."""
    glued = low + high
    if len(low) == len(high) and 0 < int(high) - int(low) <= 60:
        return frozenset({low, high, glued})
    return frozenset({glued})


def _street_name(
    words: list[str],
) -> tuple[tuple[str, ...], frozenset[str], frozenset[str]]:
    directions = frozenset(DIRECTIONS[word] for word in words if word in DIRECTIONS)
    names: list[str] = []
    types: set[str] = set()
    for at, word in enumerate(words):
        if word in STREET_TYPES and (
            names or at + 1 == len(words) or word not in {"ST", "STREET"}
        ):
            types.add(STREET_TYPES[word])
        elif word not in DIRECTIONS and word not in ROAD_PREFIXES | {"AND", "THE"}:
            names.append(_street_word(word))
    if not names:
        names = [DIRECTIONS.get(word, word) for word in words[:1]]
    return tuple(names), directions, frozenset(types)


def _street_word(word: str) -> str:
    found = ORDINAL.fullmatch(word)
    return found[1] if found else ORDINALS.get(word) or SAME_WORD.get(word, word)
