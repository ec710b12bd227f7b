"""What places said on the phone, laid over what directories say while it still holds.

Each worker keeps the few checks there are, and looks every two seconds whether another
worker has written one; so a number that fails leaves the pages at once, not at the next
merge. Unknown is the default, and what an expired check becomes.
"""

import logging
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, Protocol, TypedDict

from locator.errors import LocatorError
from locator.store import KeptCheck, PhoneCheck
from locator.store.checks import ASKED, CLOSED, FAILS, LASTS_DAYS, REPORTS, WORKS

CheckedFact = Literal[
    "number-works",
    "number-reported-failing",
    "closed",
    "new-patients",
    "first-visit-medicine",
    "walk-in",
]


class PhoneCheckShape(TypedDict):
    """One thing that was found out by phone, as the API gives it."""

    fact: CheckedFact
    value: bool
    number: str | None
    checked_on: str
    expires_on: str


log = logging.getLogger(__name__)
INTERVAL_S = 2.0
# What the API calls the answers.
FACTS: dict[str, CheckedFact] = {
    "new_patients": "new-patients",
    "first_visit_medicine": "first-visit-medicine",
    "walk_in": "walk-in",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A yes or a no, and the days between which it stands."""

    yes: bool
    on: date
    until: date


@dataclass(frozen=True, slots=True)
class CheckedFacts:
    """What one may still say of a place because somebody called it."""

    # By number as listed: whether it works.
    numbers: Mapping[str, Answer] = field(default_factory=dict)
    # Numbers of which several people, on several days, say that they fail.
    doubted: Mapping[str, Answer] = field(default_factory=dict)
    closed: Answer | None = None
    # "new_patients", "first_visit_medicine", "walk_in"
    answers: Mapping[str, Answer] = field(default_factory=dict)

    def fails(self, number: str) -> bool:
        """Tell whether nobody should be sent to this number."""
        said = self.numbers.get(number)
        return self.closed is not None or (said is not None and not said.yes)

    @property
    def known(self) -> bool:
        """Tell whether there is anything to say."""
        return bool(self.numbers or self.doubted or self.closed or self.answers)


NOTHING = CheckedFacts()


def facts_of(checks: Iterable[PhoneCheck], today: date) -> CheckedFacts:
    """Return what stands on a day; of each question the newest answer counts."""
    numbers: dict[str, Answer] = {}
    answers: dict[str, Answer] = {}
    doubted: dict[str, Answer] = {}
    closed: Answer | None = None
    for check in checks:  # the oldest first
        outcome = _answer(check, "outcome", today, yes=check.outcome != FAILS)
        if outcome and check.outcome == CLOSED:
            closed = outcome
        elif outcome and check.number and check.kind == REPORTS:
            doubted[check.number] = outcome
        elif outcome and check.number:
            numbers[check.number] = outcome
            doubted.pop(check.number, None)
            closed = None if check.outcome == WORKS else closed
        for name in ASKED:
            yes = bool(getattr(check, name))
            if answer := _answer(check, name, today, yes=yes):
                answers[name] = answer
    return CheckedFacts(numbers, doubted, closed, answers)


def _answer(check: PhoneCheck, name: str, today: date, *, yes: bool) -> Answer | None:
    if getattr(check, name) is None:
        return None
    on = date.fromisoformat(check.checked_on)
    until = on + timedelta(days=LASTS_DAYS[name])
    return Answer(yes, on, until) if today <= until else None


def check_items(facts: CheckedFacts) -> list[PhoneCheckShape]:
    """Return what stands, as the API gives it; what is unknown is not there."""
    items = [
        _item("number-works", answer, number)
        for number, answer in sorted(facts.numbers.items())
    ]
    items += [
        _item("number-reported-failing", replace(answer, yes=True), number)
        for number, answer in sorted(facts.doubted.items())
    ]
    if facts.closed:
        items.append(_item("closed", facts.closed))
    items += [
        _item(FACTS[name], facts.answers[name])
        for name in ASKED
        if name in facts.answers
    ]
    return items


def _item(
    fact: CheckedFact, answer: Answer, number: str | None = None
) -> PhoneCheckShape:
    return {
        "fact": fact,
        "value": answer.yes,
        "number": number,
        "checked_on": answer.on.isoformat(),
        "expires_on": answer.until.isoformat(),
    }


class DeskReader(Protocol):
    """What a watch needs of the store's desk."""

    def stamp(self) -> tuple[int, int]:
        """Return numbers of which one changes with every change."""
        ...

    def checks(self, *, today: date) -> list[KeptCheck]:
        """Return the phone checks that still stand on a day, the oldest first."""
        ...

    def users(self) -> list[Any]:
        """Return who may sign in."""
        ...


class CheckWatch:
    """Keeps one worker's phone checks as new as the store's."""

    def __init__(
        self,
        desk: DeskReader | None,
        interval_s: float = INTERVAL_S,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._desk = desk
        self._interval_s = interval_s
        self._clock = clock
        self._lock = threading.Lock()
        self._due = float("-inf")
        self._stamp: tuple[int, int] | None = None
        self._checks: Mapping[str, list[PhoneCheck]] = {}
        self._staffed = False
        self._ailing = False

    def of_place(self, place_id: str) -> list[PhoneCheck]:
        """Return the checks of a place, the oldest first."""
        self.look()
        return self._checks.get(place_id, [])

    def staffed(self) -> bool:
        """Tell whether anybody may sign in at the desk."""
        self.look()
        return self._staffed

    def stamp(self) -> int:
        """Return a number that grows when a check is written: for caches of answers."""
        self.look()
        return self._stamp[0] if self._stamp else 0

    def look(self, *, now: bool = False) -> None:
        """See whether anything changed, unless that was just done; `now`: in any case."""
        if self._desk is None or (self._clock() < self._due and not now):
            return
        # Nobody waits for whoever is looking, or for a database that is away.
        if not self._lock.acquire(blocking=now or self._stamp is None):
            return
        try:
            if now or self._clock() >= self._due:
                self._look_up(self._desk)
        finally:
            self._lock.release()

    def _look_up(self, desk: DeskReader) -> None:
        try:
            self._read(desk)
            self._ailing = False
        except Exception as error:
            # Whatever ails the store, what we knew still holds.
            if not self._ailing:
                unknown = None if isinstance(error, LocatorError) else error
                log.warning("the last phone checks stay: %s", error, exc_info=unknown)
            self._ailing = True
        self._due = self._clock() + self._interval_s

    def _read(self, desk: DeskReader) -> None:
        stamp = desk.stamp()
        if stamp == self._stamp:
            return
        found: defaultdict[str, list[PhoneCheck]] = defaultdict(list)
        for kept in desk.checks(today=datetime.now(UTC).date()):
            found[kept.place_id].append(kept.check)
        self._checks, self._staffed = dict(found), bool(desk.users())
        self._stamp = stamp


_WATCH: ContextVar[CheckWatch | None] = ContextVar("locator_phone_checks", default=None)


def use_checks(watch: CheckWatch | None) -> None:
    """Let places made from here on (of this request or command) show these checks."""
    _WATCH.set(watch)


def phone_checks_of(place_id: str, today: date | None = None) -> CheckedFacts:
    """Return what is known of a place by phone; nothing where nobody said whom to ask.

    Every card and item asks here, so that none can show a number that is known to fail.
    """
    watch = _WATCH.get()
    checks = watch.of_place(place_id) if watch else ()
    if not checks:
        return NOTHING
    return facts_of(checks, today or datetime.now(UTC).date())


def checks_edition() -> tuple[int, date]:
    """Return what changes with every phone check, and with every day that ends some.

    It belongs to every ETag and to every answer that is kept.
    """
    watch = _WATCH.get()
    return (watch.stamp() if watch else 0, datetime.now(UTC).date())
