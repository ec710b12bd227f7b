"""All that a place offers, group by group, with what the words mean beside them."""

from dataclasses import dataclass

from locator.records import Claim, Location
from locator.taxonomy import GROUPS, TERMS
from locator.web.offers import Label, claims_in, term_label
from locator.web.translation import gettext as _

# More than this in one group folds away.
IN_VIEW = 8


@dataclass(frozen=True, slots=True)
class Offered:
    """One thing on offer: as surely as the list says it, and what its name means."""

    label: Label
    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class OfferedGroup:
    """What a place offers of one kind."""

    heading: str
    found: tuple[Offered, ...]

    @property
    def folded(self) -> bool:
        """Tell whether there are too many to show at once."""
        return len(self.found) > IN_VIEW

    @property
    def explained(self) -> tuple[Offered, ...]:
        """Those whose name has a meaning to tell."""
        return tuple(one for one in self.found if one.meaning)


def offered(location: Location) -> tuple[OfferedGroup, ...]:
    """Return every group in which the lists name anything."""
    groups = (_group(location, slug) for slug in GROUPS)
    return tuple(group for group in groups if group.found)


def _group(location: Location, slug: str) -> OfferedGroup:
    claims = claims_in(location, slug)
    return OfferedGroup(_(GROUPS[slug].label), tuple(map(_item, claims)))


def _item(claim: Claim) -> Offered:
    term = TERMS[claim.term]
    return Offered(term_label(claim), _(term.label), _(term.help) if term.help else "")
