"""The whole directory in one file: GeoJSON, CSV or JSON lines, a place at a time."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import msgspec

from locator.records import Location
from locator.sources import SOURCES
from locator.store import SourceState
from locator.web.items import location_item
from locator.web.phone_checks import PhoneCheckShape
from locator.web.shapes import (
    Item,
    OfferShape,
    PhoneShape,
    SourceRefShape,
    SourcesAnswer,
)

CSV_FIELDS = (
    "id", "name", "organization", "address_1", "address_2", "city", "state_province",
    "postal_code", "phone", "phone_extension", "phones", "phone_checks", "website",
    "latitude", "longitude", "precision", "access", "access_labels", "offers",
    "declared", "sources", "licence", "practice", "url",
)  # fmt: skip
# A cell that starts with one of these is run as a formula by spreadsheets.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")

encode = msgspec.json.encode
Writer = Callable[[Iterable[Item], SourcesAnswer], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: how it is named, sent and written."""

    media: str
    write: Writer


def items_of(
    locations: Iterable[Location], sources: Sequence[SourceState]
) -> Iterator[Item]:
    """Yield the item of each place."""
    return (location_item(location, sources) for location in locations)


def geojson(items: Iterable[Item], about: SourcesAnswer) -> Iterator[bytes]:
    """Yield a FeatureCollection, longitude first; our own members stand at its head."""
    head = encode({"type": "FeatureCollection", **about})
    yield head[:-1] + b',"features":['
    for number, item in enumerate(items):
        yield (b",\n" if number else b"\n") + encode(feature(item))
    yield b"\n]}\n"


def json_lines(items: Iterable[Item], about: SourcesAnswer) -> Iterator[bytes]:
    """Yield a line that says whose facts these are, then a line for each place."""
    yield encode({"about": about}) + b"\n"
    for item in items:
        yield encode(item) + b"\n"


def csv_rows(items: Iterable[Item], _about: SourcesAnswer) -> Iterator[bytes]:
    """Yield a row for each place; cells are safe to open in a spreadsheet."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, CSV_FIELDS, lineterminator="\r\n")
    writer.writeheader()
    for item in items:
        row = csv_row(item)
        writer.writerow({name: safe_cell(value) for name, value in row.items()})
        yield text.getvalue().encode()
        text.seek(0)
        text.truncate()
    yield text.getvalue().encode()


FORMATS: Mapping[str, Format] = {
    "geojson": Format("application/geo+json", geojson),
    "csv": Format("text/csv", csv_rows),
    "jsonl": Format("application/x-ndjson", json_lines),
}


def feature(item: Item) -> dict[str, Any]:
    """Return a place as a GeoJSON feature; without a point of its own, geometry null."""
    latitude, longitude = item["latitude"], item["longitude"]
    geometry = None
    if latitude is not None:
        geometry = {"type": "Point", "coordinates": [longitude, latitude]}
    return {
        "type": "Feature",
        "id": item["id"],
        "geometry": geometry,
        "properties": item,
    }


def csv_row(item: Item) -> dict[str, object]:
    """Return a place as one row of plain cells."""
    facts = {**cast("dict[str, Any]", item), **item["address"]}
    phones = item["phones"]
    return {
        **{name: facts[name] for name in CSV_FIELDS if name in facts},
        "phone": phones[0]["number"] if phones else None,
        "phone_extension": phones[0]["extension"] if phones else None,
        "phones": _joined(_phone_text(phone) for phone in phones),
        "phone_checks": _joined(_check_text(check) for check in item["phone_checks"]),
        "access_labels": _joined(item["access_labels"]),
        "offers": _joined(_offer_text(offer) for offer in item["offers"]),
        "declared": _joined(line["statement"] for line in item["declared"]),
        "sources": _joined(_source_text(ref) for ref in item["sources"]),
        "licence": _joined(dict.fromkeys(map(_licence, item["sources"]))),
        "practice": "true" if item.get("practice") else "",
    }


def safe_cell(value: object) -> object:
    """Quote what a spreadsheet would run; E.164 numbers are data, not formulas."""
    if not isinstance(value, str) or not value.startswith(FORMULA_STARTS):
        return value
    if value[0] in "+-" and value[1:].replace(".", "", 1).isdigit():
        return value
    return "'" + value


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(texts)


def _phone_text(phone: PhoneShape) -> str:
    extension = f" x{phone['extension']}" if phone["extension"] else ""
    return f"{phone['kind']} {phone['number']}{extension}"


def _check_text(check: PhoneCheckShape) -> str:
    said = f"{check['fact']}={'yes' if check['value'] else 'no'}"
    return " ".join(filter(None, (said, check["number"], check["checked_on"])))


def _offer_text(offer: OfferShape) -> str:
    dated = f", {offer['as_of']}" if offer["as_of"] else ""
    return f"{offer['term']}={offer['strength']} ({offer['source']}{dated})"


def _source_text(ref: SourceRefShape) -> str:
    dated = f", as of {ref['as_of']}" if ref["as_of"] else ""
    return f"{ref['source']} copied {ref['retrieved_at']}{dated}"


def _licence(ref: SourceRefShape) -> str:
    if ref["source"] not in SOURCES:
        return ref["source"]
    info = SOURCES[ref["source"]].info
    return f"{info.title}, {info.publisher}: {info.licence}"
