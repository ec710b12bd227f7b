"""Headers of every answer: strict, cookie-free, and honest to caches.

Every answer passes through here, so it looks things up once and hashes nothing.
"""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from flask import Flask, Response, request
from isal.isal_zlib import crc32

from locator import __version__
from locator.search import DirectoryIndex
from locator.web.compress import compress
from locator.web.directory import the_directory

if TYPE_CHECKING:
    from locator.config import Settings

PRIVATE = "private, no-cache"
# A shared cache asks again within a minute, so a new list or release is everywhere soon;
# while the site is down it goes on giving what it has, whose dates stand on the page.
PUBLIC = "public, max-age=300, s-maxage=60, stale-if-error=86400"

# What a place said on the phone must show at once to whoever looked before: a browser
# asks each time, and mostly hears "not modified".
PLACE = PUBLIC.replace("max-age=300", "max-age=0", 1)
PLACE_PAGES = frozenset({"places.location", "places.text", "places.contact"})

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
HSTS = {"Strict-Transport-Security": "max-age=63072000"}


def init_app(app: Flask) -> None:
    """Add the headers to every answer of the app."""
    always = headers_for(app.extensions["directory"].settings)
    by_lower_name = {name.lower(): (name, value) for name, value in always.items()}
    app.after_request(partial(add_headers, always=by_lower_name))


def headers_for(settings: "Settings") -> dict[str, str]:
    """Return what every answer carries; HSTS where the address we were told is https."""
    secure = (settings.base_url or "").startswith("https://")
    return ALWAYS | HSTS if secure else ALWAYS


def add_headers(
    response: Response, *, always: Mapping[str, tuple[str, str]]
) -> Response:
    """Add what every answer carries, and what this one needs."""
    headers = response.headers
    present = {name.lower() for name, _ in headers}
    for lower, (name, value) in always.items():
        if lower not in present:
            headers.add(name, value)
    if "frame-ancestors 'none'" not in headers["Content-Security-Policy"]:
        # That policy says who may frame the answer; this header can only say "nobody".
        headers.remove("X-Frame-Options")
    if request.environ["wsgi.url_scheme"] == "https":  # as a trusted proxy says
        headers.update(HSTS)
    index = index_or_none()
    practice = index is not None and index.practice
    if index is not None:
        headers.add("Locator-Directory-Version", index.version)
        if practice:
            headers["X-Robots-Tag"] = "noindex"
    if request.endpoint != "static":
        version = index.version if index is not None else ""
        add_cache_headers(response, present, version=version, practice=practice)
    return response


def add_cache_headers(
    response: Response, present: set[str], *, version: str, practice: bool
) -> None:
    """Say who may keep the answer, mark it with an ETag, and make it small."""
    headers, asked = response.headers, request.environ
    if response.status_code != 200:
        if "cache-control" not in present:
            headers.add("Cache-Control", "no-store")
        compress(response)
        return
    if "cache-control" not in present:
        # A query may hold where somebody is, a cookie who it is: neither is shared.
        own = practice or asked["QUERY_STRING"] or "HTTP_COOKIE" in asked
        shared = PLACE if request.endpoint in PLACE_PAGES else PUBLIC
        headers.add("Cache-Control", PRIVATE if own else shared)
    if "etag" not in present and not response.direct_passthrough:
        headers.add("ETag", make_tag(response, version))
    compress(response)
    if "HTTP_IF_NONE_MATCH" in asked:
        response.make_conditional(asked)


def make_tag(response: Response, version: str) -> str:
    """Return a mark that changes with the release, the directory and the words.

    One address is only ever compared with itself, so a checksum will do; it takes a
    fortieth of the time of a hash.
    """
    body = response.get_data()
    return f'W/"{__version__}-{version}-{crc32(body):x}-{len(body):x}"'


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


def is_practice() -> bool:
    """Tell whether the list that this visitor sees is invented."""
    index = index_or_none()
    return index is not None and index.practice
