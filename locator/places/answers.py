"""What a look-up answers with."""

from dataclasses import dataclass

from locator.geo import Point
from locator.records import Precision


@dataclass(frozen=True, slots=True)
class ZipPlace:
    """Where a ZIP code is; a ZIP is a bundle of mail routes, so a point, not a shape."""

    postal_code: str
    point: Point
    # ZIP: its own point. AREA: unknown, the mean of its neighbors'; then city is None.
    precision: Precision
    city: str | None
    state: str | None
    kind: str  # "standard", "po-box", "unique", "military"


@dataclass(frozen=True, slots=True)
class Near:
    """Where a search starts: a ZIP, a town (precision ZIP) or a point (ADDRESS)."""

    label: str
    point: Point
    precision: Precision
    postal_code: str | None
    city: str | None
    state: str | None
    # What to put back in the box or a URL; looking it up gives this again.
    canonical: str


@dataclass(frozen=True, slots=True)
class Town:
    """A row of the table of towns."""

    name: str
    state: str
    point: Point
    population: int
    source: str  # "geonames", "alias" (a ZIP name of such a town), "zip"

    @property
    def text(self) -> str:
        """Return the town as people write it: "Boston, MA"."""
        return f"{self.name}, {self.state}"
