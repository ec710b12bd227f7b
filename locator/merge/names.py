"""Names as comparable words: legal endings gone, abbreviations and spelling folded."""

import re
import unicodedata
from functools import lru_cache

# SAMHSA cuts names at 38 characters and CMS at 35, so names are full of these.
SPELLED_OUT = {
    "addict": "addiction",
    "assoc": "associates",
    "behav": "behavioral",
    "bhvrl": "behavioral",
    "clin": "clinic",
    "cmty": "community",
    "comm": "community",
    "comp": "comprehensive",
    "cntr": "center",
    "centers": "center",
    "centre": "center",
    "csl": "counseling",
    "couns": "counseling",
    "counselling": "counseling",
    "ctr": "center",
    "ctrs": "center",
    "dept": "department",
    "detox": "detoxification",
    "fam": "family",
    "fdn": "foundation",
    "hlth": "health",
    "hosp": "hospital",
    "hosps": "hospital",
    "mh": "mental health",
    "mmtp": "methadone maintenance treatment program",
    "mnt": "mental",
    "mntl": "mental",
    "natl": "national",
    "op": "outpatient",
    "otp": "opioid treatment program",
    "outpt": "outpatient",
    "outp": "outpatient",
    "prog": "program",
    "programme": "program",
    "programs": "program",
    "psychol": "psychological",
    "rec": "recovery",
    "rehab": "rehabilitation",
    "res": "residential",
    "resid": "residential",
    "services": "service",
    "serv": "service",
    "servs": "service",
    "st": "saint",
    "street": "saint",  # an old program spelled out "St Germain"
    "sub": "substance",
    "subst": "substance",
    "svc": "service",
    "svcs": "service",
    "systems": "system",
    "trt": "treatment",
    "tx": "treatment",
    "univ": "university",
}
SILENT = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "corp",
        "corporation",
        "co",
        "dba",
        "for",
        "in",
        "inc",
        "incorporated",
        "llc",
        "llp",
        "lp",
        "ltd",
        "of",
        "on",
        "pa",
        "pc",
        "pllc",
        "plc",
        "s",
        "the",
    ]
)
# Words that half of all names carry say little about whose name it is.
FILLER = frozenset(
    [
        "addiction",
        "agency",
        "alcohol",
        "associates",
        "behavioral",
        "care",
        "center",
        "clinic",
        "community",
        "comprehensive",
        "county",
        "department",
        "drug",
        "facility",
        "foundation",
        "group",
        "health",
        "healthcare",
        "institute",
        "medical",
        "mental",
        "office",
        "program",
        "recovery",
        "rehabilitation",
        "satellite",
        "service",
        "site",
        "solutions",
        "substance",
        "system",
        "treatment",
        "unit",
        "use",
        "wellness",
    ]
)
# Words that tell one program of an organization from its next.
PROGRAM = frozenset(
    [
        "adolescent",
        "adult",
        "children",
        "counseling",
        "court",
        "crisis",
        "day",
        "detoxification",
        "family",
        "halfway",
        "hospital",
        "house",
        "housing",
        "inpatient",
        "intensive",
        "maintenance",
        "men",
        "methadone",
        "mens",
        "opioid",
        "outpatient",
        "residential",
        "school",
        "stabilization",
        "transitional",
        "women",
        "womens",
        "youth",
    ]
)
GENERIC = FILLER | PROGRAM


def without_accents(text: str) -> str:
    """Return the text with letters that carry marks made plain."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@lru_cache(maxsize=65536)
def name_words(*names: str | None) -> tuple[str, ...]:
    """Return the telling words of a name and its second line, in order, folded."""
    plain = without_accents(" ".join(name or "" for name in names)).casefold()
    joined = re.sub(r"['\u2019]s\b|(?<=\b\w)\.(?=\w\b)|['\u2019]", "", plain)
    words = re.findall(r"[a-z0-9]+", joined.replace("&", " and "))
    spelled = " ".join(SPELLED_OUT.get(word, word) for word in words).split()
    return tuple(word for word in spelled if word not in SILENT)


def name_likeness(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Return how much of the shorter name the longer one says, from 0 to 1."""
    left, right = frozenset(a), frozenset(b)
    if not left or not right:
        return 0.0
    if left == right:
        return 1.0
    # A name of nothing but common words ("Treatment Center") proves little.
    least = max(1.0, min(_total(left), _total(right)))
    return min(1.0, max(_shared(a, b), _shared(b, a)) / least)


def _shared(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    others, cut_off = frozenset(b), b[-1]
    return sum(
        _weight(word)
        for word in frozenset(a)
        if word in others or _chopped(word, cut_off)
    )


def _chopped(word: str, last: str) -> bool:
    # Directories cut names off in the middle of the last word.
    return len(last) >= 4 and word.startswith(last)


def _total(words: frozenset[str]) -> float:
    return sum(_weight(word) for word in words)


def _weight(word: str) -> float:
    return 0.25 if word in GENERIC else 1.0


def same_but_for_filler(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Say whether two names differ in nothing but words like "services" or "center"."""
    left, right = frozenset(a), frozenset(b)
    return bool((left & right) - GENERIC) and left ^ right <= FILLER
