"""Addresses: streets that a directory keeps private, ZIPs, blanks."""

import re
from dataclasses import replace

from locator.normalize.names import normalize_name
from locator.records import Address

# Said in place of a street; anything without a letter or digit ("- - -") is one too.
PRIVATE_WORDS = frozenset(
    {
        "address confidential",
        "address private",
        "address withheld",
        "confidential",
        "confidential address",
        "confidential location",
        "location confidential",
        "not disclosed",
        "private",
        "undisclosed",
        "undisclosed location",
        "withheld",
    }
)
DASHES = re.compile(r"\s*[-\u2010-\u2015](?:\s*[-\u2010-\u2015])+\s*")
ZIP = re.compile(r"(\d{5})(?:-?\d{4})?", re.ASCII)
# Spreadsheets eat leading zeros. Only in these states is it certain what they ate:
# how a ZIP there starts once its zeros are gone.
LOST_ZEROS = {
    "MA": r"[12]\d{3}",
    "RI": r"2\d{3}",
    "NH": r"3\d{3}",
    "ME": r"[34]\d{3}",
    "VT": r"5\d{3}",
    "CT": r"6\d{3}",
    "NJ": r"[78]\d{3}",
    "PR": r"[679]\d{2}",
    "VI": r"8\d{2}",
}


def normalize_address(address: Address) -> Address:
    """Return the address with tidy parts; a private street is gone, and marked so."""
    withheld = (
        address.withheld or _private(address.address_1) or _dashes(address.address_2)
    )
    state = (normalize_name(address.state_province) or "").upper()
    return replace(
        address,
        address_1=None if withheld else normalize_name(address.address_1),
        address_2=None if withheld else _worded(normalize_name(address.address_2)),
        city=normalize_name(address.city) or "",
        state_province=state,
        postal_code=_postal_code(address.postal_code, state),
        withheld=withheld,
    )


def _private(street: str | None) -> bool:
    printed = normalize_name(street)
    if not printed:
        return False
    words = re.sub(r"[\W_]+", " ", printed).strip().casefold()
    return not words or words in PRIVATE_WORDS


def _dashes(second_line: str | None) -> bool:
    # A lone "." there is a slip of the pen; rows of dashes are how SAMHSA withholds.
    return bool(DASHES.fullmatch(second_line or "")) or (
        _private(second_line) and _worded(second_line) is not None
    )


def _worded(text: str | None) -> str | None:
    return text if text and re.search(r"\w", text) else None


def _postal_code(text: str, state: str) -> str:
    printed = normalize_name(text) or ""
    found = ZIP.fullmatch(printed)
    if found:
        return found[1]
    if re.fullmatch(LOST_ZEROS.get(state, r"(?!)"), printed, re.ASCII):
        return printed.zfill(5)
    return printed
