"""The band of crisis lines that every page shows, in the words of its language."""

from dataclasses import dataclass

from locator.content import BandLine, Way, the_library
from locator.web.translation import (
    DEFAULT,
    current_language,
    language_name,
    languages,
    speaking,
)
from locator.web.translation import gettext as _

EMERGENCY = "911"


@dataclass(frozen=True, slots=True)
class CrisisLine:
    """A line of the band as it is shown."""

    href: str
    why: str  # who it is for
    act: str  # what to do, with the number as text
    short: str  # the word on the strip that stays in view

    @property
    def name(self) -> str:
        """The full name, as a screen reader says it."""
        return f"{self.why} {self.act}".strip()


@dataclass(frozen=True, slots=True)
class OtherBand:
    """The same lines for somebody who reads another language."""

    code: str
    name: str
    lines: tuple[CrisisLine, ...]


@dataclass(frozen=True, slots=True)
class ShownHelpLine:
    """A line of the crisis page; the template translates its words."""

    id: str
    label: str
    says: str
    note: str | None
    ways: tuple[Way, ...]


def english_lines() -> tuple[CrisisLine, ...]:
    """Return the band in English, outside of any request."""
    return tuple(
        CrisisLine(shown.href, shown.why or "", shown.act, shown.short)
        for shown in the_library().band
    )


def crisis_lines() -> tuple[CrisisLine, ...]:
    """Return the band in the language of this answer."""
    return tuple(_line(shown, current_language()) for shown in the_library().band)


def other_bands() -> list[OtherBand]:
    """Return the band in every other language whose catalogue has its words."""
    found = []
    for code in languages():
        if code == current_language():
            continue
        with speaking(code):
            lines = tuple(_line(shown, code) for shown in the_library().band)
        # English words under another language's name would help nobody.
        if code == DEFAULT or not set(lines) & set(english_lines()):
            found.append(OtherBand(code, language_name(code), lines))
    return found


def help_lines() -> list[ShownHelpLine]:
    """Return every help line but the emergency one, in the words of this answer."""
    language = current_language()
    return [
        ShownHelpLine(id_, line.label, line.says, line.note, line.ways_in(language))
        for id_, line in the_library().lines.items()
        if id_ != EMERGENCY  # it has the page's first section to itself
    ]


def _line(shown: BandLine, language: str) -> CrisisLine:
    words = shown.words_in(language)
    why = _(shown.why) if shown.why else ""
    return CrisisLine(shown.href, why, _(words.act), _(words.short))
