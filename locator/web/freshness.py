"""Where a fact comes from and how old it is, in words. Copied is not confirmed."""

import re
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from locator.records import Location, SourceRef
from locator.sources import SOURCES
from locator.store import SourceState
from locator.web.translation import gettext as _
from locator.web.words import day, iso_day
from locator.wording import to_translate

SHORT_NAMES = {
    "findtreatment": to_translate("SAMHSA list"),
    "national-directory": to_translate("SAMHSA yearly list"),
    "otp-directory": to_translate("Methadone clinic list"),
    "cms-otp": to_translate("Medicare methadone clinic list"),
    "hrsa": to_translate("Health center list"),
    "local": to_translate("Our own list"),
}
LIVE, YEARLY = "findtreatment", "national-directory"
# By whether the list has a date of its own, and whether we know when we copied it.
LIVE_TEXTS = {
    (False, False): to_translate(
        "SAMHSA list. Clinics answer about once a year. Call to check."
    ),
    (False, True): to_translate(
        "SAMHSA list, copied %(day)s. Clinics answer about once a year. Call to check."
    ),
    (True, False): to_translate("SAMHSA list of %(said)s. Call to check."),
    (True, True): to_translate(
        "SAMHSA list of %(said)s, copied %(day)s. Call to check."
    ),
}
OTHER_TEXTS = {
    (False, False): to_translate("%(list)s. Call to check."),
    (False, True): to_translate("%(list)s, copied %(day)s. Call to check."),
    (True, False): to_translate("%(list)s, %(said)s. Call to check."),
    (True, True): to_translate("%(list)s, %(said)s, copied %(day)s. Call to check."),
}


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One directory behind a place: its words, and how old they are."""

    text: str
    # "": not old; "aging": over a year; "old": over two years.
    age: str = ""
    age_text: str = ""


AGE_TEXTS = {
    "aging": to_translate("More than a year old."),
    "old": to_translate("From an old list."),
}


def source_lines(
    location: Location, sources: Sequence[SourceState], today: date
) -> tuple[SourceLine, ...]:
    """Return a line for each directory and date behind a place, without repeats."""
    lines = (
        ref_line(ref, sources, today, practice=location.practice)
        for ref in location.sources
    )
    return tuple(dict.fromkeys(lines))


def ref_line(
    ref: SourceRef, sources: Sequence[SourceState], today: date, *, practice: bool
) -> SourceLine:
    """Return the words for one listing's directory."""
    if practice:
        return SourceLine(_("Invented for practice. Not a real place."))
    copied = copied_at(ref, sources)
    age = age_of(ref.as_of, copied, today)
    age_text = _(AGE_TEXTS[age]) if age else ""
    return SourceLine(source_text(ref.source, ref.as_of, copied), age, age_text)


def source_text(source: str, as_of: str | None, copied: datetime | None) -> str:
    """Return a directory's name and dates, such as "SAMHSA list, copied 20 Nov 2026"."""
    said, when = iso_day(as_of or ""), day(copied) if copied else ""
    if source == YEARLY and as_of and re.fullmatch(r"\d{4}", as_of):
        return _(
            "SAMHSA %(edition)s directory (%(survey)s survey). Call to check.",
            edition=int(as_of) + 1,
            survey=as_of,
        )
    if source == LIVE:
        return _(LIVE_TEXTS[bool(said), bool(when)], said=said, day=when)
    return _(
        OTHER_TEXTS[bool(said), bool(when)],
        list=source_title(source),
        said=said,
        day=when,
    )


def source_title(source: str) -> str:
    """Return a directory's own title, or its id where we know no more."""
    return SOURCES[source].info.title if source in SOURCES else source


def short_name(source: str) -> str:
    """Return a directory's name in a few words, for labels."""
    name = SHORT_NAMES.get(source)
    return _(name) if name else source_title(source)


def copied_at(ref: SourceRef, sources: Iterable[SourceState]) -> datetime | None:
    """Return when a listing was copied from its directory."""
    newest = (s.copied_at(ref.kind) for s in sources if s.source == ref.source)
    return ref.retrieved_at or next(newest, None)


def is_stale(state: SourceState, now: datetime) -> bool:
    """Tell whether a list should have been copied again by now."""
    if state.source not in SOURCES or state.retrieved_at is None:
        return False
    return now - _oldest_copy(state) > SOURCES[state.source].info.stale_after


def stale_lines(
    states: Iterable[SourceState], shown: Callable[[], Container[str]], now: datetime
) -> tuple[str, ...]:
    """Return what to say of the shown lists that are old or could not be refreshed.

    Which lists are shown is asked only where any is.
    """
    old = [
        state
        for state in states
        if state.retrieved_at and (state.failed_at or is_stale(state, now))
    ]
    lists = shown() if old else ()
    return tuple(_stale_line(state) for state in old if state.source in lists)


def _stale_line(state: SourceState) -> str:
    values = {"list": short_name(state.source), "day": day(_oldest_copy(state))}
    if state.source == LIVE:
        values["list"] = _("SAMHSA's list")
    if state.failed_at:
        return _(
            "%(list)s: our copy is from %(day)s. We could not get a newer one.",
            **values,
        )
    return _(
        "%(list)s: our copy is from %(day)s and should be newer. Call to check.",
        **values,
    )


def _oldest_copy(state: SourceState) -> datetime:
    """Return when the half of a list that was copied longest ago was copied."""
    moments = [moment for _, moment in state.copies]
    if state.retrieved_at:
        moments.append(state.retrieved_at)
    return min(moments)


def age_of(as_of: str | None, copied: datetime | None, today: date) -> str:
    """Tell "", "aging" (over 12 months) or "old" (over 24) of a fact's date."""
    stands_for = _last_day(as_of) if as_of else copied and copied.date()
    if stands_for is None:
        return ""
    months = (today.year - stands_for.year) * 12 + today.month - stands_for.month
    months -= today.day < stands_for.day
    if months >= 24:
        return "old"
    return "aging" if months >= 12 else ""


def _last_day(as_of: str) -> date | None:
    """Return the last day that a date of known precision can mean."""
    parts = [int(part) for part in re.findall(r"\d+", as_of)[:3]]
    try:
        match parts:
            case [year]:
                return date(year, 12, 31)
            case [year, month]:
                return date(year, month, 28)
            case [year, month, number]:
                return date(year, month, number)
    except ValueError:
        return None
    return None
