"""What an operator decided: kept apart from listings, which come and go."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, delete, insert, select

from locator.records import Decision
from locator.store.rows import DecisionRow

COLUMNS = (
    DecisionRow.kind,
    DecisionRow.listing_key,
    DecisionRow.other_key,
    DecisionRow.field,
    DecisionRow.value,
    DecisionRow.reason,
    DecisionRow.decided_by,
    DecisionRow.decided_on,
    DecisionRow.expires_on,
)


def read_decisions(connection: Connection) -> tuple[Decision, ...]:
    """Return every decision, in the order in which they were saved."""
    rows = connection.execute(select(*COLUMNS).order_by(DecisionRow.id)).mappings()
    return tuple(Decision(**row) for row in rows)


def write_decisions(connection: Connection, decisions: Sequence[Decision]) -> None:
    """Put these decisions in the place of all there were."""
    connection.execute(delete(DecisionRow))
    if decisions:
        connection.execute(insert(DecisionRow), [asdict(one) for one in decisions])
