"""What to offer where the list is short, in a fixed order: never an empty page."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from locator.geo import miles_to_m
from locator.places import STATE_NAMES
from locator.records import Access, Strength
from locator.search import (
    MOST_HITS,
    DirectoryIndex,
    Hit,
    SearchPage,
    SearchQuery,
    find_nearest,
)
from locator.taxonomy import TERMS
from locator.web.forms import MOST_RADIUS, SearchForm
from locator.web.translation import gettext as _
from locator.web.translation import ngettext

FEW = 5
AT_MOST = 3
HEALTH_CENTERS = frozenset({"health-center"})


@dataclass(frozen=True, slots=True)
class Offered:
    """Places beside the list proper, and why they are shown."""

    heading: str
    says: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class WaysOn:
    """Places to show below a short list: before what anyone can do, and among it."""

    places: tuple[Offered, ...] = ()
    health_centers: Offered | None = None


def ways_on(form: SearchForm, page: SearchPage, index: DirectoryIndex) -> WaysOn:
    """Return what to show below a short list; nothing below a long one."""
    if page.total >= FEW:
        return WaysOn()
    finder = _Finder(form, index, page)
    places = (finder.beyond(), finder.without_filters(), finder.by_video())
    return WaysOn(
        tuple(offered for offered in places if offered and offered.hits),
        finder.health_centers(),
    )


class _Finder:
    """Looks for more places, showing none of them twice."""

    def __init__(
        self, form: SearchForm, index: DirectoryIndex, page: SearchPage
    ) -> None:
        self.form, self.index, self.page = form, index, page
        self.shown = {hit.position for hit in (*page.hits, *page.beyond)}

    def beyond(self) -> Offered:
        says = ngettext(
            "These are the nearest places more than %(miles)s mile away.",
            "These are the nearest places more than %(miles)s miles away.",
            1 if self.form.radius == 1 else 2,
            miles=f"{self.form.radius:g}",
        )
        return Offered(_("Farther away"), says, self.page.beyond)

    def without_filters(self) -> Offered | None:
        """Return the nearest of all places, where too few fit the filters to show five."""
        fitting = self.page.total + len(self.page.beyond)
        if fitting >= FEW or not self.form.terms:
            return None
        nearest = find_nearest(
            self.index, SearchQuery(self.form.place.point, limit=FEW)
        )
        hits = self._new(nearest, FEW - fitting)
        says = (
            _("Few places on our list fit all your filters.")
            if fitting
            else _("No place on our list fits all your filters.")
        )
        advice = _("Call these and ask what they can do.")
        heading = _("Nearest places without your filters")
        return Offered(heading, f"{says} {advice}", hits)

    def by_video(self) -> Offered | None:
        """Return places of the same state that list video visits for the medicine asked.

        Never for methadone alone: it is given at a clinic.
        """
        medicines = {s for s in self.form.terms if TERMS[s].group == "medicine"}
        asked = medicines - {"methadone"}
        state = self.form.place.state
        if not asked or not state:
            return None
        wanted = frozenset(asked | {"telehealth"})
        hits = (hit for hit in self._far(wanted) if _fits(hit, state, asked))
        return Offered(
            _(
                "Video or phone visits in %(state)s",
                state=STATE_NAMES.get(state, state),
            ),
            _(
                "These places list video or phone visits. Ask if they take people from "
                "your town."
            ),
            self._new(hits, AT_MOST),
        )

    def health_centers(self) -> Offered | None:
        """Return community health centers that are open to all, the nearest first."""
        # Those open to all come first, so no more can be left out than were shown.
        found = self._far(HEALTH_CENTERS, AT_MOST + len(self.shown))
        hits = (hit for hit in found if hit.glance.access is Access.OPEN)
        says = _("Ask if they give the medicine; the list does not say.")
        offered = Offered(_("Community health centers"), says, self._new(hits, AT_MOST))
        return offered if offered.hits else None

    def _far(self, terms: frozenset[str], limit: int = MOST_HITS) -> tuple[Hit, ...]:
        point, radius_m = self.form.place.point, miles_to_m(MOST_RADIUS)
        return find_nearest(self.index, SearchQuery(point, terms, radius_m, limit))

    def _new(self, hits: Iterable[Hit], most: int) -> tuple[Hit, ...]:
        new = (hit for hit in hits if hit.position not in self.shown)
        found = tuple(islice(new, most))
        self.shown |= {hit.position for hit in found}
        return found


def _fits(hit: Hit, state: str, asked: set[str]) -> bool:
    return hit.glance.address.state_province == state and any(
        claim.term in asked and claim.strength is Strength.YES
        for claim in hit.location.offers
    )
