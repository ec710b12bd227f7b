"""Facts as plain words for people: distances, dates, phone numbers, counts."""

import re
from datetime import date, datetime

from locator.geo import m_to_miles
from locator.records import Phone

MONTHS = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]


def day(moment: date | datetime) -> str:
    """Return "20 Nov 2026", the same in every locale."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def iso_day(text: str) -> str:
    """Return an ISO date of any precision in words: "2022", "May 2026", "25 May 2026"."""
    parts = [int(part) for part in re.findall(r"\d+", text)[:3]]
    if len(parts) >= 2 and not 1 <= parts[1] <= 12:
        return text
    match parts:
        case [year]:
            return str(year)
        case [year, month]:
            return f"{MONTHS[month - 1]} {year}"
        case [year, month, number]:
            return f"{number} {MONTHS[month - 1]} {year}"
    return text


def miles(meters: float) -> str:
    """Return "about 3.4 miles"; whole miles from ten on, since we measure no roads."""
    length = m_to_miles(meters)
    if length < 0.1:
        return "less than 0.1 mile"
    text = f"{length:.1f}".removesuffix(".0") if length < 9.95 else f"{length:,.0f}"
    return f"about {text} {'mile' if text == '1' else 'miles'}"


def plural(count: int, one: str, many: str) -> str:
    """Return "1 place" or "1,204 places"."""
    return f"{count:,} {one if count == 1 else many}"


def phone_words(number: str) -> str:
    """Return an American number as 617-555-0123, and any other as it is."""
    match = re.fullmatch(r"\+1(\d{3})(\d{3})(\d{4})", number)
    return "-".join(match.groups()) if match else number


def phone_href(phone: Phone) -> str | None:
    """Return the `tel:` link, an extension dialed after two pauses; None if no number."""
    number = re.sub(r"[^\d+]", "", phone.number)
    if len(number.lstrip("+")) < 3:
        return None
    extension = re.sub(r"\D", "", phone.extension or "")
    return f"tel:{number}" + (f",,{extension}" if extension else "")


def join_words(words: list[str], last: str = "and") -> str:
    """Return "a", "a and b" or "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
