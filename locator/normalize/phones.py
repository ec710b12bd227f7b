"""Phone numbers to E.164 with their extension; what nobody could dial is dropped."""

import re
import unicodedata

import phonenumbers

from locator.records import Phone, PhoneKind

LONGEST_PRINTED = 60
# Short numbers that a directory may rightly list; 911 is never a place's number.
SHORT_NUMBERS = frozenset({"988"})
# Former trust territories print "691-320-2619": a country code, not an area code.
COUNTRY_CODES = {"FM": "691", "MH": "692", "PW": "680"}

EXTENSION = re.compile(
    r"(?:\bext(?:ension|n)?|\bx|#)[\s.:]*(\d{1,7})\D*$", re.IGNORECASE
)
GLUED_EXTENSION = re.compile(r"(?<=\d)x(\d{1,7})\s*$", re.IGNORECASE)
# Shape only: real numbers, and the ones reserved for fiction, fail stricter tests.
DIGITS = re.compile(
    r"(?<![\d+])\+?(?:1[\s.\-/]*)?"
    r"\(?([2-9]\d{2})\)?[\s.\-/]*([2-9]\d{2})[\s.\-/]*(\d{4})(?!\d)"
)
# Letters may stand for digits only after an area code: "888-PARNEXT".
VANITY = re.compile(
    r"(?<![\dA-Z])\+?(?:1[\s.\-]*)?\(?([2-9]\d{2})\)?[\s.\-]*"
    r"((?:\d[\s.\-]*){0,6}[A-Z][A-Z0-9.\-]*(?:[\s]\d{4}(?!\d))?)"
)
SHORT = re.compile(
    r"\W*(?:(?:call|dial|text)\W*)?(988)(?!\d)\W*(?:press \d\W*)?", re.IGNORECASE
)


def normalize_phone(
    text: str | None, kind: PhoneKind = PhoneKind.MAIN, *, state: str | None = None
) -> Phone | None:
    """Return a number as E.164, or None if it cannot be dialed.

    988 stays three digits. `state` matters only where it is a country of its own.
    """
    printed = unicodedata.normalize("NFKC", text or "").strip()
    if not printed or len(printed) > LONGEST_PRINTED:
        return None
    short = SHORT.fullmatch(printed)
    if short:
        return Phone(short[1], kind)
    printed, extension = _split_extension(printed)
    number = _abroad(printed, state) or _plain(printed) or _vanity(printed)
    return Phone(number, kind, extension) if number else None


def _split_extension(printed: str) -> tuple[str, str | None]:
    found = EXTENSION.search(printed) or GLUED_EXTENSION.search(printed)
    if not found or not any(map(str.isdigit, printed[: found.start()])):
        return printed, None
    # "x0" and the like reach nobody in particular.
    extension = _ascii_digits(found[1])
    return printed[: found.start()].strip(), extension if extension.strip("0") else None


def _ascii_digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(digit)) for digit in text)


def _plain(printed: str) -> str | None:
    found = DIGITS.search(printed)
    return _north_american("".join(found.groups())) if found else None


def _north_american(digits: str) -> str | None:
    digits = _ascii_digits(digits)[:10]
    if len(digits) < 10 or digits[3] in "01" or len(set(digits)) == 1:
        return None
    return f"+1{digits}"


def _vanity(printed: str) -> str | None:
    # "662-HELP (4357)" says the same four digits twice.
    once = re.sub(r"(?<=[A-Za-z])\s*\(\d+\)", "", printed)
    found = VANITY.search(once.upper())
    if not found:
        return None
    spelled = phonenumbers.convert_alpha_characters_in_number(found[2])
    return _north_american(found[1] + re.sub(r"\D", "", spelled))


def _abroad(printed: str, state: str | None) -> str | None:
    code = COUNTRY_CODES.get(state or "")
    digits = re.sub(r"\D", "", printed)
    if code and len(digits) in {7, 10, 13}:
        return f"+{code}{_ascii_digits(digits[-7:])}"
    if not printed.startswith("+") or digits.startswith("1"):
        return None
    try:
        number = phonenumbers.parse(printed)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
