"""A search inside somebody else's page, in a frame: the only page that may be framed.

Whatever goes wrong is said inside the frame, with the crisis lines, since a frame that
stays empty says nothing.
"""

from datetime import UTC, datetime

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from locator.config import NOBODY
from locator.errors import DirectoryNotLoaded
from locator.progress import read_sync_status
from locator.search import DirectoryIndex
from locator.web.branding import accent_sheet, the_site
from locator.web.choices import RADII
from locator.web.directory import the_directory
from locator.web.embed_files import theme_address
from locator.web.embed_form import make_frame_form, read_asked
from locator.web.embed_links import look_pairs, settle_links
from locator.web.embed_look import FrameLook, read_look
from locator.web.errors import OUR_FAULT, log_failure
from locator.web.headers import moved, private
from locator.web.languages import address
from locator.web.links import mounted
from locator.web.results import make_results
from locator.web.short_links import short_path
from locator.web.translation import current_language, languages

embed = Blueprint("embed", __name__)

# As everywhere on the site, but for who may frame it and what it has no use for.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors "
)


@embed.get("/embed")
def frame() -> ResponseReturnValue:
    """Show the places near somebody, or the form that asks where they are."""
    if translated := in_asked_language():
        return framable(moved(translated, 302))
    index = real_index()
    form = read_asked()
    shown = make_frame_form(form)
    if form.errors or not form.near_text:
        status = 422 if form.errors else 200
        return framed_page("embed_form.html", status, frame_form=shown, radii=RADII)
    now = datetime.now(UTC)
    return framed_page(
        "embed_results.html",
        form=form,
        frame_form=shown,
        radii=RADII,
        results=make_results(form, index, the_directory().sources(), now),
        whole=mounted(short_path(form.place, form.terms)),
    )


@embed.errorhandler(DirectoryNotLoaded)
def not_loaded(_error: DirectoryNotLoaded) -> Response:
    """Say that there is no list, and to whoever runs the site, why."""
    progress = read_sync_status(the_directory().settings.home)
    response = framed_page("embed_not_loaded.html", 503, progress=progress)
    response.headers["Retry-After"] = "60"
    response.headers["Cache-Control"] = "no-store"
    return response


@embed.errorhandler(Exception)
def our_failure(error: Exception) -> Response:
    """Say that it was our fault, and log where it happened."""
    log_failure(error)
    response = framed_page("embed_error.html", 500, words=OUR_FAULT)
    response.headers["Cache-Control"] = "no-store"
    return response


def framed_page(template: str, status: int = 200, **values: object) -> Response:
    """Return a page in the look that the frame asks for, its links made for a frame."""
    look = read_look(request.args)
    html = render_template(
        template,
        look=look,
        look_pairs=look_pairs(look),
        color_sheet=color_sheet(look),
        **values,
    )
    return framable(private(settle_links(html, look), status))


def color_sheet(look: FrameLook) -> str | None:
    """Return the sheet of the frame's color: its host's, else the operator's of this copy."""
    own = the_site().accent
    if look.accent:
        return theme_address(look.accent)
    if own is None or look.theme == "auto":
        return accent_sheet()
    chosen = own.dark if look.theme == "dark" else own.light
    return theme_address(chosen.removeprefix("#"))


def framable(response: Response) -> Response:
    """Let the pages that the operator chose show this answer in a frame."""
    ancestors = the_directory().settings.frame_ancestors
    if ancestors != NOBODY:
        # The link maker shows a clinic what it will get, whoever else may.
        response.headers["Content-Security-Policy"] = f"{POLICY}'self' {ancestors}"
    return response


def real_index() -> DirectoryIndex:
    """Return the list; invented places are never shown on somebody else's page."""
    index = the_directory().current()
    if index.practice:
        raise DirectoryNotLoaded("The practice directory is never embedded.")
    return index


def in_asked_language() -> str | None:
    """Return where the frame is in the language that `lang` asks for, None if here."""
    asked = request.args.get("lang", current_language())
    if asked == current_language() or asked not in languages():
        return None
    query = request.query_string.decode("ascii", "replace")
    return address(f"/embed?{query}", asked)
