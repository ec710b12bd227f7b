"""The map as HTML, put together from pieces of its template."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Flask, current_app
from markupsafe import Markup

from locator.places import Near
from locator.search import Hit
from locator.web.gapped import Gaps, Kept, here, joined, kept_here
from locator.web.map import MapDrawing, make_map

MOST_MAPS = 2_000  # five kilobytes each


@dataclass(frozen=True, slots=True)
class MapParts:
    """What stands in the frame of the map."""

    near: str
    inner: str
    outer: str
    rings: tuple[int, ...]
    borders: str
    counties: str
    shift: str
    towns: Markup
    leaders: Markup
    words: Markup
    pins: Markup
    missing: int
    practice: bool


def map_of(near: Near, hits: Sequence[Hit], first: int, version: str) -> Markup:
    """Return the map of a list as HTML, or nothing where no place has a spot.

    The same places seen from the same spot look the same for as long as the version of
    the directory is the same.
    """
    maps: Kept = current_app.extensions["maps"]
    places = tuple(hit.position for hit in hits)

    def draw() -> str:
        drawing = make_map(near, hits, first)
        return print_map(drawing) if drawing else ""

    key = (version, here(), near.point, near.label, places, first)
    return maps.filled(key, draw)


def init_app(app: Flask) -> None:
    """Start with no map."""
    app.extensions["maps"] = Kept(app.jinja_env, MOST_MAPS)


def print_map(drawing: MapDrawing) -> Markup:
    """Return the map with its caption."""
    kept, gaps = kept_here(), Gaps()
    words = (*drawing.town_words, *drawing.ring_words)
    towns = (kept.macro("_map.html:town", xy) for xy in drawing.towns)
    leaders = (
        kept.macro("_map.html:leader", (pin.spot_x, pin.spot_y, pin.x, pin.y))
        for pin in drawing.pins
        if pin.moved
    )
    pins = (
        kept.macro("_map.html:pin", (p.id, p.x, p.y, p.number), drawing.pin_width)
        for p in drawing.pins
    )
    parts = MapParts(
        near=gaps(drawing.near),
        inner=gaps(drawing.miles[0]),
        outer=gaps(drawing.miles[1]),
        rings=drawing.rings,
        borders=gaps.maybe(drawing.borders) or "",
        counties=gaps.maybe(drawing.counties) or "",
        shift=gaps(drawing.shift),
        towns=gaps(joined(towns)),
        leaders=gaps(joined(leaders)),
        words=gaps(
            joined(
                kept.macro("_map.html:words", (w.x, w.y, w.text), w.anchor)
                for w in words
            )
        ),
        pins=gaps(joined(pins)),
        missing=drawing.missing,
        practice=drawing.practice,
    )
    key = ("_map.html", parts)
    return kept.filled(key, lambda: kept.call("_map.html:near_map", parts), gaps.values)
