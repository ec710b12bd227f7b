"""What every template may use: static files by content, crisis lines, site facts."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request
from jinja2 import StrictUndefined
from markupsafe import Markup

from locator.errors import LocatorError
from locator.web import words
from locator.web.choices import default_choice
from locator.web.compress import compress
from locator.web.crisis import crisis_lines
from locator.web.headers import is_practice
from locator.web.languages import root_path
from locator.web.links import search_url, topic
from locator.web.offers import term_name
from locator.web.translation import DEFAULT, current_language, gettext

A_YEAR = 365 * 24 * 3600
COMPRESSED = {
    "application/javascript", "application/manifest+json", "image/svg+xml",
    "text/css", "text/javascript",
}  # fmt: skip


def init_app(app: Flask) -> None:
    """Give the templates their filters and values, and static files their headers."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["day"] = words.day
    app.jinja_env.filters["iso_day"] = words.iso_day
    app.jinja_env.globals.update(
        asset=asset,
        crisis_lines=crisis_lines,
        default_choice=default_choice,
        lang_of_lists=lang_of_lists,
        said=said,
        search_url=search_url,
        term_name=term_name,
        topic=topic,
    )
    app.context_processor(_page_values)
    app.after_request(_static_headers)


def said(error: LocatorError) -> str:
    """Return what was refused, and why, in the language of the page."""
    return str(gettext(error.template, **error.values))


def lang_of_lists() -> Markup:
    """Return the mark of text that directories wrote, which is in English."""
    return Markup("") if current_language() == DEFAULT else Markup(' lang="en"')


def _page_values() -> dict[str, Any]:
    return {"practice": is_practice()}


def asset(name: str) -> str:
    """Return the address of a static file; its content is part of the address."""
    path = Path(str(current_app.static_folder)) / name
    # One address in every language, so that a browser fetches it once.
    return f"{root_path()}{current_app.static_url_path}/{name}?v={_digest(path)}"


@cache
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


def _static_headers(response: Response) -> Response:
    if request.endpoint != "static" or response.status_code != 200:
        return response
    if "v" in request.args:
        response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    if response.mimetype in COMPRESSED:
        response.direct_passthrough = False
        # The compressed file is another sequence of bytes, so its mark is a weak one.
        response.set_etag(response.get_etag()[0] or "", weak=True)
        compress(response, ())
    return response
