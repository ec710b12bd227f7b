"""Pages of words: crisis lines, about, privacy, accessibility."""

from flask import Blueprint, Response, current_app, render_template
from flask.typing import ResponseReturnValue

from locator.places import CREDITS
from locator.sources import SOURCES
from locator.web.crisis import NEED_HELP_NOW, SPANISH
from locator.web.directory import the_directory

content = Blueprint("content", __name__)


@content.get("/crisis")
def crisis() -> ResponseReturnValue:
    """Show every way to reach somebody now."""
    return render_template("crisis.html", lines=NEED_HELP_NOW, spanish=SPANISH)


@content.get("/about")
def about() -> ResponseReturnValue:
    """Say what this site is and is not."""
    return render_template("about.html")


@content.get("/about/data")
def about_data() -> ResponseReturnValue:
    """Say where the facts come from, how old they are and under which terms."""
    directory = the_directory()
    index = directory.current_or_none()
    return render_template(
        "about_data.html",
        index=index,
        states=directory.sources() if index else (),
        infos={source_id: source.info for source_id, source in SOURCES.items()},
        credits=CREDITS,
    )


@content.get("/privacy")
def privacy() -> ResponseReturnValue:
    """Say what is kept about visitors: nothing."""
    return render_template("privacy.html")


@content.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    """Say for whom the site is built, and what was tested."""
    return render_template("accessibility.html")


@content.get("/favicon.ico")
def favicon() -> Response:
    """Send the icon to browsers that ask at the old address."""
    return current_app.send_static_file("icon.svg")


@content.get("/robots.txt")
def robots() -> Response:
    """Keep searches, which hold where somebody is, out of other people's indexes."""
    index = the_directory().current_or_none()
    closed = ["/"] if index and index.practice else ["/search", "/near/", "/api/"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")
