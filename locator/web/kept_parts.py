"""Parts of a page that are the same for everyone: rendered once, then kept.

A template that is asked for by `kept` may use nothing of the page or of the search: only
the language, the day, where the site is mounted, and whether the list is invented.
"""

from flask import Flask, render_template
from markupsafe import Markup

from locator.web.footnotes import today
from locator.web.gapped import kept_here
from locator.web.headers import is_practice


def kept(template: str) -> Markup:
    """Return a part of the page, rendered or remembered."""
    key = (template, is_practice(), today())
    return kept_here().filled(key, lambda: render_template(template))


def init_app(app: Flask) -> None:
    """Give templates `kept`."""
    app.jinja_env.globals["kept"] = kept
