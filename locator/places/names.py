"""Town names folded to one spelling, so that what people type finds what maps print."""

import re
import unicodedata

_WORD = re.compile(r"[a-z0-9]+")
_SHORT = {
    "bch": "beach",
    "cty": "city",
    "ctr": "center",
    "centre": "center",
    "ft": "fort",
    "hbr": "harbor",
    "hls": "hills",
    "hts": "heights",
    "jct": "junction",
    "lk": "lake",
    "mt": "mount",
    "mtn": "mountain",
    "pk": "park",
    "pt": "point",
    "spg": "spring",
    "spgs": "springs",
    "st": "saint",
    "ste": "sainte",
    "twp": "township",
    "vlg": "village",
    "vly": "valley",
}
_COMPASS = {"e": "east", "n": "north", "s": "south", "w": "west"}


def fold_words(text: str) -> list[str]:
    """Return the plain lower-case words of a text, accents and marks dropped."""
    plain = text.replace("&", " and ").casefold()
    if not plain.isascii():
        split = unicodedata.normalize("NFKD", plain)
        plain = "".join(char for char in split if not unicodedata.combining(char))
    return _WORD.findall(
        plain.replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    )


def fold_town(text: str) -> str:
    """Return the key of a town's name: St and Saint, Mc Lean and McLean are one.

    Blanks do not count, for maps and the post office disagree about them
    ("La Cygne", "Lacygne"). A text without letters or digits gives "".
    """
    words = [_SHORT.get(word, word) for word in fold_words(text)]
    if len(words) > 1:
        words[0] = _COMPASS.get(words[0], words[0])
    return "".join(words)
