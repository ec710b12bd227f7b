"""Who comes to a place's page, and from which search: its link carries both, or nothing."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.geo import distance_m
from locator.places import Near
from locator.records import Location
from locator.web.forms import DEFAULT_RADIUS, SearchForm, read_search
from locator.web.links import search_url
from locator.web.paths import search_query

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

    @property
    def query(self) -> str:
        """Return the end of a link to another place, so that its script is the same."""
        if not self.personal:
            return ""
        near = self.near.canonical if self.near else None
        asked = search_query(near, self.terms, radius=self.radius, topic=self.topic)
        return f"?{asked}"

    def search_url(self, fallback: str) -> str:
        """Return the way back to the list, or to one around a place."""
        near = self.near.canonical if self.near else fallback
        return search_url(near, self.terms, radius=self.radius)


def read_visit(args: "MultiDict[str, str]") -> Visit:
    """Read what a link carries; what cannot be understood is left out, never refused."""
    return visit_of(read_search(args))


def visit_of(form: SearchForm) -> Visit:
    """Return a visit that comes from a search."""
    return Visit(form.near, form.terms, form.topic, form.radius)
