"""Why a whole pull must not replace what we have; pure, and said in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from locator.ingest.copies import Copy, is_older
from locator.ingest.statistics import PullStatistics
from locator.sources.base import SourceInfo

LEAST_OF_LAST = 0.85
LEAST_OF_MOST = 0.75
MOST_WITHIN = timedelta(days=90)
MOST_UNKNOWN = 0.02
MOST_REJECTED = 0.02
SHARES = {
    "phone": "a phone number",
    "street": "a street",
    "coordinates": "coordinates",
    "services": "services",
}


@dataclass(frozen=True, slots=True)
class EarlierPull:
    """An accepted full pull to compare with."""

    retrieved_at: datetime
    as_of: str | None
    statistics: PullStatistics


@dataclass(frozen=True, slots=True)
class Objection:
    """One reason; a person may accept that a list shrank, not that it is another."""

    text: str
    may_be_accepted: bool


def find_objections(
    pull: PullStatistics,
    earlier: Sequence[EarlierPull],
    info: SourceInfo,
    *,
    copy: Copy,
    accept_shrink: bool,
) -> list[Objection]:
    """Return why a full pull must be refused; `earlier` has the newest copy last."""
    lasting = [*_shape(pull, info), *_outdated(copy, earlier)]
    shrunk = [*_size(pull, info)]
    if earlier:
        shrunk += _shrunk(pull, earlier[-1].statistics)
        shrunk += _under_most(pull, earlier, copy.retrieved_at)
    objections = [Objection(text, may_be_accepted=False) for text in lasting]
    if not accept_shrink:
        objections += [Objection(text, may_be_accepted=True) for text in shrunk]
    return objections


def _shape(pull: PullStatistics, info: SourceInfo) -> Iterator[str]:
    if pull.rows > info.most_rows:
        yield f"{pull.rows:,} rows; it has at most {info.most_rows:,}"
    if pull.rows - pull.listings > MOST_REJECTED * pull.rows:
        yield f"{pull.rows - pull.listings:,} of {pull.rows:,} rows cannot be read"
    if pull.unknown_share > MOST_UNKNOWN:
        yield (
            f"{pull.unknown_share:.1%} of the values are unknown;"
            f" at most {MOST_UNKNOWN:.0%} may be"
        )
    for what in ("phone", "services"):
        if not pull.filled.get(what):
            yield f"no row has {SHARES[what]}"


def _outdated(copy: Copy, earlier: Sequence[EarlierPull]) -> Iterator[str]:
    """An old copy may add to a newer one, but what it lacks is not missing."""
    if not earlier:
        return
    last = earlier[-1]
    if is_older(copy.as_of, copy.retrieved_at, last.as_of, last.retrieved_at):
        ours = last.as_of or last.retrieved_at.date().isoformat()
        yield (
            f"this copy is older than the whole list we have, of {ours}; import it"
            " without --full"
        )


def _size(pull: PullStatistics, info: SourceInfo) -> Iterator[str]:
    if pull.rows < info.least_rows:
        yield f"only {pull.rows:,} rows; it has at least {info.least_rows:,}"


def _shrunk(pull: PullStatistics, last: PullStatistics) -> Iterator[str]:
    if pull.rows < LEAST_OF_LAST * last.rows:
        yield f"{pull.rows:,} rows, down from {last.rows:,} last time"
    for medicine, before in last.yes.items():
        count = pull.yes.get(medicine, 0)
        if count < LEAST_OF_LAST * before:
            yield f"{count:,} rows say yes to {medicine}, down from {before:,}"
    for what, words in SHARES.items():
        if pull.share(what) < LEAST_OF_LAST * last.share(what):
            yield (
                f"{pull.share(what):.0%} of the rows have {words},"
                f" down from {last.share(what):.0%}"
            )
    if gone := sorted(set(last.states) - set(pull.states)):
        yield f"no rows any more in {', '.join(gone)}"


def _under_most(
    pull: PullStatistics, earlier: Sequence[EarlierPull], now: datetime
) -> Iterator[str]:
    recent = [
        one.statistics.rows for one in earlier if now - one.retrieved_at <= MOST_WITHIN
    ]
    most = max(recent, default=0)
    if pull.rows < LEAST_OF_MOST * most:
        yield f"{pull.rows:,} rows; there were {most:,} within the last 90 days"
