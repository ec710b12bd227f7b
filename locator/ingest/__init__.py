"""The only conductor: fetch, snapshot, parse, normalize, merge, guard, write, report."""

from locator.ingest.commands import import_file, load_practice, sync
from locator.ingest.decision_table import (
    add_decisions,
    check_decision,
    read_decisions,
    write_decisions,
)
from locator.ingest.decisions import idle_decisions, remerge
from locator.ingest.geocoding import GeocodeReport, fill_gaps
from locator.ingest.lock import SyncLock
from locator.ingest.report import IngestReport
from locator.progress import SyncStatus, read_sync_status

__all__ = [
    "GeocodeReport",
    "IngestReport",
    "SyncLock",
    "SyncStatus",
    "add_decisions",
    "check_decision",
    "fill_gaps",
    "idle_decisions",
    "import_file",
    "load_practice",
    "read_decisions",
    "read_sync_status",
    "remerge",
    "sync",
    "write_decisions",
]
