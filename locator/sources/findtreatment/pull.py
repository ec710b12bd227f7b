"""The whole directory from FindTreatment.gov's JSON API, page by page, checked."""

import math
from collections.abc import Iterator, Sequence

import msgspec

from locator.errors import InconsistentPull, SourceChanged, SourceError
from locator.http import Fetcher
from locator.limits import shown
from locator.places import STATE_NAMES
from locator.sources.base import Page, Row
from locator.sources.findtreatment.geography import count_outside_us

# One query from the middle of the contiguous states, latitude first, without a
# limit: everything by distance, as far as Palau; rows without coordinates last.
# `sType` must be lower case, and must be there: without it come other directories.
QUERY = {"sAddr": "39.8283,-98.5795", "sType": "both", "sort": "0"}

FIELDS = ("name1", "city", "state", "zip", "services", "latitude", "longitude")
TYPE_FIELDS = ("typeFacility", "type_facility")
ODD_SHARE = 0.05
ODD_AT_LEAST = 3
# Some facilities are listed twice in earnest: 27 of 12,205 in 2024.
REPEATED_SHARE = 0.5
REPEATED_AT_LEAST = 20


def fetch_pages(
    fetcher: Fetcher, url: str, kept: Sequence[Page], page_size: int
) -> Iterator[Page]:
    """Yield the pages after `kept`, or all from page 1 if the directory has changed."""
    first = ask_page(fetcher, url, 1, page_size)
    check = resume(first, kept, page_size)
    if check is None:
        check = PullCheck(page_size)
        check.accept(first)
        yield first
    for number in range(check.accepted + 1, first.total_pages + 1):
        page = ask_page(fetcher, url, number, page_size)
        check.accept(page)
        yield page
    check.finish()


def ask_page(fetcher: Fetcher, url: str, number: int, page_size: int) -> Page:
    """Ask for one page and return it if it has the shape of one."""
    paging = {"pageSize": str(page_size), "page": str(number)}
    return read_envelope(fetcher.get_json(url, {**QUERY, **paging}))


def read_envelope(envelope: object) -> Page:
    """Return `{"page", "totalPages", "recordCount", "rows"}` as a page."""
    if not isinstance(envelope, dict) or not is_rows(envelope.get("rows")):
        raise SourceChanged(
            "FindTreatment.gov's answer has no list of rows: its format has changed,"
            " and this version cannot read it."
        )
    return Page(
        number=_whole(envelope, "page"),
        total_pages=_whole(envelope, "totalPages"),
        record_count=_whole(envelope, "recordCount"),
        rows=tuple(envelope["rows"]),
    )


def _whole(envelope: dict[str, object], name: str) -> int:
    count = envelope.get(name)
    if isinstance(count, int) and not isinstance(count, bool) and count >= 0:
        return count
    raise SourceChanged(
        f"FindTreatment.gov's {name} is {count!r}, not a whole number: its format has"
        " changed, and this version cannot read it."
    )


def is_rows(found: object) -> bool:
    """Say whether something is a list of objects."""
    return isinstance(found, list) and all(isinstance(row, dict) for row in found)


class PullCheck:
    """Accepts the pages of one pull in order, each checked against those before."""

    def __init__(self, page_size: int) -> None:
        self.accepted = 0
        self._page_size = page_size
        self._first: Page | None = None
        self._rows = 0
        self._seen: set[int] = set()

    def accept(self, page: Page) -> None:
        """Raise SourceChanged or InconsistentPull if this page cannot be right."""
        if self._first is None:
            check_not_empty(page)
            self._first = page
        self._check_counts(page, self._first)
        check_rows(page.rows)
        self._check_new(page)
        self.accepted += 1
        self._rows += len(page.rows)

    def finish(self) -> None:
        """Raise InconsistentPull unless every row that was announced came."""
        announced = self._first.record_count if self._first else 0
        if self._rows != announced:
            raise InconsistentPull(
                f"{self._rows:,} rows came, {announced:,} were announced."
            )

    def _check_counts(self, page: Page, first: Page) -> None:
        if page.number != self.accepted + 1:
            raise InconsistentPull(
                f"Asked for page {self.accepted + 1}, got page {page.number}."
            )
        counts = (page.record_count, page.total_pages)
        if counts != (first.record_count, first.total_pages):
            raise InconsistentPull(
                f"Page {page.number} says {counts[0]:,} rows on {counts[1]} pages; page 1"
                f" said {first.record_count:,} on {first.total_pages}. The directory"
                " changed during the pull: try again."
            )
        if page.total_pages != math.ceil(page.record_count / self._page_size):
            raise InconsistentPull(
                f"{page.record_count:,} rows do not make {page.total_pages} pages of"
                f" {self._page_size:,}."
            )
        before = (page.number - 1) * self._page_size
        expected = min(self._page_size, page.record_count - before)
        if len(page.rows) != expected:
            raise InconsistentPull(
                f"Page {page.number} has {len(page.rows):,} rows instead of"
                f" {expected:,}."
            )

    def _check_new(self, page: Page) -> None:
        """Refuse a page that another page of this pull has already brought."""
        rows = {fingerprint(row) for row in page.rows}
        repeated = len(rows & self._seen)
        if repeated > max(REPEATED_AT_LEAST, REPEATED_SHARE * len(page.rows)):
            raise InconsistentPull(
                f"Page {page.number} repeats {repeated:,} rows of earlier pages."
            )
        self._seen |= rows


def resume(first: Page, kept: Sequence[Page], page_size: int) -> PullCheck | None:
    """Return the check with `kept` accepted, or None if they are of another pull."""
    if not kept or first != kept[0]:
        return None
    check = PullCheck(page_size)
    try:
        for page in kept:
            check.accept(page)
    except SourceError:
        return None
    return check


def fingerprint(row: Row) -> int:
    """Return a hash of what a row says, without its place in the reply."""
    facts = {name: fact for name, fact in row.items() if name not in {"_irow", "miles"}}
    return hash(msgspec.json.encode(facts, order="deterministic"))


def check_not_empty(page: Page) -> None:
    """Refuse a directory of nothing."""
    if not page.rows or not page.record_count:
        raise SourceChanged(
            "FindTreatment.gov answered with no rows at all. It has done so before when"
            " sType was in upper case or the coordinates were reversed: the query no"
            " longer means what it did."
        )


def check_rows(rows: Sequence[Row]) -> None:
    """Refuse rows whose fields are gone or whose places are not in the US."""
    missing = [name for name in FIELDS if not any(name in row for row in rows)]
    if not any(name in row for row in rows for name in TYPE_FIELDS):
        missing.append(TYPE_FIELDS[0])
    if missing:
        raise SourceChanged(
            f"No row has {' or '.join(missing)}; rows have"
            f" {shown(', '.join(sorted(map(str, rows[0]))))}."
        )
    located, outside = count_outside_us(rows)
    if is_odd(outside, located):
        raise SourceChanged(
            f"{outside:,} of {located:,} places lie outside the US: the coordinates may"
            " be reversed."
        )
    foreign = sum(
        str(row.get("state")).strip().upper() not in STATE_NAMES for row in rows
    )
    if is_odd(foreign, len(rows)):
        raise SourceChanged(
            f"{foreign:,} rows of a page name no US state or territory."
        )


def is_odd(count: int, total: int) -> bool:
    """Say whether so many of so many is more than stray mistakes."""
    return count > max(ODD_AT_LEAST, ODD_SHARE * total)
