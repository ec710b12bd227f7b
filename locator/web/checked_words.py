"""What a place said on the phone, in words."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from locator.web.phone_checks import CheckedFacts
from locator.web.translation import gettext as _
from locator.web.words import day
from locator.wording import to_translate

WORDS = {
    "new_patients": (
        to_translate("Takes new patients"),
        to_translate("Takes no new patients now"),
    ),
    "first_visit_medicine": (
        to_translate("Can give medicine at the first visit"),
        to_translate("Gives no medicine at the first visit"),
    ),
    "walk_in": (
        to_translate("You can walk in"),
        to_translate("Call first: no walk-ins"),
    ),
}
NUMBER_WORKS = to_translate("The phone number works")
CLOSED = to_translate("This place is closed")
FAILED = to_translate("Did not work when we called on %(day)s")
PEOPLE_SAY = to_translate("People report that this number fails")


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What was said on the phone on one day."""

    heading: str
    texts: tuple[str, ...]


def confirmed(facts: CheckedFacts) -> tuple[Confirmed, ...]:
    """Return what is confirmed, the newest day first."""
    said: defaultdict[date, list[str]] = defaultdict(list)
    for on, text in _texts(facts):
        if text not in said[on]:
            said[on].append(text)
    return tuple(
        Confirmed(_("Confirmed by phone on %(day)s", day=day(on)), tuple(said[on]))
        for on in sorted(said, reverse=True)
    )


def number_note(facts: CheckedFacts, number: str) -> str:
    """Return why nobody should call a number, or nothing."""
    if facts.closed:
        return _(CLOSED)
    said = facts.numbers.get(number)
    if said and not said.yes:
        return _(FAILED, day=day(said.on))
    return _(PEOPLE_SAY) if number in facts.doubted else ""


def _texts(facts: CheckedFacts) -> Iterator[tuple[date, str]]:
    if facts.closed:
        yield facts.closed.on, _(CLOSED)
    for answer in facts.numbers.values():
        if answer.yes:
            yield answer.on, _(NUMBER_WORKS)
    for name, (yes, no) in WORDS.items():
        if name in facts.answers:
            said = facts.answers[name]
            yield said.on, _(yes if said.yes else no)
