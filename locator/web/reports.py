""" "Something wrong here?": a form for anybody, that keeps nothing of who sent it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec
from flask import (
    Blueprint,
    Flask,
    abort,
    current_app,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeTimedSerializer
from limits import RateLimitItemPerHour
from msgspec import Struct

from locator.records import Location
from locator.store import Place, Report
from locator.web.cards import CardMaker
from locator.web.directory import the_directory
from locator.web.headers import moved
from locator.web.origin import from_elsewhere
from locator.web.places import find_place, page_key
from locator.web.rate_limits import the_rate_limits
from locator.web.translation import gettext as _
from locator.web.translation import ngettext
from locator.web.words import phone_words
from locator.wording import to_translate

reports = Blueprint("reports", __name__)

PROBLEMS = {
    "number": to_translate("The phone number does not work"),
    "moved": to_translate("It has moved"),
    "closed": to_translate("It is closed"),
    "not-offered": to_translate("It does not offer what this page says"),
    "no-new-patients": to_translate("It takes no new patients"),
    "other": to_translate("Something else"),
}
LONGEST_WORDS = 500
NOTHING_TYPED: Mapping[str, str] = {}
LASTS_S = 24 * 3600
QUICKEST_S = 3
A_VISITOR = RateLimitItemPerHour(10)
A_DAY, A_DAY_OF_ONE_PLACE = 300, 5
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


class PageThen(Struct, frozen=True):
    """What the page said when somebody found it wrong."""

    name: str
    phones: tuple[str, ...]
    address: tuple[str, ...]
    offers: tuple[str, ...]
    version: str


@dataclass(frozen=True, slots=True)
class WrongForm:
    """The form as it is shown: what may be wrong, and what was filled in."""

    token: str
    problems: tuple[tuple[str, str], ...]
    numbers: tuple[tuple[str, str], ...]
    chosen: str = ""
    words: str = ""
    number: str = ""
    error: str = ""


def init_app(app: Flask) -> None:
    """Add the form, and what the page of a place says of it."""
    app.register_blueprint(reports)
    app.jinja_env.globals["report_form_offered"] = form_offered
    app.jinja_env.globals["within_days"] = within_days


def within_days() -> str:
    """Promise when somebody looks at a report."""
    days = the_directory().settings.desk_days
    return ngettext(
        "Somebody looks at it within %(num)s day.",
        "Somebody looks at it within %(num)s days.",
        days,
        num=days,
    )


def form_offered() -> bool:
    """Tell whether anybody would read a report."""
    directory = the_directory()
    someone = directory.settings.contact is not None or directory.checks.staffed()
    return someone and current_app.secret_key is not None


@reports.get("/locations/<key>/wrong")
def wrong(key: str) -> ResponseReturnValue:
    """Show the form; where nobody would read a report there is none."""
    place = offered_place(key)
    if page_key(place) != key:
        return moved(url_for("reports.wrong", key=page_key(place)), 301)
    return show(place, make_form(place.location))


@reports.post("/locations/<key>/wrong")
def tell(key: str) -> ResponseReturnValue:
    """Keep a report, or say what is missing from it."""
    place = offered_place(key)
    if from_elsewhere(request):
        abort(403)
    form = request.form
    # A field that nobody sees: who fills it in is a program, and is thanked all the same.
    if form.get("website"):
        return thanks(place)
    error = read_errors(place.location)
    if error:
        return show(place, make_form(place.location, error, form), 422)
    within = the_rate_limits().hit(A_VISITOR, "report", request.remote_addr)
    kept = within and the_directory().store.desk.add_report(
        read_report(place), most=A_DAY, most_of_place=A_DAY_OF_ONE_PLACE
    )
    if not kept:
        error = _("We have many reports just now. Please try again tomorrow.")
        return show(place, make_form(place.location, error, form), 429)
    return thanks(place)


def offered_place(key: str) -> Place:
    """Return the place that a form is about; there may be no form."""
    if not form_offered():
        abort(404)
    return find_place(key)


def read_errors(location: Location) -> str:
    """Return what is wrong with the form that was sent, or nothing."""
    token, form = request.form.get("token", ""), request.form
    try:
        about, sent_at = signer().loads(token, max_age=LASTS_S, return_timestamp=True)
    except BadSignature:
        return _("This form is too old. Please send it once more.")
    age = datetime.now(UTC) - sent_at
    if about != location.id or age.total_seconds() < QUICKEST_S:
        return _("Please look at what you chose, and send it once more.")
    if form.get("problem") not in PROBLEMS:
        return _("Choose what is wrong.")
    if len(form.get("words", "").replace("\r\n", "\n")) > LONGEST_WORDS:
        return _(
            "Please use fewer words: at most %(count)s letters.", count=LONGEST_WORDS
        )
    return ""


def read_report(place: Place) -> Report:
    """Return what was reported, with what the page says now."""
    form, location = request.form, place.location
    words = CONTROL.sub("", form.get("words", "").replace("\r\n", "\n")).strip()
    listed = [phone.number for phone in location.phones]
    # Of one number there is no doubt which is meant.
    number = listed[0] if len(listed) == 1 else form.get("number", "")
    return Report(
        place_id=location.id,
        problem=form["problem"],
        reported_on=datetime.now(UTC).date().isoformat(),
        number=number if number in listed and form["problem"] == "number" else None,
        words=words or None,
        page=msgspec.json.encode(page_now(location)).decode(),
    )


def page_now(location: Location) -> PageThen:
    """Return what the page of a place says, without what is kept private."""
    directory = the_directory()
    card = CardMaker(directory.sources(), datetime.now(UTC).date()).card(location)
    return PageThen(
        name=card.name,
        phones=tuple(call.number for call in card.calls),
        address=card.address,
        offers=tuple(f"{claim.term}: {claim.strength}" for claim in location.offers),
        version=directory.current().version,
    )


def make_form(
    location: Location, error: str = "", typed: Mapping[str, str] = NOTHING_TYPED
) -> WrongForm:
    """Return the form of a place, signed so that it cannot be sent by the thousand."""
    return WrongForm(
        token=str(signer().dumps(location.id)),
        problems=tuple((slug, _(text)) for slug, text in PROBLEMS.items()),
        numbers=tuple((one.number, phone_words(one.number)) for one in location.phones),
        chosen=typed.get("problem", ""),
        words=typed.get("words", "")[:LONGEST_WORDS],
        number=typed.get("number", ""),
        error=error,
    )


def show(place: Place, form: WrongForm, status: int = 200) -> ResponseReturnValue:
    """Return the page of the form; no cache keeps its token."""
    return page("wrong.html", place, status, form=form)


def thanks(place: Place) -> ResponseReturnValue:
    """Say that the report has arrived, and by when somebody looks at it."""
    return page("wrong_thanks.html", place, 200)


def page(
    template: str, place: Place, status: int, **values: object
) -> ResponseReturnValue:
    """Return a page about a place that no cache keeps."""
    body = render_template(
        template, location=place.location, key=page_key(place), **values
    )
    return body, status, {"Cache-Control": "no-store"}


def signer() -> URLSafeTimedSerializer:
    """Return what signs the public form, apart from the desk's sessions."""
    key = current_app.secret_key
    if key is None:
        abort(404)
    return URLSafeTimedSerializer(key, salt="locator-report")
