"""Who comes to a place's page, and from which search: its link carries both, or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from locator.geo import distance_m
from locator.places import Near
from locator.records import Location
from locator.web.forms import DEFAULT_RADIUS, read_search
from locator.web.links import TOPICS, search_url

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict


@dataclass(frozen=True, slots=True)
class Visit:
    """The search somebody came from; all of it may be unknown."""

    near: Near | None = None
    terms: tuple[str, ...] = ()
    topic: str | None = None
    radius: float = DEFAULT_RADIUS

    @property
    def personal(self) -> bool:
        """Tell whether the link says anything of the person."""
        return bool(self.near or self.terms or self.topic)

    def distance_to(self, location: Location) -> float | None:
        """Return how far a place is from where the person searched."""
        if self.near is None or location.search_point is None:
            return None
        return distance_m(self.near.point, location.search_point)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield what a link carries on."""
        if self.near:
            yield "near", self.near.canonical
        yield from (("term", term) for term in self.terms)
        if self.radius != DEFAULT_RADIUS:
            yield "radius", f"{self.radius:g}"
        if self.topic:
            yield "topic", self.topic

    @property
    def query(self) -> str:
        """Return the end of a link to another place, so that its script is the same."""
        return f"?{urlencode([*self.pairs()])}" if self.personal else ""

    def search_url(self, fallback: str) -> str:
        """Return the way back to the list, or to one around a place."""
        near = self.near.canonical if self.near else fallback
        return search_url(near, self.terms, radius=self.radius)


def read_visit(args: "MultiDict[str, str]") -> Visit:
    """Read what a link carries; what cannot be understood is left out, never refused."""
    form = read_search(args)
    topic = args.get("topic", "")
    return Visit(
        near=form.near,
        terms=form.terms,
        topic=topic if topic in TOPICS else None,
        radius=form.radius,
    )
