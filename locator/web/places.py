"""The page of one place, under an address that never dies."""

from datetime import UTC, datetime

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from locator.identity import ID_LENGTH
from locator.web.directory import the_directory
from locator.web.headers import moved, private
from locator.web.links import location_path
from locator.web.place_page import make_place_page

places = Blueprint("places", __name__)


@places.get("/locations/<key>")
def location(key: str) -> ResponseReturnValue:
    """Show a place; old addresses lead to it, and closed places say so."""
    directory = the_directory()
    index = directory.current()
    place = directory.store.find_place(key[-ID_LENGTH:])
    path = location_path(place.location)
    if path != f"/locations/{key}":
        return moved(path, 301)
    page = make_place_page(place, index, directory.sources(), datetime.now(UTC).date())
    if page.retired:
        return private(render_template("location_retired.html", page=page), 410)
    return private(render_template("location.html", page=page))
