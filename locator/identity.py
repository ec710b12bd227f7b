"""Stable ids from raw facts; cleaning a name or number must never change one."""

import hashlib
import unicodedata
from collections.abc import Iterable

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
ID_LENGTH = 10


def fold(text: str | None) -> str:
    """Return text in one case and one Unicode form, without runs of blanks."""
    return " ".join(unicodedata.normalize("NFKC", text or "").casefold().split())


def listing_key(source: str, facts: Iterable[str | None]) -> str:
    """Return ten characters of Crockford base32 for a listing's founding raw facts."""
    text = "\x1f".join([source, *(fold(fact) for fact in facts)])
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]) >> 14
    digits = []
    for _ in range(ID_LENGTH):
        number, digit = divmod(number, 32)
        digits.append(CROCKFORD[digit])
    return "".join(reversed(digits))
