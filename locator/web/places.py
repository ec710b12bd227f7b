"""The page of one place, under an address that never dies."""

from datetime import UTC, datetime

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from locator.errors import LocationNotFound
from locator.identity import ID_LENGTH
from locator.store import Place
from locator.web.directory import the_directory
from locator.web.forms import SearchForm
from locator.web.headers import moved, private
from locator.web.indexing import public_address
from locator.web.links import location_url
from locator.web.paths import location_path
from locator.web.place_page import PlaceMaker, PlacePage
from locator.web.share import contact_file, discreet_text, full_text
from locator.web.translation import current_language
from locator.web.visit import Visit, read_visit

places = Blueprint("places", __name__)


@places.get("/locations/<key>", strict_slashes=False)
def location(key: str) -> ResponseReturnValue:
    """Show a place; old addresses lead to it, and closed places say so."""
    place, visit = find_place(key), read_visit(request.args)
    if page_key(place) != key or request.path.endswith("/"):
        return moved(location_url(place.location) + visit.query, 301)
    page = make_page(place, visit)
    if page.retired:
        return private(render_template("location_retired.html", page=page), 410)
    return render_template(
        "location.html",
        page=page,
        visit=visit,
        key=key,
        texts=texts(place, page),
        form=SearchForm(near=visit.near, terms=visit.terms),
    )


@places.get("/locations/<key>/text")
def text(key: str) -> ResponseReturnValue:
    """Send a place as plain text: how to reach it, and with `all=1` what for as well."""
    place = find_place(key)
    page = make_page(place, read_visit(request.args))
    discreet, full = texts(place, page)
    words = full if request.args.get("all") == "1" else discreet
    response = Response(words, mimetype="text/plain")
    return private(response, 410 if page.retired else 200)


@places.get("/locations/<key>/contact.vcf")
def contact(key: str) -> ResponseReturnValue:
    """Send a place for a phone's address book, under a title that tells nothing."""
    place = find_place(key)
    if place.location.practice:
        raise LocationNotFound("Invented numbers are not for address books.")
    page = make_page(place, Visit())
    card = contact_file(place.location, page.card)
    response = Response(card, mimetype="text/vcard")
    response.headers["Content-Disposition"] = "attachment; filename=contact.vcf"
    return private(response, 410 if page.retired else 200)


def find_place(key: str) -> Place:
    """Return a place by any address or id that was ever its own."""
    return the_directory().find_place(key[-ID_LENGTH:])


def make_page(place: Place, visit: Visit) -> PlacePage:
    """Return the page of a place as it is told to this visitor today."""
    directory = the_directory()
    today = datetime.now(UTC).date()
    maker = PlaceMaker(directory.current(), directory.sources(), today, visit)
    return maker.page(place, absolute(location_path(place.location)))


def texts(place: Place, page: PlacePage) -> tuple[str, str]:
    """Return a place as text that tells nothing, and as text that tells everything."""
    return (
        discreet_text(
            place.location, page.card, absolute(f"/locations/{place.location.id}")
        ),
        full_text(page.card, page.script, absolute(location_path(place.location))),
    )


def page_key(place: Place) -> str:
    """Return the last part of a place's own address."""
    return location_path(place.location).rpartition("/")[2]


def absolute(path: str) -> str | None:
    """Return a path of ours for elsewhere, where the operator told us our address."""
    base = the_directory().settings.base_url
    return public_address(base, path, current_language()) if base else None
