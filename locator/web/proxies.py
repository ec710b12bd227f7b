"""What a request may say of its own journey: which proxies to believe, and which Host.

A Host that is not ours would end up in links and caches, so it is refused before
anything else looks at it.
"""

from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.exceptions import SecurityError
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.sansio.utils import get_host
from werkzeug.wrappers import Response

from locator.web.unavailable import unavailable_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from locator.config import Settings

# Health checks and visitors on the machine itself come by these names.
LOCAL = ("localhost", "127.0.0.1")


def init_app(app: Flask) -> None:
    """Stand before the app, in front of everything else that does."""
    settings: Settings = app.extensions["directory"].settings
    hosts = trusted_hosts(settings.base_url)
    app.config["TRUSTED_HOSTS"] = hosts
    refusal = Response(unavailable_page(), 400, mimetype="text/html")
    refusal.headers["Cache-Control"] = "no-store"
    guarded: Any = HostGuard(app.wsgi_app, hosts, refusal)
    believed = settings.trusted_proxies
    if believed:
        guarded = ProxyFix(
            guarded, x_for=believed, x_proto=believed, x_host=0, x_prefix=0
        )
    app.wsgi_app = guarded  # type: ignore[method-assign]  # Flask's documented way to wrap itself


def trusted_hosts(base_url: str | None) -> list[str] | None:
    """Return the names that this site answers to; None, all, where nobody told us ours."""
    name = urlsplit(base_url).hostname if base_url else None
    # werkzeug knows names and IPv4 only.
    return [name, *LOCAL] if name and ":" not in name else None


class HostGuard:
    """Answers 400, with the crisis lines, to a Host that is not ours."""

    def __init__(
        self, wsgi_app: "WSGIApplication", hosts: list[str] | None, refusal: Response
    ) -> None:
        """Wrap an application."""
        self.wsgi_app = wsgi_app
        self.refusal = refusal
        self.is_ours = lru_cache(maxsize=256)(lambda host: is_trusted(host, hosts))

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> "Iterable[bytes]":
        """Pass on a request for us."""
        if self.is_ours(environ.get("HTTP_HOST")):
            return self.wsgi_app(environ, start_response)
        return self.refusal(environ, start_response)


def is_trusted(host: str | None, hosts: list[str] | None) -> bool:
    """Tell whether a Host header names us; HTTP/1.0 sends none, which names nobody."""
    if host is None:
        return True
    try:
        # Without names to compare with, it makes nothing of what can be no name.
        return bool(get_host("http", host, None, hosts)) or not host
    except SecurityError:
        return False
