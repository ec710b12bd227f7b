"""The only conductor: fetch, snapshot, parse, normalize, merge, guard, write, report."""

from locator.ingest.commands import import_file, load_practice, sync
from locator.ingest.lock import SyncLock
from locator.ingest.report import IngestReport
from locator.progress import SyncStatus, read_sync_status

__all__ = [
    "IngestReport",
    "SyncLock",
    "SyncStatus",
    "import_file",
    "load_practice",
    "read_sync_status",
    "sync",
]
