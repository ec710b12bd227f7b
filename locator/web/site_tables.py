"""The tables of `site.toml` as they may be written, and what to do where they are not."""

import difflib
import re
import tomllib
from typing import Annotated, get_type_hints

import msgspec
from msgspec import Meta, Struct

from locator.errors import ConfigError

Line = Annotated[str, Meta(pattern=r"^\S(.{0,118}\S)?$")]
Words = dict[str, Annotated[str, Meta(min_length=1, max_length=4000)]]
MAIL = r"^[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+$"
Hex = Annotated[str, Meta(pattern=r"^#[0-9a-fA-F]{6}$")]
UNKNOWN = re.compile(r"unknown field `([^`]*)`(?: - at `\$\.?([^`]*)`)?")
AT = re.compile(r"at `\$\.([^`]*)`")
HINTS = {
    "name": "write one line of up to 120 letters in quotes",
    "logo": "write the name of a PNG file beside this one, in quotes",
    "accent.light": 'write six digits after a #, such as "#0b4f54"',
    "accent.dark": 'write six digits after a #, such as "#93d9d8"',
    "home.zip": 'write five digits in quotes, such as "02118"',
    "contact.email": 'write an address such as "web@example.org"',
    "contact.page": 'write an address that starts with "https://"',
}
DOCUMENT = "docs/adopting.md"


class Strict(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of the file."""


class AccentTable(Strict, frozen=True):
    """The color of what can be pressed."""

    light: Hex
    dark: Hex | None = None


class HomeTable(Strict, frozen=True):
    """Where most of this site's visitors are."""

    zip: Annotated[str, Meta(pattern=r"^\d{5}$")] | None = None
    area: Words = {}


class CrisisTable(Strict, frozen=True):
    """One line of one's own, after the national ones."""

    number: str
    label: Words
    says: Words = {}


class ContactTable(Strict, frozen=True):
    """How to reach whoever runs this copy."""

    email: Annotated[str, Meta(pattern=MAIL)] | None = None
    phone: str | None = None
    page: Annotated[str, Meta(pattern=r"^https://[^\s<>\"]+$")] | None = None


class SiteTable(Strict, frozen=True):
    """The whole file."""

    name: Line | None = None
    logo: Line | None = None
    accent: AccentTable | None = None
    home: HomeTable = HomeTable()
    crisis_line: CrisisTable | None = None
    contact: ContactTable = ContactTable()
    guides: dict[str, Words] = {}


def read_table(body: bytes) -> SiteTable:
    """Return the file as tables; raise ConfigError with what to do where it is none."""
    try:
        return msgspec.convert(tomllib.loads(body.decode("utf-8")), SiteTable)
    except UnicodeDecodeError as error:
        raise ConfigError("save it as UTF-8 text") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"this is not TOML: {error}") from error
    except msgspec.ValidationError as error:
        raise ConfigError(_explain(str(error))) from error


def _explain(message: str) -> str:
    found = UNKNOWN.search(message)
    if not found:
        at = AT.search(message)
        hint = HINTS.get(at[1]) if at else None
        return f"{at[1]}: {hint}" if at and hint else f"{message}; see {DOCUMENT}"
    key, table = found[1], found[2] or ""
    known = list(_known(table))
    near = difflib.get_close_matches(key, known, 1)
    advice = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
    where = f" in [{table}]" if table else ""
    return f"there is no setting {key!r}{where}; {advice}"


def _known(table: str) -> tuple[str, ...]:
    tables: dict[str, type[Struct]] = {
        "accent": AccentTable,
        "home": HomeTable,
        "crisis_line": CrisisTable,
        "contact": ContactTable,
    }
    return tuple(get_type_hints(tables.get(table, SiteTable)))
