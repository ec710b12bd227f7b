"""How far the pull of the directory is, read from the file that the sync writes."""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SyncProgress:
    """The stage of a pull, and how many rows of how many."""

    stage: str
    done: int
    total: int

    @property
    def percent(self) -> int | None:
        """How much is done, or None while nobody knows how much there is."""
        return min(100, 100 * self.done // self.total) if self.total > 0 else None


def read_progress(home: Path) -> SyncProgress | None:
    """Return the progress in `home/sync.json`, or None if there is nothing readable."""
    try:
        facts = json.loads((home / "sync.json").read_bytes())
        return SyncProgress(
            stage=str(facts.get("stage") or ""),
            done=int(facts.get("done") or 0),
            total=int(facts.get("total") or 0),
        )
    except (OSError, ValueError, TypeError, AttributeError):
        return None
