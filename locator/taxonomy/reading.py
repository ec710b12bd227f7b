"""Reads a listing's values: what it offers, declares and limits, and what is new."""

from collections.abc import Iterable, Mapping

from locator.records import Offer, Reading, Strength, Value
from locator.taxonomy.lines import ACCESS_RULES, REMARK_RULES, STATEMENT_RULES
from locator.taxonomy.proofs import (
    HOSPITAL,
    MAYBE,
    OUTPATIENT,
    PROOFS,
    RESIDENTIAL,
    Rule,
    codes,
)
from locator.taxonomy.terms import TERMS, TERMS_OF
from locator.taxonomy.values import HEADINGS, Known, heading_of, lookup_value
from locator.wording import to_translate

OTHER_HEADING = to_translate("Other answers")

_RANK = {slug: rank for rank, slug in enumerate(TERMS)}
_SURER = {Strength.YES: 3, Strength.LIKELY: 2, Strength.MAYBE: 1, None: 0}
_OFFERS = {
    (term, strength): Offer(term, strength) for term in TERMS for strength in Strength
}
_AGES = codes("CHLD YAD ADLT SNR")
_SETTINGS = codes(f"{OUTPATIENT} {RESIDENTIAL} {HOSPITAL}")

# Rows of lists that name places of one kind and ask them nothing.
_UNASKED: Mapping[str, Reading] = {
    "OTP": Reading(
        offers=(
            Offer("methadone", Strength.LIKELY),
            Offer("buprenorphine", Strength.MAYBE),
            Offer("otp", Strength.YES),
        ),
        declared=("otp-likely",),
    ),
    "HRSA": Reading(offers=(Offer("health-center", Strength.YES),)),
}


def read_values(
    kind: str, values: Iterable[Value] | None, *, trust_ages: bool = True
) -> Reading:
    """Return what one row's answers prove, strictly by the tables of this package.

    `trust_ages=False` keeps the ages raw: they prove nothing.
    """
    known: list[Known] = []
    unknown: list[Value] = []
    for value in values or ():
        answer = lookup_value(value.category, value.text)
        if answer is None:
            unknown.append(value)
        else:
            known.append(answer)
    if not known and not unknown:
        return _UNASKED.get(kind, Reading())
    answers = frozenset([answer.code for answer in known])
    if not trust_ages:
        answers -= _AGES
    declared = _fitting(STATEMENT_RULES, kind, answers)
    if "housing-only" in declared:  # its rooms are homes, not live-in treatment
        answers -= _SETTINGS
        declared = _fitting(STATEMENT_RULES, kind, answers)
    offers, contradicted = _read_offers(kind, known, answers)
    return Reading(
        offers=offers,
        declared=declared,
        access_labels=_fitting(ACCESS_RULES, kind, answers),
        unknown=tuple(unknown),
        remarks=contradicted + _fitting(REMARK_RULES, kind, answers),
    )


def headings(values: Iterable[Value]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return every text of a listing under plain headings, in the order of pages."""
    texts: dict[str, dict[str, None]] = {}
    for value in values:
        known = lookup_value(value.category, value.text)
        category = known.value.category if known else value.category
        heading = heading_of(category) or OTHER_HEADING
        texts.setdefault(heading, {})[value.text] = None
    order = [*dict.fromkeys(HEADINGS.values()), OTHER_HEADING]
    return tuple((name, tuple(texts[name])) for name in order if name in texts)


def share_listing_adults(rows: Iterable[Iterable[Value]]) -> float:
    """Return the share of rows that list adults among the ages they accept.

    Under 0.8 for a list of substance use treatment, its ages are not to be trusted.
    """
    total = listing = 0
    for values in rows:
        total += 1
        listing += any(_lists_adults(value) for value in values)
    return listing / total if total else 1.0


def _lists_adults(value: Value) -> bool:
    known = lookup_value(value.category, value.text)
    return known is not None and known.code == "ADLT"


def _fitting(
    rules: Mapping[str, Rule], kind: str, answers: frozenset[str]
) -> tuple[str, ...]:
    return tuple([slug for slug, rule in rules.items() if rule.fits(kind, answers)])


def _read_offers(
    kind: str, known: Iterable[Known], answers: frozenset[str]
) -> tuple[tuple[Offer, ...], tuple[str, ...]]:
    """Return the offers, and a remark for each medicine that is contradicted."""
    found: dict[str, Strength] = {}
    remarks = []
    for proof in PROOFS:
        if proof.term in found or not proof.rule.fits(kind, answers):
            continue
        found[proof.term] = proof.strength
        if not proof.unless.isdisjoint(answers):
            found[proof.term] = MAYBE
            if proof.term in TERMS_OF["medicine"]:
                remarks.append(f"{proof.term}-contradicted")
    for answer in known:
        term, strength = answer.term, answer.strength
        if term and strength and _SURER[strength] > _SURER[found.get(term)]:
            found[term] = strength
    offers = [
        _OFFERS[term, found[term]] for term in sorted(found, key=_RANK.__getitem__)
    ]
    return tuple(offers), tuple(remarks)
