"""What the site says of law, medicine and hotlines: each fact once, sourced and dated."""

from locator.content.entries import BandLine, Fact, HelpLine, Source
from locator.content.library import Library, read_library, the_library

__all__ = [
    "BandLine",
    "Fact",
    "HelpLine",
    "Library",
    "Source",
    "read_library",
    "the_library",
]
