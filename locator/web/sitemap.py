"""The sitemap: every page that search engines may show, places state by state.

It holds absolute addresses, so there is none until the operator told us ours.
"""

import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import numpy as np
from flask import Blueprint, Response, current_app, request
from flask.typing import ResponseReturnValue
from numpy.typing import NDArray

from locator.places import STATE_NAMES
from locator.records import Access
from locator.search import DirectoryIndex
from locator.web.api.downloads import send
from locator.web.directory import the_directory
from locator.web.guides import GUIDES
from locator.web.headers import PUBLIC
from locator.web.indexing import public_address
from locator.web.paths import location_path

if TYPE_CHECKING:
    from flask.blueprints import BlueprintSetupState

sitemap = Blueprint("sitemap", __name__)

PAGES = (
    "/", "/crisis", "/guides/", *(f"/guides/{guide.slug}" for guide in GUIDES),
    "/guides/words", "/about", "/about/data",
    "/privacy", "/accessibility", "/leave", "/link", "/developers",
)  # fmt: skip
ELSEWHERE = "elsewhere"  # places whose list names no state that we know
MOST = 40_000  # the protocol takes 50,000 addresses in a file
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
NO_ADDRESS = "There is no sitemap: LOCATOR_BASE_URL is not set.\n"
PRACTICE = "There is no sitemap: the places of the practice list are invented.\n"
NOT_LOADED = "There is no sitemap yet: the list has not loaded.\n"
NO_PART = "There is no such part of the sitemap.\n"


@dataclass(frozen=True, slots=True)
class Stated:
    """The state of an address."""

    state_province: str


@dataclass(frozen=True, slots=True)
class Glimpse:
    """The facts of a place that decide where in the sitemap it stands, if at all."""

    address: Stated
    access: Access


@dataclass(slots=True)
class Shelf:
    """Where in the newest index each state's places are; four bytes a place."""

    version: str = ""
    parts: dict[str, NDArray[np.uint32]] = field(default_factory=dict)
    filling: threading.Lock = field(default_factory=threading.Lock)

    def of(self, index: DirectoryIndex) -> dict[str, NDArray[np.uint32]]:
        """Return the parts of an index; the first to ask walks the whole of it."""
        with self.filling:
            if self.version != index.version:
                self.parts, self.version = divide(index), index.version
            return self.parts


@sitemap.record_once
def make_shelf(state: "BlueprintSetupState") -> None:
    """Give the app its shelf."""
    state.app.extensions["sitemap"] = Shelf()


@sitemap.get("/sitemap.xml")
def whole() -> ResponseReturnValue:
    """List the parts of the sitemap."""
    base, index = the_directory().settings.base_url, the_directory().current_or_none()
    if base is None or index is None or index.practice:
        return refuse(base, index)
    names = ("pages", *shelf().of(index))
    addresses = (public_address(base, f"/sitemap-{name}.xml") for name in names)
    return sent(index, "sitemapindex", lines("sitemapindex", "sitemap", addresses))


@sitemap.get("/sitemap-<part>.xml")
def one(part: str) -> ResponseReturnValue:
    """List the pages of words, or the places of a state."""
    base, index = the_directory().settings.base_url, the_directory().current_or_none()
    if base is None or index is None or index.practice:
        return refuse(base, index)
    if part == "pages":
        paths: Iterable[str] = PAGES
    else:
        positions = shelf().of(index).get(part)
        if positions is None:
            return plainly(NO_PART, 404)
        paths = (location_path(index.location_at(at)) for at in positions.tolist())
    addresses = (public_address(base, path) for path in paths)
    return sent(index, part, lines("urlset", "url", addresses))


def shelf() -> Shelf:
    """Return the shelf of the app that answers."""
    kept: Shelf = current_app.extensions["sitemap"]
    return kept


def divide(index: DirectoryIndex) -> dict[str, NDArray[np.uint32]]:
    """Return the positions of the places that may be found, by the name of their part."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for position, place in enumerate(index.each(Glimpse)):
        if place.access is not Access.RESTRICTED:
            state = place.address.state_province
            found[state.lower() if state in STATE_NAMES else ELSEWHERE].append(position)
    return {
        f"{name}-{at // MOST + 1}" if at else name: np.array(
            positions[at : at + MOST], dtype=np.uint32
        )
        for name, positions in sorted(found.items())
        for at in range(0, len(positions), MOST)
    }


def lines(root: str, each: str, addresses: Iterable[str]) -> Iterator[bytes]:
    """Yield a file of the sitemap protocol."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{SPACE}">\n'.encode()
    for address in addresses:
        yield f"<{each}><loc>{escape(address)}</loc></{each}>\n".encode()
    yield f"</{root}>\n".encode()


def sent(index: DirectoryIndex, part: str, parts: Iterator[bytes]) -> Response:
    """Stream a file, or say that the reader has it already."""
    tag = f"{index.version}-{part}-sitemap"
    response = Response(mimetype="application/xml")
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = PUBLIC
    response.headers["Vary"] = "Accept-Encoding"
    if request.if_none_match.contains_weak(tag):
        response.status_code = 304
        return response
    send(response, parts)
    return response


def refuse(base: str | None, index: DirectoryIndex | None) -> Response:
    """Say why there is no sitemap."""
    if base is None:
        return plainly(NO_ADDRESS, 404)
    return plainly(PRACTICE, 404) if index else plainly(NOT_LOADED, 503)


def plainly(words: str, status: int) -> Response:
    """Say in plain text what a robot's keeper may want to know."""
    return Response(words, status, mimetype="text/plain")
