"""What every answer carries, whoever gave it: strict, and without a word of the visitor.

The headers are put on at the door, past everything that can fail, and cost no more than
the joining of two lists.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from locator.config import Settings

# Our own files only, nothing inline, nothing from elsewhere, never inside a frame.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
PERMISSIONS_POLICY = "geolocation=(self), " + ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "browsing-topics", "camera", "display-capture", "gyroscope",
        "magnetometer", "microphone", "payment", "usb",
    )
)  # fmt: skip
ALWAYS = [
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", PERMISSIONS_POLICY),
    ("X-Content-Type-Options", "nosniff"),
]
POLICY = ("Content-Security-Policy", CONTENT_SECURITY_POLICY)
# For browsers that do not know the policy's word for it; it can only say "nobody".
NO_FRAME = ("X-Frame-Options", "DENY")
NO_REFERRER = ("Referrer-Policy", "no-referrer")
HSTS = ("Strict-Transport-Security", "max-age=63072000")


class StrictHeaders:
    """Adds to every answer what it may not go without."""

    def __init__(self, wsgi_app: "WSGIApplication", *, https: bool) -> None:
        """Wrap an application; `https` says that the operator's address is secure."""
        self.wsgi_app = wsgi_app
        self.https = https

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Pass a request on, and see to the headers of its answer."""

        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:  # noqa: ANN401 - WSGI's own types
            # A trusted proxy has said by now how the visitor came.
            secure = self.https or environ["wsgi.url_scheme"] == "https"
            added = missing(headers, secure=secure)
            return start_response(status, headers + added, *error)

        return self.wsgi_app(environ, start)


def missing(
    headers: list[tuple[str, str]], *, secure: bool = False
) -> list[tuple[str, str]]:
    """Return what an answer with these headers has to carry besides."""
    own = dict(headers)
    added = [*ALWAYS, HSTS] if secure else ALWAYS.copy()
    policy = own.get(POLICY[0])
    if policy is None:
        added += (POLICY, NO_FRAME)
    elif "frame-ancestors 'none'" in policy:
        added.append(NO_FRAME)
    if NO_REFERRER[0] not in own:
        added.append(NO_REFERRER)
    return added


def init_app(app: Flask) -> None:
    """Stand before all that answers."""
    settings: Settings = app.extensions["directory"].settings
    https = (settings.base_url or "").startswith("https://")
    app.wsgi_app = StrictHeaders(app.wsgi_app, https=https)  # type: ignore[method-assign]  # Flask's documented way to wrap itself
