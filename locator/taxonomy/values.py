"""Every answer SAMHSA's directories are known to give, old wordings included.

`values.csv` has a line for each: its category, its code to 2025 and from 2026, its
text, and the term it proves by itself. `aliases.csv` has the older and newer wordings
of the same answers, `categories.csv` the headings and the categories' other names.
Rules go by the code to 2025, because it is unique over all categories.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from locator.records import Strength, Value
from locator.taxonomy.tables import read_table

Era = Literal["2025", "2026"]

# SAMHSA's export has misspelled columns of its own.
_MISSPELLED = {"msnh": "msmh"}


@dataclass(frozen=True, slots=True)
class Known:
    """A known answer: its code, and the term it proves whoever gives it, if any."""

    code: str
    value: Value
    term: str | None
    strength: Strength | None


def fold_text(text: str) -> str:
    """Return a text without case, punctuation and runs of blanks."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.sub(r"[^\w]+|_", " ", plain).split())


def _fold_code(code: str) -> str:
    return re.sub(r"[^0-9a-z]", "_", code.strip().casefold())


def _read_categories() -> tuple[dict[str, str], dict[str, str]]:
    """Return the heading of each category, and the categories behind other names."""
    headings: dict[str, str] = {}
    names: dict[str, str] = {}
    for row in read_table("categories.csv"):
        headings[row["code"]] = row["heading"]
        names.update(dict.fromkeys(row["also"].split(), row["code"]))
    return headings, names


def _read_values() -> list[tuple[Known, str]]:
    """Return the known answers with their codes of 2026."""
    return [
        (
            Known(
                code=row["code"],
                value=Value(row["category"], row["text"]),
                term=row["term"] or None,
                strength=Strength(row["strength"]) if row["strength"] else None,
            ),
            row["code_2026"],
        )
        for row in read_table("values.csv")
    ]


HEADINGS, _CATEGORY_NAMES = _read_categories()
_VALUES = _read_values()
KNOWN: Mapping[str, Known] = {known.code: known for known, _ in _VALUES}
_BY_TEXT = {
    (known.value.category, fold_text(known.value.text)): known for known, _ in _VALUES
}
_ALIASES = {
    (row["category"], fold_text(row["text"])): _BY_TEXT[
        (row["known_category"], fold_text(row["known_text"]))
    ]
    for row in read_table("aliases.csv")
}
_BY_CODE: Mapping[Era, Mapping[str, Known]] = {
    "2025": {_fold_code(known.code): known for known, _ in _VALUES},
    "2026": {_fold_code(code): known for known, code in _VALUES if code},
}


@lru_cache(maxsize=8192)
def lookup_value(category: str, text: str) -> Known | None:
    """Return the known answer behind a category code and a text, in any wording."""
    code, words = category.strip().upper(), fold_text(text)
    alias = _ALIASES.get((code, words))
    return alias or _BY_TEXT.get((category_of(code), words))


def category_of(name: str) -> str:
    """Return the code in use for a category, whatever an edition calls it."""
    code = name.strip().upper()
    return _CATEGORY_NAMES.get(code, code)


def heading_of(category: str) -> str | None:
    """Return the plain heading of a category, or None if nobody has seen it."""
    return HEADINGS.get(category_of(category))


def value_of_code(code: str, era: Era) -> Value | None:
    """Return the answer that a service code stood for up to 2025, or from 2026."""
    folded = _fold_code(code)
    known = _BY_CODE[era].get(_MISSPELLED.get(folded, folded))
    return known.value if known else None
