"""Sentences in the language of the answer, from gettext's catalogues by Babel.

Knows nothing of requests: whoever takes them says which language is spoken. A page says
sixty sentences, so looking one up costs next to nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel import Locale
from babel.support import NullTranslations, Translations

CATALOGUES = Path(__file__).resolve().parent.parent / "translations"
DEFAULT = "en"
_language: ContextVar[str] = ContextVar("language", default=DEFAULT)


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages we have: English, then each catalogue."""
    found = (path.parent.parent.name for path in CATALOGUES.glob("*/*/messages.po"))
    return (DEFAULT, *sorted(found))


@cache
def language_name(code: str) -> str:
    """Return a language's name for itself: "English", "Español"."""
    name = Locale.parse(code).get_language_name(code) or code
    return name[:1].upper() + name[1:]


def current_language() -> str:
    """Return the code of the language that is spoken."""
    return _language.get()


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak a language for a while."""
    before = _language.set(code)
    try:
        yield
    finally:
        _language.reset(before)


@cache
def catalogue(code: str) -> NullTranslations:
    """Return a language's sentences; English ones stand for themselves."""
    return Translations.load(CATALOGUES, [code])


def gettext(text: str, /, **values: object) -> str:
    """Return a sentence in the spoken language, its `%(name)s` filled in."""
    said: str = catalogue(_language.get()).ugettext(text)
    return said % values if values else said


def ngettext(one: str, many: str, count: int, /, **values: object) -> str:
    """Return the sentence that goes with a count, its `%(name)s` filled in."""
    said: str = catalogue(_language.get()).ungettext(one, many, count)
    return said % values if values else said
