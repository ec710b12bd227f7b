"""HRSA's health centers: places that must care for everyone. It names no medicine."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from locator import identity, taxonomy
from locator.geo import Point
from locator.http import Fetcher
from locator.limits import USUAL, Limits
from locator.records import Address, Listing, Phone
from locator.sources.base import FileContents, Page, Row, SourceInfo
from locator.sources.fields import AddressFields, RowReader
from locator.sources.tables import Table, day_in, open_row, pages_of
from locator.wording import to_translate

INFO = SourceInfo(
    id="hrsa",
    title="HRSA Health Center Sites",
    publisher="Health Resources and Services Administration (HRSA)",
    homepage="https://data.hrsa.gov/data/download",
    licence=to_translate("US federal work, public domain (17 U.S.C. 105)"),
    terms=to_translate("HRSA asks to be named as the source."),
    cadence=to_translate(
        "Written anew every day; a site changes when its health center reports it."
    ),
    # Without the sites that are offices only.
    least_rows=12_000,
    most_rows=30_000,
    stale_after=timedelta(days=31),
    url=(
        "https://data.hrsa.gov/DataDownload/DD_Files/"
        "Health_Center_Service_Delivery_and_LookAlike_Sites.csv"
    ),
)
KIND = "HRSA"
ADDRESS = AddressFields(
    "site address", "", "site city", "site state abbreviation", "site postal code"
)
SITE_TYPE = "health center type description"
SETTING = "health center service delivery site location setting description"
LOCATION_TYPE = "health center location type description"
LONGITUDE = "geocoding artifact address primary x coordinate"
LATITUDE = "geocoding artifact address primary y coordinate"
WRITTEN_ON = "data warehouse record create date"
HOURS = "operating hours per week"
NUMBER = "bphc assigned number"
# Ids, billing numbers, regions and districts: known, and of no use to a visitor.
NOT_NEEDED = re.compile(
    r".*\b(?:identification number|billing number|npi number|calendar|schedule|indicator|county"
    r"|code|region|state|congressional|representative|senator|organization|operator)\b.*"
    r"|health center number|site status description|site added to scope this date"
    r"|grantee organization type description"
)


def _is_place(row: Row) -> bool:
    """Tell sites that see patients from offices and from those not open."""
    kind = str(row.get(SITE_TYPE) or "").casefold()
    status = str(row.get("site status description") or "active").casefold()
    return "service delivery" in kind and status == "active"


TABLE = Table(
    INFO.id,
    INFO.title,
    frozenset(
        {NUMBER, "site name", SITE_TYPE, SETTING, LOCATION_TYPE, *ADDRESS} - {""}
    ),
    _is_place,
)


@dataclass(frozen=True, slots=True)
class Hrsa:
    """One CSV file; whether a site treats opioid use it does not say, so neither do we."""

    info: SourceInfo = INFO

    def fetch(
        self, fetcher: Fetcher, url: str, _kept: Sequence[Page] = ()
    ) -> Iterator[Page]:
        """Yield the sites that see patients as pages; the file comes whole."""
        rows = TABLE.rows_of_csv(fetcher.get_csv(url))
        return pages_of(rows, self.info.title)

    def read_file(self, path: Path, limits: Limits = USUAL) -> FileContents:
        """Read the CSV download; each row says on which day HRSA wrote it."""
        contents = TABLE.read_file(path, limits)
        days = (day_in(str(row.get(WRITTEN_ON) or "")) for row in contents.rows)
        newest = max((day for day in days if day), default=None)
        if newest is None or contents.retrieved_at is not None:
            return contents
        written = datetime.fromisoformat(newest).replace(tzinfo=UTC)
        return replace(contents, retrieved_at=written)

    def parse(self, row: Row, *, as_of: str | None) -> Listing:
        """Make a listing of raw strings from one row; raise BadRow without must-haves."""
        reader = open_row(row)
        number, site = reader.require(NUMBER), reader.require("site name")
        organization = reader.take("health center name") or site
        setting, location_type = reader.take(SETTING), reader.take(LOCATION_TYPE)
        private = taxonomy.keeps_street_private(setting)
        printed, point = reader.take_address(ADDRESS), _take_point(reader)
        phone, website = (
            reader.take("site telephone number"),
            reader.take("site web address"),
        )
        center, hours = reader.take("health center type"), reader.take(HOURS)
        reader.ignore(SITE_TYPE, WRITTEN_ON)
        reader.ignore_like(NOT_NEEDED)
        reading = taxonomy.read_health_center(setting, location_type)
        return Listing(
            key=identity.listing_key(self.info.id, (KIND, number)),
            source=self.info.id,
            kind=KIND,
            name1=organization,
            name2=site if site != organization else None,
            address=_private(printed) if private else printed,
            phones=(Phone(phone),) if phone else (),
            website=website,
            point=None if private else point,
            values=taxonomy.health_center_values(center, setting, location_type, hours),
            reading=replace(reading, remarks=reader.finish()),
            as_of=as_of,
            raw=row,
        )


def _private(address: Address) -> Address:
    return replace(address, address_1=None, address_2=None, withheld=True)


def _take_point(reader: RowReader) -> Point | None:
    longitude, latitude = reader.take(LONGITUDE), reader.take(LATITUDE)
    try:
        return Point(float(latitude or ""), float(longitude or ""))
    except ValueError:
        return None
