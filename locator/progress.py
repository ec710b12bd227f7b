"""How far a run is, in a small file that the web server and other commands read."""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

Progress = Callable[[str, int, int | None], None]

FILE_NAME = "sync.json"
WRITE_EVERY_S = 0.5
# Longer than any silence of a healthy run: a pull gives up within 90 s of a fault.
STALE_AFTER = timedelta(minutes=10)


class SyncStatus(msgspec.Struct, frozen=True):
    """What a run is doing; `total` is None while nobody knows it."""

    source: str
    stage: str
    done: int
    total: int | None
    started_at: datetime
    updated_at: datetime
    pid: int

    @property
    def percent(self) -> int | None:
        """How much is done, or None while nobody knows how much there is."""
        return min(100, 100 * self.done // self.total) if self.total else None


class Stages:
    """Tells a caller, and the status file, how far a run is."""

    def __init__(
        self, home: Path, source: str, progress: Progress | None = None
    ) -> None:
        self._path = home / FILE_NAME
        self._source = source
        self._progress = progress
        self._started_at = datetime.now(UTC)
        self._stage = ""
        self._written = 0.0

    def __enter__(self) -> "Stages":
        """Say that a run has begun."""
        self.tell("Starting", 0, None)
        return self

    def __exit__(self, *_exc: object) -> None:
        """Take the file away: nothing is running any more."""
        self._path.unlink(missing_ok=True)

    def tell(self, stage: str, done: int, total: int | None) -> None:
        """Pass on how far a stage is; the file is written twice a second at most."""
        if self._progress is not None and stage != "Starting":
            self._progress(stage, done, total)
        elapsed = time.monotonic() - self._written
        if stage == self._stage and elapsed < WRITE_EVERY_S and done != total:
            return
        self._stage, self._written = stage, time.monotonic()
        status = SyncStatus(
            self._source,
            stage,
            done,
            total,
            self._started_at,
            datetime.now(UTC),
            os.getpid(),
        )
        self._replace(msgspec.json.encode(status))

    def _replace(self, content: bytes) -> None:
        # Progress is a comfort: a full disk must fail the run where it matters, not here.
        new = self._path.with_suffix(".json.new")
        try:
            new.write_bytes(content)
            new.replace(self._path)
        except OSError:
            new.unlink(missing_ok=True)


def read_sync_status(home: Path) -> SyncStatus | None:
    """Return what a living run is doing; None when there is none to speak of."""
    try:
        content = (home / FILE_NAME).read_bytes()
        status = msgspec.json.decode(content, type=SyncStatus)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    if datetime.now(UTC) - status.updated_at > STALE_AFTER or not _is_alive(status.pid):
        return None
    return status


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
