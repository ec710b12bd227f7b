"""One sync at a time: a lock that the system drops when its holder dies."""

from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

from locator.errors import SyncBusy
from locator.progress import read_sync_status


class SyncLock:
    """Held while the directory is pulled or written; holding it twice is no harm."""

    def __init__(self, home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self._home = home
        # One lock object a path and process, so that nested holders share it.
        self._lock = FileLock(home / "sync.lock", timeout=0, is_singleton=True)

    def __enter__(self) -> "SyncLock":
        """Take the lock; raise SyncBusy, saying who holds it."""
        try:
            self._lock.acquire()
        except Timeout as error:
            raise SyncBusy(f"{self._holder()} Wait for it to end.") from error
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        """Let go."""
        self._lock.release()

    def _holder(self) -> str:
        status = read_sync_status(self._home)
        if status is None:
            return "Another sync or import is running."
        return (
            f"Another run is on: {status.source}, process {status.pid}, started"
            f" {status.started_at:%Y-%m-%d %H:%M} UTC, now: {status.stage.lower()}."
        )
