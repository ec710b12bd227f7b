"""The states, the District, the territories and the freely associated states."""

from collections.abc import Mapping
from types import MappingProxyType

from locator.places.names import fold_words

STATE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "AL": "Alabama",
        "AK": "Alaska",
        "AS": "American Samoa",
        "AZ": "Arizona",
        "AR": "Arkansas",
        "CA": "California",
        "CO": "Colorado",
        "CT": "Connecticut",
        "DE": "Delaware",
        "DC": "District of Columbia",
        "FM": "Federated States of Micronesia",
        "FL": "Florida",
        "GA": "Georgia",
        "GU": "Guam",
        "HI": "Hawaii",
        "ID": "Idaho",
        "IL": "Illinois",
        "IN": "Indiana",
        "IA": "Iowa",
        "KS": "Kansas",
        "KY": "Kentucky",
        "LA": "Louisiana",
        "ME": "Maine",
        "MH": "Marshall Islands",
        "MD": "Maryland",
        "MA": "Massachusetts",
        "MI": "Michigan",
        "MN": "Minnesota",
        "MS": "Mississippi",
        "MO": "Missouri",
        "MT": "Montana",
        "NE": "Nebraska",
        "NV": "Nevada",
        "NH": "New Hampshire",
        "NJ": "New Jersey",
        "NM": "New Mexico",
        "NY": "New York",
        "NC": "North Carolina",
        "ND": "North Dakota",
        "MP": "Northern Mariana Islands",
        "OH": "Ohio",
        "OK": "Oklahoma",
        "OR": "Oregon",
        "PW": "Palau",
        "PA": "Pennsylvania",
        "PR": "Puerto Rico",
        "RI": "Rhode Island",
        "SC": "South Carolina",
        "SD": "South Dakota",
        "TN": "Tennessee",
        "TX": "Texas",
        "UT": "Utah",
        "VT": "Vermont",
        "VI": "U.S. Virgin Islands",
        "VA": "Virginia",
        "WA": "Washington",
        "WV": "West Virginia",
        "WI": "Wisconsin",
        "WY": "Wyoming",
    }
)

# What else people write; the old newspaper abbreviations among them.
_OTHER_SPELLINGS = {
    "AL": "ala",
    "AZ": "ariz",
    "AR": "ark",
    "CA": "calif|cal",
    "CO": "colo",
    "CT": "conn",
    "DC": "d c|dist of columbia",
    "FL": "fla",
    "FM": "micronesia",
    "ID": "ida",
    "IL": "ill",
    "IN": "ind",
    "KS": "kan|kans",
    "MA": "mass",
    "MI": "mich",
    "MN": "minn",
    "MS": "miss",
    "MP": "cnmi|northern marianas",
    "MT": "mont",
    "NE": "neb|nebr",
    "NV": "nev",
    "NH": "n h",
    "NJ": "n j",
    "NM": "n m|n mex",
    "NY": "n y",
    "NC": "n c|n carolina",
    "ND": "n d|n dakota",
    "OK": "okla",
    "OR": "ore",
    "PA": "penn|penna",
    "PR": "p r",
    "RI": "r i",
    "SC": "s c|s carolina",
    "SD": "s d|s dakota",
    "TN": "tenn",
    "TX": "tex",
    "VI": "virgin islands|us virgin islands|usvi",
    "WA": "wash",
    "WV": "w va|w v|w virginia",
    "WI": "wis|wisc",
    "WY": "wyo",
}


def _spellings() -> dict[str, str]:
    found = {code.lower(): code for code in STATE_NAMES}
    for code, name in STATE_NAMES.items():
        found[" ".join(fold_words(name))] = code
    for code, others in _OTHER_SPELLINGS.items():
        found.update(dict.fromkeys(others.split("|"), code))
    return found


SPELLINGS: Mapping[str, str] = MappingProxyType(_spellings())
LONGEST_SPELLING = max(spelling.count(" ") for spelling in SPELLINGS) + 1


def find_state(text: str) -> str | None:
    """Return the two letters of a state written in any usual way, or None."""
    return SPELLINGS.get(" ".join(fold_words(text)))
