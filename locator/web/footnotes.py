"""Facts in templates: a sentence, its numbered notes, and the list of notes at the end."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from flask import Flask, current_app, g
from markupsafe import Markup

from locator.content import HelpLine, Source, the_library
from locator.web.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable

    from locator.config import Settings

TODAY = "today"


@dataclass(frozen=True, slots=True)
class Footnote:
    """A source that this page leans on."""

    number: int
    source: Source
    read_on: date  # what a source without a date of its own is dated by


def init_app(app: Flask) -> None:
    """Give templates `fact`, `fact_text`, `line` and `footnotes`."""
    app.extensions.setdefault(TODAY, _today)
    settings: Settings = app.extensions["directory"].settings
    app.jinja_env.globals.update(
        checked_on=checked_on,
        content_review=settings.content_review,
        fact=fact,
        fact_text=fact_text,
        footnotes=footnotes,
        help_line=help_line,
        line=line,
        noted=noted,
    )


def set_today(app: Flask, day: date) -> None:
    """Let the app print what may be printed on that day."""
    app.extensions[TODAY] = lambda: day


def today() -> date:
    """Return the day by which facts lapse."""
    clock: Callable[[], date] = current_app.extensions[TODAY]
    return clock()


def fact(id_: str) -> Markup:
    """Return a fact's sentence with links to its sources among the page's notes."""
    return Markup("{}{}").format(fact_text(id_), noted(id_))


def fact_text(id_: str) -> str:
    """Return a fact's sentence alone, for where no note can stand."""
    return str(_(the_library().fact(id_).says(today())))


def noted(id_: str) -> Markup:
    """Return links to the sources of a fact or a line; the page numbers them as used."""
    entry = the_library().entry(id_)
    for source in entry.sources:
        _read_on().setdefault(source, []).append(entry.checked_on)
    links = Markup(", ").join(_link(source) for source in entry.sources)
    return Markup('<sup class="notes">{}</sup>').format(links)


def line(id_: str) -> Markup:
    """Return a help line's number as a link to call it."""
    shown = the_library().line(id_)
    return Markup('<a class="number" href="{}">{}</a>').format(shown.href, shown.number)


def help_line(id_: str) -> HelpLine:
    """Return a help line whole, for templates that lay it out themselves."""
    return the_library().line(id_)


def footnotes() -> list[Footnote]:
    """Return the sources used on this page so far, in the order of their numbers."""
    sources, days = the_library().sources, _read_on()
    return [
        Footnote(number, sources[id_], min(days[id_]))
        for id_, number in _numbers().items()
    ]


def checked_on() -> date | None:
    """Return the day since which every fact used on this page has been checked."""
    return min((day for days in _read_on().values() for day in days), default=None)


def _read_on() -> dict[str, list[date]]:
    days: dict[str, list[date]] = g.setdefault("read_on", {})
    return days


def _link(source: str) -> Markup:
    numbers = _numbers()
    number = numbers.setdefault(source, len(numbers) + 1)
    name = _("Source %(number)s", number=number)
    return Markup('<a href="#source-{0}" aria-label="{1}">{0}</a>').format(number, name)


def _numbers() -> dict[str, int]:
    numbers: dict[str, int] = g.setdefault("footnotes", {})
    return numbers


def _today() -> date:
    return datetime.now(UTC).date()
