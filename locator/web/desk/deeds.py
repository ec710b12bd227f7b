"""What the desk does: phone checks, settling reports, hiding places, deciding pairs."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from flask import current_app, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from locator.merge.decisions import ACCESS, AS_LISTED
from locator.records import Access, Decision, Location
from locator.store import PhoneCheck
from locator.store.checks import ASKED, CLOSED, FAILS, OUTCOMES, REPORTS, WORKS
from locator.web.desk.blueprint import deed, desk, see_other
from locator.web.desk.views import failing_numbers, place_page, the_doubts
from locator.web.desk.words import ANSWERED_BY
from locator.web.directory import the_directory
from locator.web.reports import CONTROL

LONGEST_AGO = timedelta(days=30)
WHO_MAY_COME = {"hide": Access.RESTRICTED.value, "show": AS_LISTED}
YES_NO: dict[str, bool | None] = {"yes": True, "no": False, "": None}
LONGEST_REASON = 300
SOON = "Kept. The places are being made anew; pages show it within a minute or so."


@desk.post("/places/<id_>/check")
def check(id_: str) -> ResponseReturnValue:
    """Keep a phone check; pages show it at once."""
    directory = the_directory()
    location = directory.store.find_place(id_).location
    try:
        found = read_check(request.form, location, datetime.now(UTC).date())
    except ValueError as wrong:
        return place_page(id_, str(wrong))
    directory.store.desk.add_check(found, deed("phone check", location.id, told(found)))
    directory.checks.look(now=True)
    flash("Kept. Pages show it now.")
    return back(location)


def read_check(
    form: MultiDict[str, str], location: Location, today: date
) -> PhoneCheck:
    """Return a phone check from its form; raise ValueError in words."""
    outcome = form.get("outcome", "") or None
    number = form.get("number", "") or None
    on = _day(form.get("checked_on", ""), today)
    answers = {name: _yes_no(form.get(name, "")) for name in ASKED}
    answered_by = form.get("answered_by", "") or None
    if outcome not in {None, *OUTCOMES} or answered_by not in {None, *ANSWERED_BY}:
        raise ValueError("Choose from what the form offers.")
    if outcome is None and not any(answer is not None for answer in answers.values()):
        raise ValueError("Say at least one thing that you were told.")
    listed = {one.number for one in location.phones}
    if number not in listed and (number or outcome in {WORKS, FAILS}):
        raise ValueError("Choose which number you called.")
    return PhoneCheck(
        place_id=location.id,
        checked_on=on.isoformat(),
        checked_by=current_user.user.role,
        number=None if outcome == CLOSED else number,
        outcome=outcome,
        answered_by=answered_by,
        new_patients=answers["new_patients"],
        first_visit_medicine=answers["first_visit_medicine"],
        walk_in=answers["walk_in"],
    )


def _yes_no(text: str) -> bool | None:
    if text not in YES_NO:
        raise ValueError("Choose yes, no or nothing.")
    return YES_NO[text]


def _day(text: str, today: date) -> date:
    try:
        on = date.fromisoformat(text)
    except ValueError:
        raise ValueError("Say on which day you called.") from None
    if not today - LONGEST_AGO <= on <= today:
        raise ValueError("The call was made in the last 30 days, and not tomorrow.")
    return on


def told(found: PhoneCheck) -> str:
    """Return a check in one line for the diary."""
    said = {name: getattr(found, name) for name in ("number", "outcome", *ASKED)}
    return ", ".join(
        f"{name}={value}" for name, value in said.items() if value is not None
    )


@desk.post("/places/<id_>/checks/<int:check_id>/remove")
def remove_check(id_: str, check_id: int) -> ResponseReturnValue:
    """Take back a check that was a mistake."""
    directory = the_directory()
    location = directory.store.find_place(id_).location
    mine = {one.id: one.check for one in directory.store.desk.checks(location.id)}
    if check_id in mine:
        detail = told(mine[check_id])
        directory.store.desk.remove_check(
            check_id, deed("took back a check", location.id, detail)
        )
        directory.checks.look(now=True)
        flash("Taken back.")
    return back(location)


@desk.post("/places/<id_>/reports")
def settle(id_: str) -> ResponseReturnValue:
    """Mark a place's reports as dealt with."""
    store = the_directory().store
    location = store.find_place(id_).location
    waiting = {one.id for one in store.desk.reports(location.id)}
    ids = sorted(waiting & set(request.form.getlist("report", type=int)))
    if ids:
        store.desk.settle_reports(ids, deed("settled reports", location.id, str(ids)))
        flash("Dealt with.")
    return back(location)


@desk.post("/places/<id_>/say-so")
def say_so(id_: str) -> ResponseReturnValue:
    """Let the page say that people report a failing number, where enough of them do."""
    directory = the_directory()
    location = directory.store.find_place(id_).location
    reports = directory.store.desk.reports(location.id)
    checks = directory.store.desk.checks(location.id)
    number, today = request.form.get("number", ""), datetime.now(UTC).date()
    if number not in failing_numbers(reports, checks, location, today):
        return place_page(id_, "Three people on three different days have to say so.")
    said = PhoneCheck(
        location.id,
        today.isoformat(),
        current_user.user.role,
        REPORTS,
        number,
        FAILS,
    )
    directory.store.desk.add_check(said, deed("people say so", location.id, number))
    directory.checks.look(now=True)
    flash("The page says so now.")
    return back(location)


@desk.post("/places/<id_>/access")
def access(id_: str) -> ResponseReturnValue:
    """Hide a place from every search, or show it again to whom its lists say."""
    location = the_directory().store.find_place(id_).location
    value = WHO_MAY_COME.get(request.form.get("what", ""))
    reason = typed_reason()
    if value is None or not reason or len(reason) > LONGEST_REASON:
        return place_page(id_, "Say why, in a line that visitors may read.")
    decide(Decision(ACCESS, location.id, value=value, reason=reason), location.id)
    return back(location)


@desk.post("/matches")
def match() -> ResponseReturnValue:
    """Decide whether two listings are of one place."""
    keys = (request.form.get("a", ""), request.form.get("b", ""))
    doubts = the_doubts()
    known = {(one.a, one.b) for one in doubts.pairs} if doubts else set()
    kind = request.form.get("what", "")
    reason = typed_reason()
    if keys not in known or kind not in {"same", "different"} or not reason:
        error = "Choose one place or two, and say why."
        page = render_template("desk/matches.html", doubts=doubts, error=error)
        return page, 422
    decide(Decision(kind, *keys, reason=reason[:LONGEST_REASON]), keys[0])
    return see_other(url_for("desk.matches"))


def typed_reason() -> str:
    """Return the reason that was typed, without letters that nobody sees."""
    return CONTROL.sub("", request.form.get("reason", "")).strip()


def decide(decision: Decision, place_id: str) -> None:
    """Keep a decision, and have it laid over the directory soon."""
    today = datetime.now(UTC).date().isoformat()
    whole = replace(decision, decided_by=current_user.user.role, decided_on=today)
    words = (whole.kind, whole.listing_key, whole.other_key, whole.value, whole.reason)
    detail = " ".join(word for word in words if word)
    the_directory().store.desk.decide(whole, deed("decision", place_id, detail))
    current_app.extensions["desk_work"]()
    flash(SOON)


def back(location: Location) -> ResponseReturnValue:
    """Send the browser back to the place."""
    return see_other(url_for("desk.place", id_=location.id))
