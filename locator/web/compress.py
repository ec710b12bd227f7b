"""Text answers as gzip: pages read over a slow phone line are mostly waiting."""

from collections.abc import Container
from functools import lru_cache

from flask import Response, request
from isal import igzip
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

LEAST_BYTES = 800
LEVEL = 2  # a tenth of zlib's time at level 6, for a tenth more bytes
TEXTS = ("text/", "application/json", "application/problem+json", "image/svg+xml")


def compress(response: Response, present: Container[str]) -> None:
    """Compress an answer in place, if its reader can and it is worth it.

    `present` holds the names of the headers that it has, in lower case.
    Pages hold no secret and no cookie, so nothing can be guessed from their length.
    """
    if not (response.mimetype or "").startswith(TEXTS) or response.direct_passthrough:
        return
    response.headers.add("Vary", "Accept-Encoding")
    accepted = request.environ.get("HTTP_ACCEPT_ENCODING", "")
    if not takes_gzip(accepted) or "content-encoding" in present:
        return
    body = response.get_data()
    if len(body) >= LEAST_BYTES:
        response.set_data(igzip.compress(body, compresslevel=LEVEL, mtime=0))
        response.headers.add("Content-Encoding", "gzip")


@lru_cache(maxsize=64)  # browsers say it in a handful of ways
def takes_gzip(accepted: str) -> bool:
    """Tell whether an Accept-Encoding header takes gzip."""
    return bool(parse_accept_header(accepted, Accept)["gzip"])
