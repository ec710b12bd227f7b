"""Home and search."""

from datetime import UTC, datetime

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from locator.web.choices import CHOICES, RADII
from locator.web.directory import the_directory
from locator.web.forms import SearchForm, read_search
from locator.web.headers import private
from locator.web.results import make_results
from locator.web.results_page import print_results

pages = Blueprint("pages", __name__)


@pages.get("/")
def home() -> ResponseReturnValue:
    """Show the search box, and what the medicines are."""
    return render_template("home.html", form=SearchForm(), choices=CHOICES, radii=RADII)


@pages.get("/search")
def search() -> ResponseReturnValue:
    """Show the places near somebody, or the form with what is wrong with it."""
    form = read_search(request.args)
    if form.errors:
        page = render_template(
            "search_refused.html", form=form, choices=CHOICES, radii=RADII
        )
        return private(page, 422)
    directory = the_directory()
    results = make_results(
        form, directory.current(), directory.sources(), datetime.now(UTC)
    )
    return private(print_results(form, results))
