"""Pages for paper: the hand-out, and what to show a doctor or an emergency room."""

from datetime import UTC, datetime

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from locator.web.choices import CHOICES
from locator.web.directory import the_directory
from locator.web.forms import SearchForm, read_search
from locator.web.handout import Handout, make_handout
from locator.web.handout_text import as_plain_text, make_messages
from locator.web.headers import private
from locator.web.words import day

paper = Blueprint("paper", __name__)


@paper.get("/handout")
def handout() -> ResponseReturnValue:
    """Show the sheet for a search, its text version, or the form that makes one."""
    if not request.args:
        return ask(SearchForm(), 200)
    form = read_search(request.args)
    if form.errors:
        return ask(form, 422)
    sheet = sheet_of(form)
    if request.args.get("format") == "text":
        messages = make_messages(sheet, with_medicine=names_medicine())
        page = render_template(
            "handout_text.html",
            form=form,
            handout=sheet,
            messages=messages,
            with_medicine=names_medicine(),
        )
        return private(page)
    return private(render_template("handout.html", form=form, handout=sheet))


@paper.get("/handout.txt")
def handout_as_text() -> ResponseReturnValue:
    """Send the text messages of a hand-out as plain text."""
    form = read_search(request.args)
    if form.errors:
        return ask(form, 422)
    messages = make_messages(sheet_of(form), with_medicine=names_medicine())
    return private(Response(as_plain_text(messages), mimetype="text/plain"))


@paper.get("/doctor")
def doctor() -> ResponseReturnValue:
    """Show the page to hand to a doctor: what I ask for, and the rule that allows it."""
    return render_template("doctor.html", made_on=day(datetime.now(UTC)))


@paper.get("/emergency-room")
def emergency_room() -> ResponseReturnValue:
    """Show the page to hand to an emergency room."""
    return render_template("emergency_room.html", made_on=day(datetime.now(UTC)))


def sheet_of(form: SearchForm) -> Handout:
    """Return the hand-out of a search that can be done."""
    directory = the_directory()
    return make_handout(
        form, directory.current(), directory.sources(), datetime.now(UTC)
    )


def names_medicine() -> bool:
    """Tell whether the person chose that the texts name the medicines."""
    return request.args.get("medicine") == "1"


def ask(form: SearchForm, status: int) -> Response:
    """Return the form that makes a hand-out."""
    page = render_template("handout_form.html", form=form, choices=CHOICES)
    return private(page, status)
