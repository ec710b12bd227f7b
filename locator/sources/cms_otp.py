"""Opioid treatment programs that are enrolled in Medicare, from CMS."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from locator import identity, taxonomy
from locator.errors import InconsistentPull, SourceChanged
from locator.http import Fetcher
from locator.limits import USUAL, Limits
from locator.records import Address, Listing, Phone, Value
from locator.sources.base import FileContents, Page, Row, SourceInfo
from locator.sources.fields import AddressFields
from locator.sources.tables import Table, day_in, open_row, pages_of, rows_of_json
from locator.wording import to_translate

INFO = SourceInfo(
    id="cms-otp",
    title="Medicare Opioid Treatment Program Providers",
    publisher="Centers for Medicare & Medicaid Services (CMS)",
    homepage="https://data.cms.gov/provider-characteristics/medicare-provider-supplier-enrollment/opioid-treatment-program-providers",
    licence=to_translate("US federal work, public domain (17 U.S.C. 105)"),
    terms=to_translate("CMS asks to be named as the source."),
    cadence=to_translate(
        "Updated several times a year, as programs enroll in Medicare."
    ),
    least_rows=1_000,
    most_rows=4_000,
    stale_after=timedelta(days=120),
    url="https://data.cms.gov/data-api/v1/dataset/f1a8c197-b53d-4c24-9770-aea5d5a97dfb/data",
)
KIND = "OTP"
ADDRESS = AddressFields("address line 1", "address line 2", "city", "state", "zip")
TABLE = Table(
    INFO.id,
    INFO.title,
    frozenset(
        {"npi", "provider name", "address line 1", "city", "state", "zip", "phone"}
    ),
)
# What a second line must say to be a part of the address: any digit, or one of these.
PART_OF_ADDRESS = re.compile(
    r"\d|#|\b(?:apt|basement|bldg|bsmnt|building|fl|floor|level|lobby|lower|p ?o box"
    r"|rear|rm|room|ste|suite|unit|upper|annex)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CmsOtp:
    """One table, live as JSON or downloaded as CSV; names are cut at 35 characters."""

    info: SourceInfo = INFO
    page_size: int = 1000

    def fetch(
        self, fetcher: Fetcher, url: str, _kept: Sequence[Page] = ()
    ) -> Iterator[Page]:
        """Yield the table as pages, once all of it is here: it announces no total."""
        rows: list[Row] = []
        while True:
            part = self._ask(fetcher, url, len(rows))
            if part and part[0] in rows:
                raise InconsistentPull(f"{self.info.title}: a page came twice.")
            rows += part
            if len(part) < self.page_size:
                break
            if len(rows) > self.info.most_rows:
                raise SourceChanged(
                    f"{self.info.title} does not end: {len(rows):,} rows."
                )
        return pages_of(TABLE.checked(rows), self.info.title)

    def _ask(self, fetcher: Fetcher, url: str, offset: int) -> list[Row]:
        paging = {"size": str(self.page_size), "offset": str(offset)}
        rows = rows_of_json(fetcher.get_json(url, paging), self.info.title)
        if len(rows) > self.page_size:
            raise SourceChanged(
                f"{self.info.title} sent more rows than were asked for."
            )
        return rows

    def read_file(self, path: Path, limits: Limits = USUAL) -> FileContents:
        """Read the CSV or JSON that CMS offers for download."""
        return TABLE.read_file(path, limits)

    def parse(self, row: Row, *, as_of: str | None) -> Listing:
        """Make a listing of raw strings from one row; raise BadRow without must-haves."""
        reader = open_row(row)
        name, numbers = reader.require("provider name"), reader.require("npi")
        printed = reader.take_address(ADDRESS)
        phone, since = reader.take("phone"), reader.take("medicare id effective date")
        name2, address = _split_second_line(printed)
        reading = taxonomy.read_otp_row(
            name, printed.address_1, printed.address_2, medicare=True
        )
        # One cell may hold several numbers, in any order.
        npis = " ".join(sorted(numbers.split()))
        streets = (printed.address_1, printed.address_2)
        raw_facts = (KIND, npis, name, *streets, printed.postal_code[:5])
        return Listing(
            key=identity.listing_key(self.info.id, raw_facts),
            source=self.info.id,
            kind=KIND,
            name1=name,
            name2=name2,
            address=address,
            phones=(Phone(phone),) if phone else (),
            website=None,
            point=None,
            values=_values(since),
            reading=replace(reading, remarks=reader.finish()),
            as_of=as_of,
            raw=row,
        )


def _split_second_line(address: Address) -> tuple[str | None, Address]:
    """Return a second line that names the clinic, not a suite, apart from the address."""
    line = address.address_2
    if not line or PART_OF_ADDRESS.search(line):
        return None, address
    return line, replace(address, address_2=None)


def _values(since: str | None) -> tuple[Value, ...]:
    """Return the enrollment in words; its date says nothing of today."""
    day = day_in(since)
    text = f"Enrolled in Medicare since {day}" if day else "Enrolled in Medicare"
    return (Value(taxonomy.ENROLLMENT, text),)
