"""When each list was copied: every accepted run of a source, and the newest of a kind."""

from datetime import datetime

from sqlalchemy import Connection, select

from locator.store.rows import RunRow


class Copies:
    """When each run copied its rows, and which runs are the newest of their kind."""

    def __init__(self, connection: Connection) -> None:
        query = select(RunRow.id, RunRow.source, RunRow.kinds, RunRow.retrieved_at)
        query = query.where(RunRow.status == "accepted")
        query = query.order_by(RunRow.retrieved_at, RunRow.id)
        self._moments: dict[int, datetime] = {}
        # By source and kind: the newest accepted run that brought rows of it, and when.
        self.newest: dict[tuple[str, str], tuple[int, datetime]] = {}
        for run_id, source, kinds, at in connection.execute(query):
            self._moments[run_id] = at
            for kind in kinds.split():
                self.newest[source, kind] = (run_id, at)

    def moment(self, source: str, kind: str, run_id: int) -> datetime | None:
        """Return when a listing was copied; None by the newest run of its kind."""
        newest = self.newest.get((source, kind))
        if newest is not None and newest[0] == run_id:
            return None
        return self._moments[run_id]


class KnownCopies:
    """The copies of the newest stamp: runs are many, and change only with the stamp."""

    def __init__(self) -> None:
        # Swapped whole: no thread sees one stamp with another's copies.
        self._known: tuple[int, Copies] | None = None

    def at(self, connection: Connection, stamp: int) -> Copies:
        """Return the copies of the stamp that this very connection reads."""
        known = self._known
        if known is None or known[0] != stamp:
            known = self._known = stamp, Copies(connection)
        return known[1]
