"""Short links that clinics print, and the address of this site for use elsewhere."""

import re
from collections.abc import Iterable
from urllib.parse import quote, unquote_plus

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from locator.errors import UnknownPlace
from locator.places import Near, lookup_near
from locator.web.choices import CHOICES, RADII
from locator.web.directory import is_local, the_directory
from locator.web.forms import SearchForm, read_search
from locator.web.headers import moved, private
from locator.web.languages import address, root_path
from locator.web.paths import search_path
from locator.web.translation import current_language

short_links = Blueprint("short_links", __name__)


# People, and programs that publish pages, put a slash at the end.
@short_links.get("/near/<near>", strict_slashes=False)
@short_links.get("/near/<near>/<terms>", strict_slashes=False)
def near(near: str, terms: str = "") -> ResponseReturnValue:
    """Send a short link to its search; `terms` may hold several, by commas or blanks.

    One that leads nowhere gives the search box with what is wrong, never a bare error.
    """
    wanted = ",".join(unquote_plus(terms).casefold().split())
    form = read_search(MultiDict({"near": near, "term": wanted}))
    if form.errors:
        return private(refused(form), 404)
    path = search_path(form.place.canonical, form.terms)
    return moved(address(path, current_language()), 302)


def refused(form: SearchForm) -> str:
    """Return the page with the search box and what to check."""
    return render_template(
        "search_refused.html", form=form, choices=CHOICES, radii=RADII
    )


def short_path(near: Near, terms: Iterable[str] = ()) -> str:
    """Return the short link of a search: "/near/02118/methadone", "/near/boston-ma"."""
    wanted = ",".join(terms)
    path = f"/near/{_short_name(near)}"
    return f"{path}/{quote(wanted, safe=',')}" if wanted else path


def _short_name(near: Near) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", near.canonical.casefold()).strip("-")
    try:
        same = lookup_near(plain).canonical == near.canonical
    except UnknownPlace:
        same = False
    return plain if same else quote(near.canonical, safe=",")


def site_root() -> str | None:
    """Return how other places reach this site, or None where nobody told us.

    A request's Host is hearsay, so it counts only where it is this very machine.
    """
    settings = the_directory().settings
    if settings.base_url:
        return settings.base_url
    if is_local(settings):
        return request.host_url.rstrip("/") + root_path()
    return None


def absolute(path: str, language: str | None = None) -> str | None:
    """Return a path of ours as an address for other places, in a language."""
    root = site_root()
    if root is None:
        return None
    code = current_language() if language is None else language
    return root + address(path, code).removeprefix(root_path())
