"""The whole directory as GeoJSON or CSV: every place, one feature or row each."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import IO, Any

from locator.records import Location
from locator.store import SourceState
from locator.web.items import location_item

Writer = Callable[[IO[str], Iterable[Location], Sequence[SourceState]], None]
Item = Mapping[str, Any]

CSV_FIELDS = (
    "id", "name", "organization", "address_1", "address_2", "city", "state_province",
    "postal_code", "phone", "phone_extension", "phones", "website", "latitude",
    "longitude", "precision", "access", "access_labels", "offers", "declared",
    "sources", "practice", "url",
)  # fmt: skip
# A cell that starts with one of these is run as a formula by spreadsheets.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_geojson(
    out: IO[str], locations: Iterable[Location], sources: Sequence[SourceState]
) -> None:
    """Write a FeatureCollection, longitude first as GeoJSON has it."""
    out.write('{"type":"FeatureCollection","features":[')
    for number, item in enumerate(_items(locations, sources)):
        out.write(",\n" if number else "\n")
        json.dump(_feature(item), out, ensure_ascii=False, separators=(",", ":"))
    out.write("\n]}\n")


def write_csv(
    out: IO[str], locations: Iterable[Location], sources: Sequence[SourceState]
) -> None:
    """Write one row a place; cells are safe to open in a spreadsheet."""
    writer = csv.DictWriter(out, CSV_FIELDS, lineterminator="\r\n")
    writer.writeheader()
    for item in _items(locations, sources):
        row = _csv_row(item)
        writer.writerow({name: _safe(value) for name, value in row.items()})


WRITERS: Mapping[str, Writer] = {"geojson": write_geojson, "csv": write_csv}


def _items(
    locations: Iterable[Location], sources: Sequence[SourceState]
) -> Iterator[Item]:
    for location in locations:
        yield location_item(location, sources)


def _feature(item: Item) -> Item:
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


def _csv_row(item: Item) -> dict[str, object]:
    phones = item["phones"]
    first = phones[0] if phones else {"number": None, "extension": None}
    return {
        **{name: item[name] for name in CSV_FIELDS if name in item},
        **{
            name: item["address"][name]
            for name in CSV_FIELDS
            if name in item["address"]
        },
        "phone": first["number"],
        "phone_extension": first["extension"],
        "phones": "; ".join(_phone_text(phone) for phone in phones),
        "access_labels": "; ".join(item.get("access_labels", ())),
        "offers": "; ".join(
            f"{offer['term']}={offer['strength']} ({offer['source']}"
            f"{', ' + offer['as_of'] if offer['as_of'] else ''})"
            for offer in item["offers"]
        ),
        "declared": "; ".join(line["statement"] for line in item["declared"]),
        "sources": "; ".join(
            f"{source['source']} copied {source['retrieved_at']}"
            f"{', as of ' + source['as_of'] if source['as_of'] else ''}"
            for source in item["sources"]
        ),
        "practice": "true" if item.get("practice") else "",
    }


def _phone_text(phone: Item) -> str:
    extension = f" x{phone['extension']}" if phone["extension"] else ""
    return f"{phone['kind']} {phone['number']}{extension}"


def _safe(value: object) -> object:
    """Quote what a spreadsheet would run; E.164 numbers are data, not formulas."""
    if not isinstance(value, str) or not value.startswith(FORMULA_STARTS):
        return value
    if value[0] in "+-" and value[1:].replace(".", "", 1).isdigit():
        return value
    return "'" + value
