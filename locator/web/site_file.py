"""The strict reader of `site.toml`: who runs this copy, how it looks, what it adds.

Whatever it cannot use is an error that names the key and says what to do. Nothing in the
file can touch the national crisis lines.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from locator.config import Settings
from locator.content import the_library
from locator.errors import ConfigError, InvalidSearch
from locator.normalize import normalize_phone
from locator.places import lookup_near
from locator.web.accent import Accent, check_accent
from locator.web.guides import BY_SLUG
from locator.web.logo import Logo, read_logo
from locator.web.site_tables import CrisisTable, SiteTable, Words, read_table
from locator.web.translation import DEFAULT, languages

LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class LocalLine:
    """A crisis line of the place that runs this copy."""

    number: str  # E.164
    label: Mapping[str, str]
    says: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach whoever runs this copy; any of the three may be missing."""

    email: str | None = None
    phone: str | None = None  # E.164
    page: str | None = None

    def __bool__(self) -> bool:
        """Tell whether there is any way at all."""
        return any((self.email, self.phone, self.page))


@dataclass(frozen=True, slots=True)
class Site:
    """What an operator added to this copy; nothing by default."""

    name: str | None = None
    logo: Logo | None = None
    accent: Accent | None = None
    default_zip: str | None = None
    area: Mapping[str, str] = field(default_factory=dict)
    crisis_line: LocalLine | None = None
    contact: Contact = field(default_factory=Contact)
    guides: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    digest: str = ""  # changes with every byte of the file and of the logo


def read_site(settings: Settings) -> Site:
    """Return what the site file says; raise ConfigError with the key that is wrong.

    Without a file there is nothing to add; one that `LOCATOR_SITE_FILE` names must exist.
    """
    path = settings.site_path
    try:
        body = path.read_bytes()
    except FileNotFoundError:
        if settings.site_file is None:
            return Site()
        raise ConfigError(f"LOCATOR_SITE_FILE: there is no file {path}") from None
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from error
    try:
        return make_site(read_table(body), path.parent, body)
    except ConfigError as error:
        raise ConfigError(f"{path.name}: {error}") from error


def make_site(table: SiteTable, folder: Path, body: bytes = b"") -> Site:
    """Check what no pattern can, and return the site."""
    check_languages(table)
    logo = read_logo(folder / table.logo) if table.logo else None
    return Site(
        name=table.name,
        logo=logo,
        accent=check_accent(table.accent.light, table.accent.dark)
        if table.accent
        else None,
        default_zip=_zip(table.home.zip),
        area=table.home.area,
        crisis_line=_line(table.crisis_line) if table.crisis_line else None,
        contact=Contact(
            email=table.contact.email,
            phone=_phone(table.contact.phone, "contact.phone")
            if table.contact.phone
            else None,
            page=table.contact.page,
        ),
        guides=_guides(table.guides),
        digest=hashlib.sha256(body + (logo.body if logo else b"")).hexdigest()[:12],
    )


def words_in(words: Mapping[str, str], language: str) -> tuple[str, str]:
    """Return words and the language they are in: the one asked for, else English."""
    code = language if language in words else DEFAULT
    return words.get(code, ""), code


def check_languages(table: SiteTable) -> None:
    """Refuse words in languages that the site does not speak, and words without English."""
    for key, words in _all_words(table):
        for code in words:
            if code not in languages():
                known = ", ".join(languages())
                raise ConfigError(f"{key}.{code}: the site speaks {known}; use these")
        if words and DEFAULT not in words:
            raise ConfigError(f"{key}: say it in English too, as {key}.{DEFAULT}")
    if table.crisis_line:
        # Nobody in a crisis should have to read a label in a language not their own.
        for code in languages():
            if code not in table.crisis_line.label:
                raise ConfigError(f"crisis_line.label.{code} is missing; add it")


def missing_languages(site: Site) -> list[str]:
    """Return the keys whose words are shown in English to readers of other languages."""
    groups = {"home.area": site.area}
    if site.crisis_line:
        groups["crisis_line.says"] = site.crisis_line.says
    groups.update({f"guides.{slug}": words for slug, words in site.guides.items()})
    return [
        f"{key}.{code}"
        for key, words in groups.items()
        if words
        for code in languages()
        if code not in words
    ]


def _all_words(table: SiteTable) -> Iterator[tuple[str, Words]]:
    yield "home.area", table.home.area
    if table.crisis_line:
        yield "crisis_line.label", table.crisis_line.label
        yield "crisis_line.says", table.crisis_line.says
    for slug, words in table.guides.items():
        yield f"guides.{slug}", words


def _zip(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return lookup_near(text).canonical
    except InvalidSearch as error:
        raise ConfigError(f"home.zip: {error}") from error


def _line(table: CrisisTable) -> LocalLine:
    number = _phone(table.number, "crisis_line.number")
    lines = the_library().lines.values()
    known = {line.href for line in lines}
    known |= {way.href for line in lines for way in line.ways}
    if number.removeprefix("+1") in " ".join(known):
        raise ConfigError(
            f"crisis_line.number: {table.number} is a national line, which every page"
            " shows already; give your own, or leave [crisis_line] out"
        )
    for code, words in table.label.items():
        if len(words) > LONGEST_LABEL or "\n" in words:
            raise ConfigError(
                f"crisis_line.label.{code}: keep it to one line of {LONGEST_LABEL} letters"
            )
    return LocalLine(number, table.label, table.says)


def _phone(text: str, key: str) -> str:
    phone = normalize_phone(text)
    if phone is None or phone.extension or len(phone.number) < 10:
        raise ConfigError(
            f"{key}: {text!r} is no number to dial; write ten digits, as 617-555-0143"
        )
    return phone.number


def _guides(texts: Mapping[str, Words]) -> Mapping[str, Words]:
    for slug in texts:
        if slug not in BY_SLUG:
            known = ", ".join(BY_SLUG)
            raise ConfigError(
                f"guides.{slug}: there is no such guide; known are {known}"
            )
    return texts
