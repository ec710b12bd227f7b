"""The band of crisis lines that every page shows, in the words of its language."""

from dataclasses import dataclass

from locator.content import BandLine, HelpLine, the_library
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


def english_lines() -> tuple[CrisisLine, ...]:
    """Return the band in English, whatever is spoken."""
    with speaking(DEFAULT):
        return crisis_lines()


def crisis_lines() -> tuple[CrisisLine, ...]:
    """Return the band in the language that is spoken."""
    language = current_language()
    return tuple(_line(shown, language) for shown in the_library().band)


def other_bands() -> list[OtherBand]:
    """Return the band in every other language whose catalogue has its words."""
    found = []
    for code in languages():
        if code == current_language():
            continue
        with speaking(code):
            lines = crisis_lines()
        # English words under another language's name would help nobody.
        if code == DEFAULT or not set(lines) & set(english_lines()):
            found.append(OtherBand(code, language_name(code), lines))
    return found


def help_lines() -> dict[str, HelpLine]:
    """Return every help line but the emergency one, which has a section to itself."""
    lines = the_library().lines.items()
    return {id_: line for id_, line in lines if id_ != EMERGENCY}


def _line(shown: BandLine, language: str) -> CrisisLine:
    words = shown.words_in(language)
    why = _(shown.why) if shown.why else ""
    return CrisisLine(shown.href, why, _(words.act), _(words.short))
