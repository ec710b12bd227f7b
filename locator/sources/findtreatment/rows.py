"""One row of FindTreatment.gov, from the API or a site export, becomes a listing."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter

from locator import identity, taxonomy
from locator.errors import BadRow
from locator.geo import Point
from locator.records import Listing, Phone, PhoneKind, Value
from locator.sources.base import Row
from locator.sources.fields import AddressFields, RowReader

KINDS = {"SA": "SA", "SU": "SA", "MH": "MH"}
ADDRESS = AddressFields("street1", "street2", "city", "state", "zip")
PHONES = (
    ("phone", PhoneKind.MAIN),
    ("intake1", PhoneKind.INTAKE),
    ("intake2", PhoneKind.INTAKE),
    ("hotline1", PhoneKind.HOTLINE),
)
# The counter and the distance belong to one reply, not to the facility; `frid` is
# only in the site's own search; the rest only in its downloads.
NOT_NEEDED = ("_irow", "miles", "frid", "zip4", "county", "intake_prompt")
# Where a code that no table knows is kept, to be reported.
UNKNOWN_CODE = "CODE"


def parse_row(row: Row, *, source: str, as_of: str | None) -> Listing:
    """Make a listing of raw strings; raise BadRow without name, city, state or ZIP."""
    reader = RowReader(row)
    kind = _take_kind(reader)
    name1, name2 = reader.require("name1"), reader.take("name2")
    address = reader.take_address(ADDRESS)
    phones = _take_phones(reader)
    point, remarks = _take_point(reader)
    website, values = reader.take("website"), _take_values(reader)
    reader.ignore(*NOT_NEEDED)
    reading = taxonomy.read_values(kind, values)
    remarks = (*reading.remarks, *remarks, *reader.finish())
    raw_facts = (kind, name1, name2, address.address_1, address.address_2)
    return Listing(
        key=identity.listing_key(source, (*raw_facts, address.postal_code)),
        source=source,
        kind=kind,
        name1=name1,
        name2=name2,
        address=address,
        phones=phones,
        website=website,
        point=point,
        values=values,
        reading=replace(reading, remarks=remarks),
        as_of=as_of,
        raw=row,
    )


def _take_kind(reader: RowReader) -> str:
    """Return SA or MH; the API's guide and the API spell the field differently."""
    printed = reader.require("typeFacility", "type_facility").upper()
    if printed not in KINDS:
        raise BadRow(f"type {printed[:20]}: another directory brings these")
    return KINDS[printed]


def _take_phones(reader: RowReader) -> tuple[Phone, ...]:
    printed = [(reader.take(field), kind) for field, kind in PHONES]
    return tuple(Phone(number, kind) for number, kind in printed if number)


def _take_point(reader: RowReader) -> tuple[Point | None, tuple[str, ...]]:
    """Return the point and what was odd about it; odd ones are judged later."""
    printed = reader.take("latitude"), reader.take("longitude")
    if None in printed:
        return None, ()
    try:
        latitude, longitude = (float(number or "") for number in printed)
        if abs(latitude) > 90 >= abs(longitude):
            return Point(longitude, latitude), ("coordinates-reversed",)
        return Point(latitude, longitude), ()
    except ValueError:
        return None, ("coordinates-not-on-earth",)


def _take_values(reader: RowReader) -> tuple[Value, ...] | None:
    """Return the coded answers in one order, or None where the row has none."""
    services, codes = reader.take_raw("services"), reader.take_raw("codes")
    era = reader.take("codes_era") or ""
    if codes is not None:
        return _ordered(value_of_code(str(code), era) for code in _listed(codes))
    if services is None or services == "":
        return None
    return _ordered(
        value for service in _listed(services) for value in values_of(service)
    )


def _listed(found: object) -> list[object]:
    if not isinstance(found, list | tuple):
        raise BadRow("services is not a list")
    return list(found)


def _ordered(values: Iterable[Value]) -> tuple[Value, ...]:
    # The API swaps neighbors from pull to pull: that is no change.
    # By a key: comparing dataclasses field by field takes a second a pull.
    return tuple(sorted(set(values), key=attrgetter("category", "text")))


def values_of(service: object) -> list[Value]:
    """Return the values of one `{"f1", "f2", "f3"}`, its texts split on semicolons."""
    if not isinstance(service, dict):
        raise BadRow("services has entries of another shape")
    category = service.get("f2") or service.get("f1") or ""
    texts = service.get("f3") or ""
    if not isinstance(category, str) or not isinstance(texts, str):
        raise BadRow("services has entries of another shape")
    return [_value(category, text) for text in texts.split(";") if text.strip()]


@lru_cache(maxsize=4096)
def _value(category: str, text: str) -> Value:
    """Return one value, its blanks (U+00A0 too) collapsed; shared to save memory."""
    return Value(
        category=" ".join(category.upper().split()), text=" ".join(text.split())
    )


@lru_cache(maxsize=4096)
def value_of_code(code: str, era: str) -> Value:
    """Return what a column of a site export stands for, or the code itself."""
    found = taxonomy.value_of_code(code, "2026" if era == "2026" else "2025")
    return found or Value(category=UNKNOWN_CODE, text=code.upper())
