"""Pages of words: crisis lines, about, privacy, accessibility."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, Response, current_app, render_template
from flask.typing import ResponseReturnValue

from locator.places import CREDITS
from locator.web.branding import the_site
from locator.web.conformance import TESTED_ON
from locator.web.crisis import help_lines, other_bands
from locator.web.data_page import make_data_page
from locator.web.directory import the_directory
from locator.web.indexing import public_address
from locator.web.languages import address
from locator.web.reports import form_offered
from locator.web.site_file import Contact
from locator.web.translation import language_name, languages

content = Blueprint("content", __name__)


@dataclass(frozen=True, slots=True)
class Copy:
    """How this copy of the site is set up, as far as it concerns visitors."""

    contact: Contact
    geocoder: bool
    counts: bool
    reports: bool  # visitors may say what is wrong with a place
    phone_checks: bool  # somebody may call places and write down what they say
    review: str | None
    languages: tuple[tuple[str, str], ...]


def this_copy() -> Copy:
    """Return how the copy that answers is set up: its pages say what is so, no more."""
    directory = the_directory()
    settings = directory.settings
    return Copy(
        contact=the_site().contact,
        geocoder=settings.geocoder is not None,
        counts=settings.counts,
        reports=form_offered(),
        phone_checks=directory.checks.staffed(),
        review=settings.content_review,
        languages=tuple((code, language_name(code)) for code in languages()),
    )


@content.get("/crisis")
def crisis() -> ResponseReturnValue:
    """Show every way to reach somebody now."""
    return render_template("crisis.html", lines=help_lines(), bands=other_bands())


@content.get("/about")
def about() -> ResponseReturnValue:
    """Say what this site is and is not, and who runs it."""
    return render_template("about.html", copy=this_copy())


@content.get("/about/data")
def about_data() -> ResponseReturnValue:
    """Say where the facts come from, how old they are and under which terms."""
    directory = the_directory()
    index = directory.current_or_none()
    page = None
    if index:
        health = directory.health.of(index)
        page = make_data_page(directory.sources(), health, datetime.now(UTC))
    return render_template("about_data.html", index=index, page=page, credits=CREDITS)


@content.get("/privacy")
def privacy() -> ResponseReturnValue:
    """Say what is kept about visitors: nothing, or sums of many."""
    return render_template("privacy.html", copy=this_copy())


@content.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    """Say for whom the site is built, and what was tested."""
    return render_template("accessibility.html", copy=this_copy(), tested_on=TESTED_ON)


@content.get("/favicon.ico")
def favicon() -> Response:
    """Send the icon to browsers that ask at the old address."""
    return current_app.send_static_file("icon.svg")


def closed_to_robots() -> list[str]:
    """Return the paths that hold where somebody is or what they look for."""
    pages = [
        address(path, code) for code in languages() for path in ("/search", "/near/")
    ]
    return [*pages, "/api/", "/hsds", "/desk", "/embed"]


@content.get("/robots.txt")
def robots() -> Response:
    """Keep searches, which hold where somebody is, out of other people's indexes."""
    directory = the_directory()
    index = directory.current_or_none()
    closed = ["/"] if index and index.practice else closed_to_robots()
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    if directory.settings.base_url:
        lines.append(
            f"Sitemap: {public_address(directory.settings.base_url, '/sitemap.xml')}"
        )
    return Response("\n".join(lines) + "\n", mimetype="text/plain")
