"""What `locator sources new` writes; "FILL IN" keeps its tests red until it is gone."""

MODULE = '''"""FILL IN: one line about this directory."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from locator.errors import BadRow, SourceUnavailable
from locator.http import Fetcher
from locator.limits import USUAL, Limits
from locator.records import Listing
from locator.sources.base import FileContents, Page, Row, SourceInfo
from locator.sources.tables import Table

INFO = SourceInfo(
    id="$id",
    title="FILL IN",
    publisher="FILL IN",
    homepage="https://example.org/",
    licence="FILL IN",
    terms="FILL IN: one sentence, what its publisher asks of those who reuse it.",
    cadence="FILL IN: one sentence, how often it changes.",
    least_rows=1,
    most_rows=1_000,
    stale_after=timedelta(days=365),
)
# FILL IN: the columns it cannot do without, in lower case.
TABLE = Table(INFO.id, INFO.title, frozenset({"name", "city", "state", "zip"}))


@dataclass(frozen=True, slots=True)
class $name:
    """FILL IN: what kind of file it is, and how one gets it."""

    info: SourceInfo = INFO

    def fetch(
        self, _fetcher: Fetcher, _url: str, _kept: Sequence[Page] = ()
    ) -> Iterator[Page]:
        """Say that people download this directory; nothing is pulled live."""
        raise SourceUnavailable(
            f"{self.info.title} is not pulled live. Download it, then say:"
            f" locator import {self.info.id} FILE"
        )

    def read_file(self, path: Path, limits: Limits = USUAL) -> FileContents:
        """Read the downloaded CSV file."""
        return TABLE.read_file(path, limits)

    def parse(
        self,
        row: Row,  # noqa: ARG002 - FILL IN: drop this when it reads rows
        *,
        as_of: str | None,  # noqa: ARG002 - FILL IN: drop it too
    ) -> Listing:
        """Make a listing of raw strings from one row; raise BadRow without must-haves."""
        raise BadRow("FILL IN: rows cannot be read yet")
'''

TEST = '''"""$id: one invented row of each kind, read field by field."""

from pathlib import Path

from locator.sources.$module import $name

SAMPLE = Path(__file__).parent.parent / "fixtures" / "$id" / "sample.csv"


def read_sample():
    source = $name()
    contents = source.read_file(SAMPLE)
    return [source.parse(row, as_of=contents.as_of) for row in contents.rows]


def test_every_row_of_the_sample_becomes_a_listing():
    listings = read_sample()
    assert listings
    assert all(one.source == "$id" for one in listings)
    assert all(one.name1 and one.address.postal_code for one in listings)
    assert all(one.phones for one in listings)


def test_the_sample_says_what_the_place_offers():
    assert any(one.reading.offers for one in read_sample())
'''

SAMPLE = """name,street,suite,city,state,zip,phone
Example Clinic,1 Example Street,,Montpelier,VT,05602,802-555-0101
"""
