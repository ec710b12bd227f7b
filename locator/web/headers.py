"""Headers that say which list an answer is of, and are honest to caches.

Every answer passes through here, so it looks things up once and hashes nothing.
"""

from flask import Flask, Response, request
from isal.isal_zlib import crc32

from locator import __version__
from locator.search import DirectoryIndex
from locator.web.compress import compress
from locator.web.directory import the_directory

PRIVATE = "private, no-cache"
# A shared cache asks again within a minute, so a new list or release is everywhere soon;
# while the site is down it goes on giving what it has, whose dates stand on the page.
PUBLIC = "public, max-age=300, s-maxage=60, stale-if-error=86400"

# What a place said on the phone must show at once to whoever looked before: a browser
# asks each time, and mostly hears "not modified".
PLACE = PUBLIC.replace("max-age=300", "max-age=0", 1)
PLACE_PAGES = frozenset({"places.location", "places.text", "places.contact"})


def init_app(app: Flask) -> None:
    """Add to every answer which list it is of, and who may keep it."""
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    """Say which version of the list an answer is of, and who may keep it."""
    headers = response.headers
    index = index_or_none()
    practice = index is not None and index.practice
    if index is not None:
        headers.add("Locator-Directory-Version", index.version)
        if practice:
            headers["X-Robots-Tag"] = "noindex"
    if request.endpoint != "static":
        present = {name.lower() for name, _ in headers}
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
        compress(response, present)
        return
    if "cache-control" not in present:
        # A query may hold where somebody is, a cookie who it is: neither is shared.
        own = practice or asked["QUERY_STRING"] or "HTTP_COOKIE" in asked
        shared = PLACE if request.endpoint in PLACE_PAGES else PUBLIC
        headers.add("Cache-Control", PRIVATE if own else shared)
    if "etag" not in present and not response.direct_passthrough:
        headers.add("ETag", make_tag(response, version))
    compress(response, present)
    if "HTTP_IF_NONE_MATCH" in asked:
        response.make_conditional(asked)


def make_tag(response: Response, version: str) -> str:
    """Return a mark that changes with the release, the directory and the words.

    One address is only ever compared with itself, so a checksum will do; it takes a
    fortieth of the time of a hash.
    """
    body = response.get_data()
    return f'W/"{__version__}-{version}-{crc32(body):x}-{len(body):x}"'


def private(body: str | bytes | Response, status: int = 200) -> Response:
    """Return an answer that only the asking browser may keep, and must check again."""
    if not isinstance(body, Response):
        body = Response(body, status, mimetype="text/html")
    elif status != 200:
        body.status_code = status
    body.headers["Cache-Control"] = PRIVATE
    return body


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
