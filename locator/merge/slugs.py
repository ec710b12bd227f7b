"""The readable part of a place's address on the site."""

import re
import unicodedata

LONGEST = 60


def make_slug(name: str, city: str) -> str:
    """Return name and city as lower-case ASCII words with hyphens; never empty."""
    plain = unicodedata.normalize("NFKD", f"{name} {city}").encode("ascii", "ignore")
    words = re.findall(r"[a-z0-9]+", plain.decode().lower().replace("'", ""))
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:LONGEST]
        if len(longer) > LONGEST:
            break
        slug = longer
    return slug or "place"
