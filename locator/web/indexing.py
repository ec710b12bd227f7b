"""What search engines and link previews are told of a page: its one address, its languages."""

from dataclasses import dataclass
from urllib.parse import quote

from flask import Flask, request

from locator.web.directory import the_directory
from locator.web.translation import DEFAULT, current_language, languages


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a page stands for the world, in this language and in the others."""

    canonical: str
    languages: tuple[tuple[str, str], ...]  # by code, with "x-default"


def init_app(app: Flask) -> None:
    """Let the frame of every page ask where it stands, and whether it is to be found."""
    app.jinja_env.globals.update(asked_something=asked_something, addresses=addresses)


def asked_something() -> bool:
    """Tell whether the address holds a question, which belongs in nobody's index."""
    return bool(request.query_string)


def addresses() -> Addresses | None:
    """Return the addresses of this page; None where nobody told us our own."""
    base = the_directory().settings.base_url
    if base is None:
        return None
    each = {code: public_address(base, request.path, code) for code in languages()}
    return Addresses(
        canonical=each[current_language()],
        languages=(*each.items(), ("x-default", each[DEFAULT])),
    )


def public_address(base: str, path: str, code: str = DEFAULT) -> str:
    """Return a path of ours for the world, in a language.

    Where the site is mounted is part of the address that the operator told us.
    """
    prefix = "" if code == DEFAULT else f"/{code}"
    return f"{base}{prefix}{quote(path)}"
