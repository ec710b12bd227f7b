"""SAMHSA's directory of certified opioid treatment programs (OTPs): who may give methadone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from locator import identity, taxonomy
from locator.http import Fetcher
from locator.limits import USUAL, Limits
from locator.places import STATE_NAMES
from locator.records import Address, Listing, Phone, Value
from locator.sources.base import FileContents, Page, Row, SourceInfo
from locator.sources.fields import AddressFields
from locator.sources.tables import Table, day_in, open_row, pages_of
from locator.wording import to_translate

INFO = SourceInfo(
    id="otp-directory",
    title="SAMHSA Opioid Treatment Program Directory",
    publisher="Substance Abuse and Mental Health Services Administration (SAMHSA)",
    homepage="https://www.samhsa.gov/find-help/locators/opioid-treatment-program-directory",
    licence=to_translate("US federal work, public domain (17 U.S.C. 105)"),
    terms=to_translate(
        "SAMHSA appreciates being cited, and asks that its directory not be sold."
    ),
    cadence=to_translate(
        "Programs are added as SAMHSA certifies them, several a week."
    ),
    least_rows=1_700,
    most_rows=4_000,
    stale_after=timedelta(days=31),
    url=(
        "https://www.samhsa.gov/find-help/locators/"
        "opioid-treatment-program-directory/export?page&_format=csv"
    ),
)
KIND = "OTP"
CERTIFIED_ON = "first full certification date/cms use"
ADDRESS = AddressFields("street", "", "city", "state", "zip code")
TABLE = Table(
    INFO.id,
    INFO.title,
    frozenset({"program name", "street", "city", "state", "zip code", "phone"}),
)


@dataclass(frozen=True, slots=True)
class OtpDirectory:
    """One CSV export; a row is a certificate, and says nothing of other medicines."""

    info: SourceInfo = INFO

    def fetch(
        self, fetcher: Fetcher, url: str, _kept: Sequence[Page] = ()
    ) -> Iterator[Page]:
        """Yield the export, which comes whole, as pages."""
        rows = TABLE.rows_of_csv(fetcher.get_csv(url))
        return pages_of(rows, self.info.title)

    def read_file(self, path: Path, limits: Limits = USUAL) -> FileContents:
        """Read the CSV export; its name holds the second it was made."""
        return TABLE.read_file(path, limits)

    def parse(self, row: Row, *, as_of: str | None) -> Listing:
        """Make a listing of raw strings from one row; raise BadRow without must-haves."""
        reader = open_row(row)
        name = reader.require("program name")
        address = reader.take_address(ADDRESS)
        phone = reader.take("phone")
        values = _values(reader.take("certification"), reader.take(CERTIFIED_ON))
        reading = taxonomy.read_otp_row(name, address.address_1)
        raw_facts = (KIND, name, None, address.address_1, None, address.postal_code[:5])
        return Listing(
            key=identity.listing_key(self.info.id, raw_facts),
            source=self.info.id,
            kind=KIND,
            name1=name,
            name2=None,
            address=_without_state(address),
            phones=(Phone(phone),) if phone else (),
            website=None,
            point=None,
            values=values,
            reading=replace(reading, remarks=reader.finish()),
            as_of=as_of,
            raw=row,
        )


def _values(status: str | None, since: str | None) -> tuple[Value, ...]:
    """Return the certificate in words; its date says nothing of today."""
    day = day_in(since)
    texts = [f"SAMHSA certification: {status}"] if status else []
    texts += [f"First fully certified {day}"] if day else []
    return tuple(Value(taxonomy.CERTIFICATE, text) for text in texts)


def _without_state(address: Address) -> Address:
    """Return the address with a city that does not repeat its state ("Jessup, MD")."""
    state = address.state_province
    repeated = rf",\s*(?:{state}|{re.escape(STATE_NAMES[state])})\s*$"
    city = re.sub(repeated, "", address.city, flags=re.IGNORECASE)
    return replace(address, city=city or address.city)
