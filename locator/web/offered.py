"""All that a place offers, group by group, with what the words mean beside them."""

from dataclasses import dataclass

from flask_babel import gettext as _

from locator.records import Location
from locator.taxonomy import GROUPS, TERMS
from locator.web.offers import Label, claims_in, term_label


@dataclass(frozen=True, slots=True)
class Word:
    """A word that not everybody knows, and what it means."""

    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class OfferedGroup:
    """What a place offers of one kind."""

    slug: str
    heading: str
    labels: tuple[Label, ...]
    words: tuple[Word, ...]


def offered(location: Location) -> tuple[OfferedGroup, ...]:
    """Return every group in which the lists name anything."""
    groups = (_group(location, slug) for slug in GROUPS)
    return tuple(group for group in groups if group.labels)


def _group(location: Location, slug: str) -> OfferedGroup:
    claims = claims_in(location, slug)
    terms = [TERMS[claim.term] for claim in claims]
    return OfferedGroup(
        slug,
        _(GROUPS[slug].label),
        tuple(map(term_label, claims)),
        tuple(Word(_(term.label), _(term.help)) for term in terms if term.help),
    )
