"""Which addresses may be asked about, as what, and the name an answer is kept under."""

import hashlib
import re

from locator.identity import fold
from locator.records import Address

# A mailbox is not where the door is.
MAILBOX = re.compile(
    r"\b(?:p\.?\s*o\.?|post\s+office)\s*(?:box|drawer)\b|^\s*(?:box|pmb)\s+\d"
    r"|\b(?:rural\s+route|rr|hc)\s+\d+\s+box\b",
    re.IGNORECASE,
)
# What follows number and street: a room, where geocoders know only streets.
ROOM = re.compile(
    r"(\S+\s+\S.*?)(?:\s*[,;].*|\s+#.*|\s+(?:suite|ste|unit|apartment|apt|room|rm"
    r"|floor|fl|building|bldg)\b.*)",
    re.IGNORECASE,
)


def may_ask(address: Address) -> bool:
    """Tell whether an address may be sent to a geocoder: a public street and number."""
    street = address.address_1
    return (
        not address.withheld
        and bool(street and re.search(r"\d", street))
        and not MAILBOX.search(street or "")
        and bool(address.city and address.state_province)
    )


def street_of(address: Address) -> str:
    """Return the street and number without what follows them."""
    street = address.address_1 or ""
    found = ROOM.fullmatch(street)
    return found[1] if found else street


def address_key(address: Address) -> str:
    """Return the name of an address's answer; the address cannot be read from it."""
    facts = (
        street_of(address),
        address.city,
        address.state_province,
        address.postal_code[:5],
    )
    text = "\x1f".join(fold(fact) for fact in facts)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
