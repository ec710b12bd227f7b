"""What a place offers, as short labels that never say more than the list does."""

from collections.abc import Iterable
from dataclasses import dataclass

from locator.records import Access, Claim, Location, Strength
from locator.taxonomy import ACCESS_LABELS, DECLARED_NO, STATEMENTS, TERMS
from locator.web.translation import gettext as _
from locator.wording import to_translate

MAY_BE = {
    "telehealth": to_translate(
        "Lists video or phone visits; ask if they take people from your town"
    ),
    "free": to_translate("May be free: ask"),
    "sliding-fee": to_translate("May lower the price for you: ask"),
    "counseling": to_translate("May offer counseling for drug or alcohol use: ask"),
    "under-18": to_translate("May take people under 18: ask"),
}
TERM_ORDER = {slug: number for number, slug in enumerate(TERMS)}
STRENGTH_ORDER = {strength: number for number, strength in enumerate(Strength)}
LIKELY = {"methadone": STATEMENTS["otp-likely"]}
# A card shows these groups whatever is asked for; other terms only when they are.
ALWAYS_SHOWN = frozenset({"medicine", "payment"})


@dataclass(frozen=True, slots=True)
class Label:
    """A few words about an offer, and how surely the list says so."""

    text: str
    strength: str


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence that a directory's answers call for; `no` marks a declared no."""

    text: str
    no: bool


def term_label(claim: Claim) -> Label:
    """Return the words for one offer, with its strength in them."""
    name = term_name(claim.term)
    if claim.strength is Strength.YES:
        return Label(name, "yes")
    if claim.strength is Strength.LIKELY:
        text = LIKELY.get(claim.term)
        said = _(text) if text else _("%(name)s: likely, call first", name=name)
        return Label(said, "likely")
    text = MAY_BE.get(claim.term)
    said = _(text) if text else _("May offer %(name)s: call first", name=_lower(name))
    return Label(said, "maybe")


def term_name(slug: str) -> str:
    """Return a term's label in the language of the answer, or its slug if unknown."""
    return _(TERMS[slug].label) if slug in TERMS else slug


def claims_in(location: Location, group: str) -> list[Claim]:
    """Return the offers of one group, in the order of our terms."""
    mine = [
        claim
        for claim in location.offers
        if claim.term in TERMS and TERMS[claim.term].group == group
    ]
    return sorted(mine, key=lambda claim: TERM_ORDER[claim.term])


def medicine_labels(location: Location) -> tuple[Label, ...]:
    """Return the medicines, sure ones first."""
    claims = sorted(
        claims_in(location, "medicine"), key=lambda c: STRENGTH_ORDER[c.strength]
    )
    return tuple(term_label(claim) for claim in claims)


def payment_labels(location: Location) -> tuple[Label, ...]:
    """Return how people can pay, as listed."""
    return tuple(term_label(claim) for claim in claims_in(location, "payment"))


def other_labels(location: Location, terms: Iterable[str]) -> tuple[Label, ...]:
    """Return what a place offers of the chosen terms that a card would not show otherwise."""
    chosen = shown_if_asked(terms)
    return tuple(term_label(c) for c in location.offers if c.term in chosen)


def shown_if_asked(terms: Iterable[str]) -> tuple[str, ...]:
    """Return those of the chosen terms that a card shows only because they are chosen."""
    return tuple(
        slug
        for slug in terms
        if slug in TERMS and TERMS[slug].group not in ALWAYS_SHOWN
    )


def notes(location: Location) -> tuple[Note, ...]:
    """Return the sentences to quote, declared no's first."""
    slugs = dict.fromkeys(line.statement for line in location.declared)
    found = [
        Note(_(STATEMENTS.get(slug, slug)), no=slug in DECLARED_NO)
        for slug in slugs
        # A label says it already.
        if STATEMENTS.get(slug) not in LIKELY.values()
    ]
    found += [Note(line, no=False) for line in access_lines(location, limiting=False)]
    return tuple(sorted(found, key=lambda note: not note.no))


def access_lines(location: Location, *, limiting: bool = True) -> tuple[str, ...]:
    """Return whom a place serves: the lines that limit it, or those that do not."""
    return tuple(
        _(ACCESS_LABELS[slug].text)
        for slug in location.access_labels
        if slug in ACCESS_LABELS
        and (ACCESS_LABELS[slug].access is not Access.OPEN) is limiting
    )


def _lower(name: str) -> str:
    """Return a label fit for the middle of a sentence; names keep their capital."""
    second = name[1:2]
    return name if second.isupper() or second == "" else name[0].lower() + name[1:]
