"""Numbers from 555-0100 to 555-0199, which no telephone company gives out."""

from collections.abc import Sequence

from locator.practice.draws import fraction, happens

FIRST, LAST = 100, 199


class Numbers:
    """The fictitious numbers of one state, each given out once."""

    def __init__(self, area_codes: Sequence[str]) -> None:
        self._area_codes = tuple(dict.fromkeys(area_codes))
        self._next = dict.fromkeys(self._area_codes, FIRST)

    def take(self, area_code: str) -> str:
        """Return the next free number, of another area code once this one is used up."""
        for code in (area_code, *self._area_codes):
            if self._next[code] <= LAST:
                number = f"{code}-555-{self._next[code]:04}"
                self._next[code] += 1
                return number
        raise LookupError(f"no 555-01xx number left in {', '.join(self._area_codes)}")


def with_extension(number: str, place: int, use: str) -> str:
    """Add an extension of one to five digits for one number in eight."""
    if not happens(12, place, f"{use} extension"):
        return number
    size = int(fraction(place, f"{use} digits") * 5)
    return f"{number} x{10**size + int(fraction(place, f'{use} extension number') * 9 * 10**size)}"
