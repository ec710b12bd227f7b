"""The link maker: a clinic chooses a place and services, and copies what it needs."""

from dataclasses import dataclass

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from locator.config import NOBODY
from locator.taxonomy import GROUPS, TERMS, TERMS_OF
from locator.web.directory import the_directory
from locator.web.embed_look import refused
from locator.web.forms import SearchForm, read_search
from locator.web.headers import index_or_none, private
from locator.web.link_kit import TEAL, THEMES, Kit, Look, make_kit, read_accent
from locator.web.links import mounted
from locator.web.qr import qr_inline, qr_png, qr_svg
from locator.web.short_links import absolute, short_path
from locator.web.strict_headers import CONTENT_SECURITY_POLICY
from locator.web.translation import current_language, language_name, languages, speaking

link_maker = Blueprint("link_maker", __name__)

# The one page that frames something: our own embed, to show what it will look like.
POLICY = f"{CONTENT_SECURITY_POLICY}; frame-src 'self'"


@dataclass(frozen=True, slots=True)
class Made:
    """What the page shows once there is a search to link to."""

    kit: Kit
    code: Markup
    local: bool  # the address is this computer's own: nobody else can follow it
    embeddable: bool
    preview: str | None  # where the embed is, if this page may frame it


@link_maker.get("/link")
def link() -> ResponseReturnValue:
    """Show the form, and below it what it makes."""
    asked = bool(request.args.get("near"))
    form = read_search(request.args) if request.args else SearchForm()
    look, wrong_accent = read_look()
    wrong = bool(form.errors) or wrong_accent is not None
    made = make(form, look) if asked and not wrong else None
    page = render_template(
        "link.html",
        form=form,
        look=look,
        wrong_accent=wrong_accent,
        made=made,
        homeless=asked and not wrong and made is None,
        groups=GROUPS.values(),
        services=TERMS_OF,
        terms=TERMS,
        themes=THEMES,
        languages=[(code, language_name(code)) for code in languages()],
    )
    response = private(page, 422 if wrong else 200)
    response.headers["Content-Security-Policy"] = POLICY
    return response


@link_maker.get("/link/qr.svg")
def code_as_svg() -> Response:
    """Send the code of a search as an SVG file."""
    return _file(qr_svg(_address()), "image/svg+xml", "svg")


@link_maker.get("/link/qr.png")
def code_as_png() -> Response:
    """Send the code of a search as a PNG file."""
    return _file(qr_png(_address()), "image/png", "png")


def read_look() -> tuple[Look, str | None]:
    """Return the look asked for, and what is wrong with its color, if anything."""
    args = request.args
    language = args.get("lang", current_language())
    theme = args.get("theme", "auto")
    theme = theme if theme in THEMES else "auto"
    typed = args.get("accent") or TEAL
    language = language if language in languages() else current_language()
    look = Look(language, theme, read_accent(typed) or TEAL)
    return look, refused(typed, theme)


def make(form: SearchForm, look: Look) -> Made | None:
    """Return what to copy, or None where this site does not know its own address."""
    near = form.place
    address = absolute(short_path(near, form.terms), look.language)
    script = absolute("/embed.js", "en")
    if address is None or script is None:
        return None
    with speaking(look.language):
        kit = make_kit(address, script, near.canonical, form.terms, look)
    index = index_or_none()
    return Made(
        kit=kit,
        code=qr_inline(address, kit.words),
        local=the_directory().settings.base_url is None,
        embeddable=index is None or not index.practice,
        preview=mounted(kit.preview) if may_preview() else None,
    )


def may_preview() -> bool:
    """Tell whether the operator lets anybody frame the embed."""
    return the_directory().settings.frame_ancestors != NOBODY


def _address() -> str:
    form = read_search(request.args)
    path = short_path(form.place, form.terms)
    return absolute(path, read_look()[0].language) or abort(404)


def _file(body: bytes, mimetype: str, kind: str) -> Response:
    response = private(Response(body, mimetype=mimetype))
    response.headers["Content-Disposition"] = f'attachment; filename="qr.{kind}"'
    return response
