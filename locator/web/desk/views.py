"""What the desk shows: what waits, one place, pairs to decide, the diary."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import msgspec
from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from msgspec import structs

from locator.errors import LocationNotFound
from locator.identity import CROCKFORD, ID_LENGTH
from locator.merge.decisions import ACCESS, AS_LISTED
from locator.records import Location
from locator.store import KeptCheck, KeptReport
from locator.store.checks import CALLED, LASTS_DAYS, WORKS
from locator.store.reports import DAYS_TO_SAY_SO
from locator.web.cards import CardMaker
from locator.web.desk.blueprint import desk, see_other
from locator.web.desk.doubts import DeskDoubts
from locator.web.desk.words import ANSWERED_BY, PROBLEMS_SHORT
from locator.web.directory import the_directory
from locator.web.freshness import source_title
from locator.web.items import is_withheld
from locator.web.listing_facts import differing
from locator.web.phone_checks import facts_of
from locator.web.reports import PageThen
from locator.web.words import phone_words

MOST_SHOWN = 100
ID_AT_THE_END = re.compile(rf"(?:^|[-/])([{CROCKFORD}]{{{ID_LENGTH}}})(?=$|[/?#])")
NO_SUCH_PLACE = "No place is found so. Open its page on this site, and copy the address of that page."


@dataclass(frozen=True, slots=True)
class Reported:
    """A place that people reported, and what they said."""

    id: str
    name: str
    reports: tuple[KeptReport, ...]

    @property
    def days(self) -> int:
        """Return on how many different days."""
        return len({one.report.reported_on for one in self.reports})


@desk.get("/")
def queue() -> ResponseReturnValue:
    """Show what waits: reports first, then listings most in doubt."""
    return queue_page()


@desk.post("/find")
def find() -> ResponseReturnValue:
    """Lead to the place whose id, or the address of whose page, was typed."""
    ids = ID_AT_THE_END.findall(request.form.get("place", "").strip().casefold())
    try:
        place = the_directory().store.find_place(ids[-1] if ids else "")
    except LocationNotFound:
        return queue_page(NO_SUCH_PLACE)
    return see_other(url_for("desk.place", id_=place.location.id))


def queue_page(error: str | None = None) -> ResponseReturnValue:
    """Return the page of what waits, with what was wrong with what was typed."""
    store = the_directory().store
    store.desk.forget_words(datetime.now(UTC).date())
    waiting: defaultdict[str, list[KeptReport]] = defaultdict(list)
    for kept in store.desk.reports():
        waiting[kept.place_id].append(kept)
    reported = [
        Reported(id_, name_of(id_), tuple(reports)) for id_, reports in waiting.items()
    ]
    page = render_template(
        "desk/queue.html",
        error=error,
        reported=reported[:MOST_SHOWN],
        more=max(0, len(reported) - MOST_SHOWN),
        problems=PROBLEMS_SHORT,
        doubts=the_doubts(),
        undone=len(store.desk.waiting()),
    )
    return page, 404 if error else 200


@desk.get("/places/<id_>")
def place(id_: str) -> ResponseReturnValue:
    """Show one place, what was said of it, and the forms to say more."""
    return place_page(id_)


def place_page(id_: str, error: str | None = None) -> ResponseReturnValue:
    """Return the desk's page of a place, with what was wrong with a form."""
    directory, today = the_directory(), datetime.now(UTC).date()
    try:
        found = directory.store.find_place(id_)
    except LocationNotFound:
        abort(404)
    location = found.location
    checks = directory.store.desk.checks(location.id)
    reports = directory.store.desk.reports(location.id)
    page = render_template(
        "desk/place.html",
        place=found,
        card=CardMaker(directory.sources(), today).card(location),
        checks=checks,
        facts=facts_of([one.check for one in checks], today),
        reports=[(one, page_then(one, location)) for one in reports],
        failing=failing_numbers(reports, checks, location, today),
        hidden=decided_on_access(location),
        differing=differing(found.listings),
        numbers=[(one.number, phone_words(one.number)) for one in location.phones],
        problems=PROBLEMS_SHORT,
        answered_by=ANSWERED_BY,
        titles={
            one.listing.source: source_title(one.listing.source)
            for one in found.listings
        },
        today=today,
        error=error,
        sent=request.form if error else {},
    )
    return page, 422 if error else 200


@desk.get("/matches")
def matches() -> ResponseReturnValue:
    """Show pairs of listings of which nobody is sure whether they are one place."""
    return render_template("desk/matches.html", doubts=the_doubts(), error=None)


@desk.get("/diary")
def diary() -> ResponseReturnValue:
    """Show who did what, the newest first."""
    return render_template("desk/diary.html", deeds=the_directory().store.desk.deeds())


def the_doubts() -> DeskDoubts | None:
    """Return what `locator desk work` last found; None while it found nothing yet."""
    text, _version = the_directory().store.desk.doubts()
    return msgspec.json.decode(text, type=DeskDoubts) if text else None


def name_of(id_: str) -> str:
    """Return a place's name; a place that no list knows any more has only its id."""
    try:
        return the_directory().store.find_place(id_).location.name
    except LocationNotFound:
        return f"Place {id_}, in no list any more"


def page_then(kept: KeptReport, location: Location) -> PageThen | None:
    """Return what the page said; a street that has become private is not in it."""
    if kept.report.page is None:
        return None
    page = msgspec.json.decode(kept.report.page, type=PageThen)
    return structs.replace(page, address=()) if is_withheld(location) else page


def decided_on_access(location: Location) -> bool:
    """Tell whether an operator said who may come, be it not yet laid over the list."""
    waiting = [
        one.value
        for _, one in the_directory().store.desk.waiting()
        if (one.kind, one.listing_key) == (ACCESS, location.id)
    ]
    if waiting:
        return waiting[-1] != AS_LISTED
    return any(one.field == ACCESS for one in location.corrections)


def failing_numbers(
    reports: Iterable[KeptReport],
    checks: Iterable[KeptCheck],
    location: Location,
    today: date,
) -> dict[str, str]:
    """Return listed numbers, with their words, that people said fail on enough days.

    What they said before somebody found that the number works, or so long ago that
    nothing of it would be shown any more, does not count.
    """
    oldest = today - timedelta(days=LASTS_DAYS["outcome"])
    since: defaultdict[str, str] = defaultdict(oldest.isoformat)
    for one in (kept.check for kept in checks):
        if one.number and (one.kind, one.outcome) == (CALLED, WORKS):
            since[one.number] = max(since[one.number], one.checked_on)
    days: defaultdict[str, set[str]] = defaultdict(set)
    for report in (kept.report for kept in reports):
        number = report.number if report.problem == "number" else None
        if number and report.reported_on > since[number]:
            days[number].add(report.reported_on)
    listed = {phone.number for phone in location.phones}
    return {
        number: phone_words(number)
        for number, found in days.items()
        if number in listed and len(found) >= DAYS_TO_SAY_SO
    }
