"""Languages: `/es/…` is every page in Spanish; a language is one catalogue, no code.

The prefix is taken off before routing and put on again by `url_for`, as if the site
were mounted there, so that no view, link or test needs to know of languages.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from flask import Flask, request
from markupsafe import Markup

from locator.web.translation import (
    DEFAULT,
    catalogue,
    current_language,
    gettext,
    language_name,
    languages,
    ngettext,
    speaking,
)

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# These speak to programs and operators, in English, and have one address each.
ONE_LANGUAGE = ("/api/", "/hsds", "/static/", "/healthz", "/readyz", "/desk")


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """A link to this very page in another language."""

    code: str
    name: str  # in that language itself
    url: str


class LanguagePrefix:
    """Moves `/es` from a request's path to the place where the site is mounted."""

    def __init__(self, wsgi_app: "WSGIApplication") -> None:
        """Wrap an application."""
        self.wsgi_app = wsgi_app

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer with the language of the path."""
        _, _, rest = environ.get("PATH_INFO", "").partition("/")
        code, slash, path = rest.partition("/")
        path = f"/{path}"
        if code in languages()[1:] and slash and not path.startswith(ONE_LANGUAGE):
            environ["SCRIPT_NAME"] = f"{environ.get('SCRIPT_NAME', '')}/{code}"
            environ["PATH_INFO"] = path
        else:
            code = DEFAULT
        # A page is whole when this returns. What is streamed after it holds no sentence.
        with speaking(code):
            return self.wsgi_app(environ, start_response)


def root_path() -> str:
    """Return where the site is mounted, without the language."""
    root = request.root_path
    return root.removesuffix(f"/{current_language()}") if root else ""


def other_languages() -> list[OtherLanguage]:
    """Return links to this page, with its search, in every other language."""
    query = request.query_string.decode("ascii", "replace")
    path = request.path + (f"?{query}" if query else "")
    return [
        OtherLanguage(code, language_name(code), address(path, code))
        for code in languages()
        if code != current_language()
    ]


def address(path: str, code: str) -> str:
    """Return a path of ours in a language."""
    prefix = "" if code == DEFAULT else f"/{code}"
    return f"{root_path()}{prefix}{path}"


def init_app(app: Flask) -> None:
    """Speak the language of the path; give templates `_` and the language links."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # the extension's own
        gettext=gettext, ngettext=ngettext, newstyle=True
    )
    # A page says sixty sentences, and Jinja's own `_` takes four calls for each.
    app.jinja_env.globals["_"] = sentence
    app.wsgi_app = LanguagePrefix(app.wsgi_app)  # type: ignore[method-assign]  # Flask's documented way to wrap itself
    app.jinja_env.globals["other_languages"] = other_languages
    app.context_processor(_page_language)


def sentence(text: str, /, **values: object) -> Markup:
    """Return a sentence of a template in its language; the values are escaped."""
    said = _as_markup(current_language(), text)
    # Where nothing is filled in, too: a percent sign is written twice in all of them.
    return said % values if values or "%" in said else said


@cache
def _as_markup(code: str, text: str) -> Markup:
    return Markup(catalogue(code).ugettext(text))  # noqa: S704 - our own templates and catalogues


def _page_language() -> dict[str, Any]:
    return {"language": current_language()}
