"""Names and other short texts: no control characters, single blanks, trimmed."""

import unicodedata

# Control, format (zero width, text direction), half of a pair, private, unassigned.
UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def printable(text: str) -> str:
    """Return text in one Unicode form, every unprintable character made a blank."""
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text)
    return "".join(
        " " if unicodedata.category(letter) in UNPRINTABLE else letter
        for letter in composed
    )


def normalize_name(text: str | None) -> str | None:
    """Return a name trimmed and with single blanks, or None if nothing is left."""
    return " ".join(printable(text or "").split()) or None
