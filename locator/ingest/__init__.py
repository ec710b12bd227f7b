"""The only conductor: fetch, snapshot, parse, normalize, merge, guard, write, report."""

from locator.ingest.commands import import_file, load_practice, sync
from locator.ingest.geocoding import GeocodeReport, fill_gaps
from locator.ingest.lock import SyncLock
from locator.ingest.report import IngestReport
from locator.progress import SyncStatus, read_sync_status

__all__ = [
    "GeocodeReport",
    "IngestReport",
    "SyncLock",
    "SyncStatus",
    "fill_gaps",
    "import_file",
    "load_practice",
    "read_sync_status",
    "sync",
]
