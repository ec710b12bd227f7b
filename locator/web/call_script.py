"""What to say on the phone, built from what the person searched for."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from locator.records import Location, Strength
from locator.taxonomy import TERMS
from locator.web import call_questions as ask
from locator.web.phone_checks import phone_checks_of
from locator.web.translation import gettext as _

KRATOM = "kratom"


@dataclass(frozen=True, slots=True)
class CallScript:
    """Sentences to read out: the first, the questions, and what to ask after a no."""

    opening: str
    questions: tuple[str, ...]
    if_no: str


def make_script(
    location: Location, terms: Iterable[str] = (), topic: str | None = None
) -> CallScript | None:
    """Return the script for a call to this place; without terms, what anyone would ask.

    Nobody is sent to call a place that said it has closed.
    """
    if phone_checks_of(location.id).closed:
        return None
    wanted = [slug for slug in TERMS if slug in set(terms)]
    questions = [
        *medicine_questions(location, wanted),
        # No directory says it, so whoever comes for it has to ask.
        *([_(ask.KRATOM)] if topic == KRATOM else []),
        *other_questions(wanted),
        _(ask.NEXT_OPENING),
        _(ask.BRING),
    ]
    return CallScript(_(ask.OPENING), tuple(dict.fromkeys(questions)), _(ask.IF_NO))


def medicine_questions(location: Location, wanted: Collection[str]) -> Iterator[str]:
    """Ask about the medicines wanted, of these the listed ones where there are any."""
    listed = {
        claim.term: claim.strength
        for claim in location.offers
        if claim.term in ask.MEDICINES
    }
    asked = [slug for slug in ask.MEDICINES if slug in wanted]
    if not asked and [slug for slug in wanted if TERMS[slug].group == "care"]:
        return
    chosen = [slug for slug in asked or ask.MEDICINES if slug in listed] or asked
    if not chosen:
        yield _(ask.ANY_MEDICINE)
    for slug in chosen:
        sure, unsure = ask.MEDICINES[slug]
        yield _(sure if listed.get(slug) is Strength.YES else unsure)


def other_questions(wanted: Iterable[str]) -> Iterator[str]:
    """Ask for everything else that was wanted, and what it costs where nobody said."""
    others = [slug for slug in wanted if slug not in ask.MEDICINES]
    yield from map(question, others)
    if not any(TERMS[slug].group == "payment" for slug in others):
        yield _(ask.COST)


def question(slug: str) -> str:
    """Return what to ask about a term."""
    term = TERMS[slug]
    if term.group == "language":
        return _(ask.LANGUAGE, language=_(term.label))
    if slug in ask.QUESTIONS:
        return _(ask.QUESTIONS[slug])
    return _(ask.ANYTHING, what=_(term.label))
