"""One live pull into a snapshot: resumed where it may be, settled however it ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from locator.errors import InconsistentPull, PullRefused, SourceChanged
from locator.http import Fetcher
from locator.ingest.snapshots import Snapshot, begin_snapshot, find_partial
from locator.progress import Stages
from locator.sources.base import Source

STAGE = "Copying the list"
REFUSALS = (PullRefused, InconsistentPull, SourceChanged)


@dataclass(slots=True)
class Pull:
    """A pull of one source, and the snapshot it is written to."""

    source: Source
    url: str
    home: Path
    now: datetime
    resume: bool = True
    snapshot: Snapshot | None = None

    def fetch(self, fetcher: Fetcher, stages: Stages) -> Snapshot:
        """Fetch the pages that are still missing; return the whole snapshot."""
        stages.tell(STAGE, 0, None)
        self.snapshot = self._interrupted() or self._begin()
        kept = self.snapshot.pages
        done = sum(len(page.rows) for page in kept)
        for page in self.source.fetch(fetcher, self.url, kept):
            if page.number == 1 and kept:
                # The directory has changed since: what we kept does not fit any more.
                self.snapshot.drop()
                self.snapshot, done = self._begin(), 0
            self.snapshot.append(page)
            done += len(page.rows)
            stages.tell(STAGE, done, page.record_count)
        return self.snapshot

    @contextmanager
    def settled(self) -> Iterator[None]:
        """Name the snapshot by how the run ends: kept, refused, or left to resume."""
        try:
            yield
        except REFUSALS:
            if self.snapshot:
                self.snapshot.refuse()
            raise
        except BaseException:
            if self.snapshot:
                self.snapshot.leave()
            raise
        if self.snapshot:
            self.snapshot.keep()

    def _interrupted(self) -> Snapshot | None:
        if not self.resume:
            return None
        return find_partial(self.home, self.source.info.id, self.url, self.now)

    def _begin(self) -> Snapshot:
        return begin_snapshot(self.home, self.source.info.id, self.url, self.now)
