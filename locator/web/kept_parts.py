"""Parts of a page that are the same for everyone: rendered once, then kept.

A template that is asked for by `kept` may use nothing of the page or of the search: only
the language, the day, where the site is mounted, and whether the list is invented.
"""

from datetime import date

from flask import Flask, current_app, render_template, request
from markupsafe import Markup

from locator.web.footnotes import today
from locator.web.headers import index_or_none
from locator.web.translation import current_language

MOST_KEPT = 500
Key = tuple[str, str, str, bool, date]


def kept(template: str) -> Markup:
    """Return a part of the page, rendered or remembered."""
    parts: dict[Key, Markup] = current_app.extensions["kept_parts"]
    index = index_or_none()  # an error page needs these parts most of all
    practice = index is not None and index.practice
    key = (template, current_language(), request.script_root, practice, today())
    found = parts.get(key)
    if found is None:
        if len(parts) >= MOST_KEPT:
            parts.clear()
        found = parts[key] = Markup(render_template(template))  # noqa: S704 - a template of ours, which escapes
    return found


def init_app(app: Flask) -> None:
    """Give templates `kept`."""
    app.extensions["kept_parts"] = {}
    app.jinja_env.globals["kept"] = kept
