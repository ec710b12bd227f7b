"""Headers of every answer: strict, cookie-free, and honest to caches."""

from flask import Flask, Response, request

from locator.search import DirectoryIndex
from locator.web.compress import compress
from locator.web.directory import the_directory

PRIVATE = "private, no-cache"
# Content changes with a release or a pull; five minutes spare a phone most of it.
PUBLIC = "public, max-age=300"

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
ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS_POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def init_app(app: Flask) -> None:
    """Add the headers to every answer of the app."""
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    """Add what every answer carries."""
    for name, value in ALWAYS.items():
        response.headers.setdefault(name, value)
    index = index_or_none()
    if index is not None:
        response.headers["Locator-Directory-Version"] = index.version
        if index.practice:
            response.headers["X-Robots-Tag"] = "noindex"
    if request.endpoint != "static":
        add_cache_headers(response, practice=index is not None and index.practice)
    return response


def add_cache_headers(response: Response, *, practice: bool) -> None:
    """Say who may keep the answer, mark it with an ETag, and make it small."""
    if response.status_code != 200:
        response.headers.setdefault("Cache-Control", "no-store")
        compress(response)
        return
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = PRIVATE if practice else PUBLIC
    response.add_etag(weak=True)
    compress(response)
    response.make_conditional(request)


def private(body: str | Response, status: int = 200) -> Response:
    """Return an answer that only the asking browser may keep, and must check again."""
    response = (
        body if isinstance(body, Response) else Response(body, mimetype="text/html")
    )
    response.status_code = status
    response.headers["Cache-Control"] = PRIVATE
    return response


def moved(path: str, status: int) -> Response:
    """Send the browser to another page of ours, without a page in between."""
    response = Response(status=status, mimetype="text/plain")
    response.headers["Location"] = path
    response.headers["Cache-Control"] = PRIVATE
    return response


def index_or_none() -> DirectoryIndex | None:
    """Return the index for this visitor, whatever is broken."""
    try:
        return the_directory().current_or_none()
    except Exception:  # noqa: BLE001 - the page that says so must still go out
        return None
