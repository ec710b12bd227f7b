"""FindTreatment.gov: SAMHSA's directory, from its API, its exports and our snapshots."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from locator.http import Fetcher
from locator.limits import USUAL, Limits
from locator.records import Listing
from locator.sources.base import FileContents, Page, Row, SourceInfo
from locator.sources.findtreatment import files, pull, rows
from locator.wording import to_translate

INFO = SourceInfo(
    id="findtreatment",
    title="FindTreatment.gov",
    publisher="Substance Abuse and Mental Health Services Administration (SAMHSA)",
    homepage="https://findtreatment.gov/",
    licence=to_translate("US federal work, public domain (17 U.S.C. 105)"),
    terms=to_translate(
        "SAMHSA appreciates being cited, and asks that its directory not be sold."
    ),
    cadence=to_translate(
        "Places answer a survey about once a year; corrections appear weekly."
    ),
    least_rows=20_000,
    most_rows=60_000,
    stale_after=timedelta(days=8),
    url="https://findtreatment.gov/locator/exportsAsJson/v2",
)


@dataclass(frozen=True, slots=True)
class FindTreatment:
    """The directory most people search; facts and page size are open to tests."""

    info: SourceInfo = INFO
    page_size: int = 2000  # the most the API gives

    def fetch(
        self, fetcher: Fetcher, url: str, kept: Sequence[Page] = ()
    ) -> Iterator[Page]:
        """Yield the pages after `kept`, which an interrupted pull left behind.

        Page 1 is asked again first. If it differs from the kept one, the pull starts
        over: the first page yielded then has number 1, and the caller forgets `kept`.
        """
        return pull.fetch_pages(fetcher, url, kept, self.page_size)

    def read_file(self, path: Path, limits: Limits = USUAL) -> FileContents:
        """Read JSON, JSON lines, a snapshot, or the site's CSV or XLSX, also as .gz."""
        return files.read_file(path, limits)

    def parse(self, row: Row, *, as_of: str | None) -> Listing:
        """Make a listing of raw strings from one row; raise BadRow without must-haves."""
        return rows.parse_row(row, source=self.info.id, as_of=as_of)
