"""Facts as plain words for people: distances, dates, phone numbers, counts.

Numbers are written the American way in every language: 1,204 and 3.4 is how Spanish
is written in the United States, Mexico and Puerto Rico too.
"""

import re
from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date

from locator.geo import m_to_miles
from locator.records import Phone
from locator.web.translation import current_language, gettext, ngettext

DAY, MONTH = "d MMM y", "MMM y"


def day(moment: date | datetime) -> str:
    """Return "20 Nov 2026", the month in the language of the answer."""
    return _dated(moment, DAY)


def iso_day(text: str) -> str:
    """Return an ISO date of any precision in words: "2022", "May 2026", "25 May 2026"."""
    parts = [int(part) for part in re.findall(r"\d+", text)[:3]]
    try:
        match parts:
            case [year]:
                return str(year)
            case [year, month]:
                return _dated(date(year, month, 1), MONTH)
            case [year, month, number]:
                return _dated(date(year, month, number), DAY)
    except ValueError:
        return text
    return text


def _dated(moment: date | datetime, pattern: str) -> str:
    day_alone = moment.date() if isinstance(moment, datetime) else moment
    return _date_words(day_alone, pattern, current_language())


# A page says ten dates of the few dozen on which lists were copied.
@lru_cache(maxsize=2048)
def _date_words(moment: date, pattern: str, language: str) -> str:
    return format_date(moment, pattern, locale=language)


def miles(meters: float) -> str:
    """Return "about 3.4 miles"; whole miles from ten on, since we measure no roads."""
    return _miles_words(miles_number(meters), current_language())


def straight_miles(meters: float) -> str:
    """Return "about 3.4 miles in a straight line"."""
    return _straight_words(miles_number(meters), current_language())


# A page says twenty distances of a few hundred that there are: worth keeping.
@lru_cache(maxsize=2048)
def _miles_words(length: str | None, _language: str) -> str:
    if length is None:
        return gettext("less than 0.1 mile")
    if length == "1":
        return gettext("about 1 mile")
    return gettext("about %(length)s miles", length=length)


@lru_cache(maxsize=2048)
def _straight_words(length: str | None, language: str) -> str:
    distance = _miles_words(length, language)
    return gettext("%(distance)s in a straight line", distance=distance)


def miles_number(meters: float) -> str | None:
    """Return a length in miles as a number, None where it is next to nothing."""
    length = m_to_miles(meters)
    if length < 0.1:
        return None
    return f"{length:.1f}".removesuffix(".0") if length < 9.95 else f"{length:,.0f}"


def plural(count: int, one: str, many: str) -> str:
    """Return "1 place" or "1,204 places", for what is never translated."""
    return f"{count:,} {one if count == 1 else many}"


def places_count(count: int) -> str:
    """Return "1 place" or "1,204 places"."""
    return ngettext("%(count)s place", "%(count)s places", count, count=f"{count:,}")


def phone_words(number: str) -> str:
    """Return an American number as 617-555-0123, and any other as it is."""
    match = re.fullmatch(r"\+1(\d{3})(\d{3})(\d{4})", number)
    return "-".join(match.groups()) if match else number


def number_words(phone: Phone) -> str:
    """Return a number as people read it, with its extension."""
    number = phone_words(phone.number)
    if not phone.extension:
        return number
    return gettext(
        "%(number)s, extension %(extension)s",
        number=number,
        extension=phone.extension,
    )


def phone_href(phone: Phone) -> str | None:
    """Return the `tel:` link, an extension dialed after two pauses; None if no number."""
    number = re.sub(r"[^\d+]", "", phone.number)
    if len(number.lstrip("+")) < 3:
        return None
    extension = re.sub(r"\D", "", phone.extension or "")
    return f"tel:{number}" + (f",,{extension}" if extension else "")
