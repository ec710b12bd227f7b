"""Names, streets and web addresses that nobody could take for real ones."""

from locator.practice.draws import choose, happens

FIRST = (
    "Example", "Sample", "Practice", "Pretend",
    "Invented", "Imaginary", "Placeholder", "Make-Believe",
)  # fmt: skip
QUALITY = (
    "Quiet", "Morning", "Silver", "Gentle", "Open", "Blue", "Evergreen", "Kind",
    "Golden", "Steady", "Clear", "Warm", "Bright", "Second",
)  # fmt: skip
NATURE = (
    "Harbor", "River", "Meadow", "Bridge", "Orchard", "Lantern", "Cedar", "Sparrow\u2019s Rest",
    "Hill", "Garden", "Lake", "Path", "Maple", "Piñon", "Shore", "Valley", "Willow",
    "Prairie", "Canyon", "Spring", "Robin\u2019s Nest", "Lighthouse", "Door", "Field", "Birch",
    "Island", "Summit", "Brook", "Clover", "Horizon", "Porch", "Juniper", "Mesa", "Bay",
    "Café Corner", "Trail", "Aspen", "Sky", "Grove", "Landing",
)  # fmt: skip
NATURE_ES = (
    "Río", "Jardín", "Camino", "Puente", "Árbol", "Corazón", "Cielo", "Niño",
)  # fmt: skip
QUALITY_ES = (
    "Sereno", "Nuevo", "Claro", "Amable", "Dorado", "Abierto", "Verde", "Tranquilo",
)  # fmt: skip
LONG_ENDING = ", Wellness, Counseling, Peer Support and Family Health Services of the Example Hills"
BRANCHES = (
    "Practice Outpatient Program", "Practice Main Office", "Practice North Building",
    "Practice Recovery Unit", "Practice Day Program", "Practice Site",
)  # fmt: skip
STREETS = (
    "Example Street", "Sample Avenue", "Practice Road", "Placeholder Boulevard",
    "Invented Lane", "Pretend Parkway", "Demonstration Drive", "Imaginary Way",
)  # fmt: skip


def place_name(place: int, title: str, *, spanish: bool) -> str:
    """Return a name that no other practice place has, marked as practice."""
    words = _spanish_words(place) if spanish else _words(place)
    ending = LONG_ENDING if happens(2, place, "long name") else ""
    return f"{words} {title}{ending} (practice)"


def branch_name(place: int, *, of_network: bool) -> str | None:
    """Return a second name, an empty one or none, as the API does."""
    if of_network or happens(45, place, "branch"):
        return f"{choose(BRANCHES, place, 'branch name')} {place % 90 + 10}"
    return "" if happens(50, place, "empty branch") else None


def network_name(state: str) -> str:
    """Return the name that all sites of a state's practice network share."""
    return f"Example Many Doors Recovery Network {state} (practice)"


def street(place: int, number: int) -> str:
    """Return an invented street; a post office box for one in a hundred."""
    if happens(1, place, "box"):
        return f"P.O. Box {number}"
    return f"{number} {choose(STREETS, place, 'street')}"


def suite(place: int) -> str | None:
    """Return a second address line, an empty one or none, as the API does."""
    if happens(18, place, "suite"):
        return f"{choose(('Suite', 'Floor', 'Unit'), place, 'suite')} {place % 9 + 1}"
    return "" if happens(20, place, "empty suite") else None


def website(place: int) -> str | None:
    """Return a page of the domain that is reserved for examples."""
    if not happens(70, place, "website"):
        return "" if happens(10, place, "empty website") else None
    return f"https://example.org/practice/{place:04}"


def _words(place: int) -> str:
    # A stride that shares no factor with the number of names visits each name once.
    turn = place * 1999 % (len(FIRST) * len(QUALITY) * len(NATURE))
    turn, first = divmod(turn, len(FIRST))
    nature, quality = divmod(turn, len(QUALITY))
    return f"{FIRST[first]} {QUALITY[quality]} {NATURE[nature]}"


def _spanish_words(place: int) -> str:
    turn = place * 37 % (len(NATURE_ES) * len(QUALITY_ES))
    nature, quality = divmod(turn, len(QUALITY_ES))
    return f"Ejemplo {NATURE_ES[nature]} {QUALITY_ES[quality]}"
