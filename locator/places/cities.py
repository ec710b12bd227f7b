"""Towns to points, and what to suggest for a name that no town has."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache, lru_cache

from locator.errors import UnknownPlace
from locator.places.answers import Near, Town
from locator.places.names import fold_town, fold_words
from locator.places.states import SPELLINGS, STATE_NAMES, find_state
from locator.places.tables import read_town, towns_in_state
from locator.records import Precision

MAX_NAME = 60
_SUGGESTIONS = 3
# Below this many people a town is offered for a misspelt name in its own state only.
_WELL_KNOWN = 10_000
_SURE_MATCH, _WEAK_MATCH = 0.8, 0.6
_SUFFIXES = ("township", "village", "town", "borough", "cdp")


def lookup_city(city: str, state: str) -> Near:
    """Return a town of a state; raise UnknownPlace with names that are like it."""
    code = find_state(state[:MAX_NAME])
    if code is None:
        raise UnknownPlace(
            "No such state. Type a city and two letters, like Boston, MA.",
            suggestions=towns_named(city),
        )
    town = find_town(city, code)
    if town is None:
        raise UnknownPlace(
            "We do not know a town called %(town)s in %(state)s."
            " Check the spelling, or type a ZIP code.",
            suggestions=suggest(city, code),
            town=_show(city),
            state=STATE_NAMES[code],
        )
    return Near(
        label=town.text,
        point=town.point,
        precision=Precision.ZIP,
        postal_code=None,
        city=town.name,
        state=code,
        canonical=town.text,
    )


def _show(text: str) -> str:
    """Return a typed text fit to be said back."""
    kept = (char if char.isprintable() else " " for char in text[:MAX_NAME])
    return " ".join("".join(kept).split())


def find_town(city: str, code: str) -> Town | None:
    """Return the town of that name in a state, or None."""
    if len(city) > MAX_NAME:
        return None
    towns = towns_in_state(code)
    line = next((towns[key] for key in _keys(city) if key in towns), None)
    return read_town(line) if line else None


def _keys(city: str) -> Iterator[str]:
    """Yield the keys a town may have, the likeliest first."""
    key, words = fold_town(city), fold_words(city)
    yield key
    # "Lower Merion" is listed as a township, and "Carson, NV" as Carson City.
    yield key + "township"
    yield key + "city"
    if len(words) > 1 and words[-1] in _SUFFIXES:
        yield fold_town(" ".join(words[:-1]))


@cache
def _lines_by_key() -> Mapping[str, Sequence[str]]:
    """Return the lines of the towns of each key, anywhere in the country."""
    found: dict[str, list[str]] = defaultdict(list)
    for state in STATE_NAMES:
        for key, line in towns_in_state(state).items():
            found[key].append(line)
    return dict(found)


@cache
def _well_known() -> Sequence[str]:
    """Return the keys of the towns that many people have heard of."""
    return [
        key
        for key, lines in _lines_by_key().items()
        if any(read_town(line).population >= _WELL_KNOWN for line in lines)
    ]


def _read_by_size(lines: Iterable[str]) -> list[Town]:
    """Return towns, the biggest first; of one place's names the post office's first."""
    towns = map(read_town, lines)
    return sorted(towns, key=lambda t: (-t.population, t.source != "alias", t.text))


def _texts(towns: Iterable[Town]) -> tuple[str, ...]:
    """Return the first few towns as texts to search for, each place once."""
    seen, texts = set(), []
    for town in towns:
        if town.point not in seen:
            seen.add(town.point)
            texts.append(town.text)
    return tuple(texts[:_SUGGESTIONS])


def largest_towns(code: str) -> tuple[str, ...]:
    """Return the biggest towns of a state, as texts to search for."""
    return _texts(_read_by_size(towns_in_state(code).values()))


def towns_named(city: str) -> tuple[str, ...]:
    """Return the biggest towns of that name in any state, as texts to search for."""
    return _texts(_find_anywhere(city))


def _find_anywhere(city: str) -> list[Town]:
    if len(city) > MAX_NAME:
        return []
    lines = _lines_by_key()
    return _read_by_size(next((lines[k] for k in _keys(city) if k in lines), ()))


def sole_town(name: str) -> Town | None:
    """Return the town of a name, where many people know it and no other has the name.

    A small town may be another one misspelt ("Bozman"), and a state is no town.
    """
    found = _find_anywhere(name)
    if not _is_one_place(found) or find_state(name[:MAX_NAME]):
        return None
    return found[0] if found[0].population >= _WELL_KNOWN else None


def _is_one_place(towns: Sequence[Town]) -> bool:
    return len({town.point for town in towns}) == 1


@lru_cache(maxsize=1024)
def suggest(city: str, code: str | None) -> tuple[str, ...]:
    """Return up to three towns a person may have meant, of one state if it is known.

    Close spellings in the state come first, then towns of this very name elsewhere.
    """
    if len(city) > MAX_NAME:
        return ()
    key = fold_town(city)
    if code is None:
        close = get_close_matches(
            key, _well_known(), n=_SUGGESTIONS, cutoff=_SURE_MATCH
        )
        return _texts(_read_by_size(_lines_by_key()[match])[0] for match in close)
    lines = towns_in_state(code)
    sure = get_close_matches(key, lines, n=_SUGGESTIONS, cutoff=_SURE_MATCH)
    weak = get_close_matches(key, lines, n=_SUGGESTIONS, cutoff=_WEAK_MATCH)
    return _texts(
        [
            *(read_town(lines[match]) for match in sure),
            *_find_anywhere(city)[:1],
            *(read_town(lines[match]) for match in weak),
        ]
    )


def _is_big_namesake(text: str, code: str) -> bool:
    """Tell whether a town is called as a state and known to many."""
    name, _, state = text.rpartition(", ")
    town = find_town(name, state)
    return (
        town is not None
        and town.population >= _WELL_KNOWN
        and fold_town(name) == fold_town(STATE_NAMES[code])
    )


def explain_missing_state(parts: Sequence[str]) -> UnknownPlace:
    """Return what to say of a text, cut at its commas, that names no state."""
    whole, shown = " ".join(parts), _show(parts[0])
    code, found = find_state(whole), towns_named(whole)
    if code:
        # "New York" may be the city; "Texas" is hardly Texas City.
        big = [town for town in found if _is_big_namesake(town, code)]
        found = tuple(dict.fromkeys([*big[:1], *largest_towns(code)]))[:_SUGGESTIONS]
        if not big:
            return UnknownPlace(
                "%(state)s is a big area. Add a town, or type a ZIP code.",
                suggestions=found,
                state=STATE_NAMES[code],
            )
    if found:
        return UnknownPlace(
            "Which %(town)s? Add the state, like %(example)s.",
            suggestions=found,
            town=_show(whole),
            example=found[0],
        )
    if len(parts) > 1 and not parts[-1].strip().isdecimal():
        return UnknownPlace(
            "We do not know the state %(state)s. Use two letters, like MA.",
            suggestions=_suggest_state(parts),
            state=_show(parts[-1]),
        )
    return UnknownPlace(
        "We do not know %(place)s. Type a town with its state, like Boston, MA,"
        " or a ZIP code.",
        suggestions=suggest(whole, None),
        place=shown,
    )


def _suggest_state(parts: Sequence[str]) -> tuple[str, ...]:
    """Return towns of this name, those of a state spelled much like it first."""
    typed = " ".join(fold_words(parts[-1][:MAX_NAME]))
    alike = get_close_matches(typed, SPELLINGS, n=1, cutoff=_SURE_MATCH)
    town = find_town(parts[-2], SPELLINGS[alike[0]]) if alike else None
    found = (town.text,) if town else ()
    return tuple(dict.fromkeys(found + towns_named(parts[-2])))[:_SUGGESTIONS]
