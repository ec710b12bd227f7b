"""What an operator added to this copy, for templates: name, logo, color, words, a line."""

from dataclasses import dataclass

from flask import Blueprint, Flask, Response, abort, current_app
from markupsafe import Markup

from locator.config import NAME, Settings
from locator.web.assets import A_YEAR
from locator.web.crisis import CrisisLine
from locator.web.forms import SearchForm
from locator.web.languages import root_path
from locator.web.local_text import local_markup
from locator.web.site_file import Contact, Site, words_in
from locator.web.translation import current_language
from locator.web.translation import gettext as _
from locator.web.words import phone_words

branding = Blueprint("branding", __name__)


@dataclass(frozen=True, slots=True)
class Said:
    """Words of the operator's, and the language they are in."""

    text: Markup
    language: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The logo as the page shows it."""

    src: str
    width: int
    height: int


def init_app(app: Flask) -> None:
    """Give templates what the operator added."""
    settings: Settings = app.extensions["directory"].settings
    site: Site = app.extensions["site"]
    app.jinja_env.globals.update(
        accent_sheet=accent_sheet,
        contact_call=contact_call,
        contact_href=contact_href,
        home_area=home_area,
        local_line=local_line,
        local_line_says=local_line_says,
        local_words=local_words,
        logo=logo,
        near_value=near_value,
        phone_words=phone_words,
        site_name=site_name(settings, site),
    )
    app.register_blueprint(branding)


def the_site() -> Site:
    """Return what was added to the copy that answers."""
    site: Site = current_app.extensions["site"]
    return site


def site_name(settings: Settings, site: Site) -> str:
    """Return the name: the setting's where there is one, else the file's."""
    if settings.site_name == NAME and site.name:
        return site.name
    return settings.site_name


def local_line() -> CrisisLine | None:
    """Return the local crisis line in the language of this answer, if there is one."""
    line = the_site().crisis_line
    if line is None:
        return None
    label, _language = words_in(line.label, current_language())
    number = phone_words(line.number)
    return CrisisLine(
        f"tel:{line.number}", label, _("Call %(number)s", number=number), number
    )


def local_line_says() -> Said | None:
    """Return what the local line is for, for the page of lines."""
    line = the_site().crisis_line
    return _said(*words_in(line.says, current_language())) if line else None


def home_area() -> Said | None:
    """Return the name of the area that this copy is run for."""
    return _said(*words_in(the_site().area, current_language()))


def local_words(slug: str) -> Said | None:
    """Return what the operator adds to a guide."""
    words = the_site().guides.get(slug, {})
    text, language = words_in(words, current_language())
    return Said(local_markup(text), language) if text else None


def contact_href(contact: Contact) -> str:
    """Return the link that writes to the operator."""
    return f"mailto:{contact.email}"


def contact_call(contact: Contact) -> str:
    """Return the link that calls the operator."""
    return f"tel:{contact.phone}"


def near_value(form: SearchForm) -> str:
    """Return what stands in the box at first: what was typed, else the ZIP of the area."""
    typed = form.near.canonical if form.near else form.near_text
    untouched = not typed and not form.errors
    return (the_site().default_zip or "") if untouched else typed


def accent_sheet() -> str | None:
    """Return the address of the operator's color; its content is part of the address."""
    site = the_site()
    return f"{root_path()}/brand/{site.digest}/accent.css" if site.accent else None


def logo() -> Picture | None:
    """Return the logo, if there is one."""
    site = the_site()
    if site.logo is None:
        return None
    src = f"{root_path()}/brand/{site.digest}/logo.png"
    return Picture(src, *site.logo.shown)


def brand_files() -> list[str]:
    """Return the addresses that every page of this copy asks for besides our own files."""
    picture = logo()
    return [url for url in (accent_sheet(), picture.src if picture else None) if url]


@branding.get("/brand/<digest>/accent.css")
def accent(digest: str) -> Response:
    """Send the operator's color as a style sheet of its own: nothing is ever inline."""
    site = the_site()
    if site.accent is None or digest != site.digest:
        abort(404)
    return _for_long(Response(site.accent.sheet(), mimetype="text/css"))


@branding.get("/brand/<digest>/logo.png")
def picture(digest: str) -> Response:
    """Send the operator's logo."""
    site = the_site()
    if site.logo is None or digest != site.digest:
        abort(404)
    return _for_long(Response(site.logo.body, mimetype="image/png"))


def _for_long(response: Response) -> Response:
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response


def _said(text: str, language: str) -> Said | None:
    return Said(Markup("{}").format(text), language) if text else None
