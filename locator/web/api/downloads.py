"""The whole directory as a file, streamed: nothing of it is held in memory."""

import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from flask import Response, request, stream_with_context

from locator.records import Location
from locator.search import DirectoryIndex
from locator.web.api.blueprint import api
from locator.web.api.fragments import the_fragments
from locator.web.api.operations import Operation, documented
from locator.web.bulk import FORMATS, items_of
from locator.web.credits import sources_answer
from locator.web.directory import the_directory
from locator.web.headers import PRIVATE

# Whole files are asked for rarely and change rarely: check each time, send when new.
CHECK_AGAIN = "public, no-cache"
PIECE = 1 << 16
# The least work: a file is five times smaller, and the line is not kept waiting.
LEVEL = 1


@api.get("/locations.geojson")
@documented(
    Operation(
        "Every place as a GeoJSON feature",
        {"type": "object"},
        errors=(503,),
        media=FORMATS["geojson"].media,
        tag="files",
    )
)
def geojson() -> Response:
    """Send every place as GeoJSON."""
    return file_answer("geojson")


@api.get("/locations.csv")
@documented(
    Operation(
        "Every place as a row of CSV",
        {"type": "string"},
        errors=(503,),
        media=FORMATS["csv"].media,
        tag="files",
    )
)
def csv() -> Response:
    """Send every place as CSV."""
    return file_answer("csv")


@api.get("/locations.jsonl")
@documented(
    Operation(
        "Whose facts these are, then every place: JSON, one a line",
        {"type": "string"},
        errors=(503,),
        media=FORMATS["jsonl"].media,
        tag="files",
    )
)
def jsonl() -> Response:
    """Send every place as JSON lines."""
    return file_answer("jsonl")


def file_answer(name: str) -> Response:
    """Stream a file, or say that the reader has it already."""
    directory = the_directory()
    index, sources = directory.current(), directory.sources()
    wanted = FORMATS[name]
    about = sources_answer(
        sources, datetime.now(UTC), version=index.version, practice=index.practice
    )
    response = Response(mimetype=wanted.media)
    tag = the_fragments(index, sources).tag(name.encode())
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = PRIVATE if index.practice else CHECK_AGAIN
    response.headers["Link"] = '</api/v1/sources>; rel="license"'
    response.headers["Content-Disposition"] = f'attachment; filename="locations.{name}"'
    response.headers["Vary"] = "Accept-Encoding"
    if request.if_none_match.contains_weak(tag):
        response.status_code = 304
        return response
    send(response, wanted.write(items_of(every(index), sources), about))
    return response


def send(response: Response, parts: Iterator[bytes]) -> None:
    """Make an answer of parts that are made while they are sent."""
    if request.method == "HEAD":
        parts = iter(())
    elif request.accept_encodings["gzip"]:
        response.headers["Content-Encoding"] = "gzip"
        parts = gzipped(parts)
    # With the request's context: what places say may depend on it to the last line.
    response.response = stream_with_context(pieces(parts))
    # Nobody may read the body to measure, mark or compress it: it is not there yet.
    response.direct_passthrough = True


def every(index: DirectoryIndex) -> Iterator[Location]:
    """Yield every place by id, the restricted ones too, which say so."""
    for start in range(0, index.size, 200):
        yield from index.in_order(start, start + 200)


def pieces(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes in pieces worth a packet."""
    held: list[bytes] = []
    size = 0
    for part in parts:
        held.append(part)
        size += len(part)
        if size >= PIECE:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)


def gzipped(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes compressed."""
    packer = zlib.compressobj(LEVEL, wbits=31)
    for part in parts:
        yield packer.compress(part)
    yield packer.flush()
