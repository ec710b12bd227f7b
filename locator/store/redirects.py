"""Where an id that was written down once leads today, inside a query."""

from typing import Any

from sqlalchemy import Select, func
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.functions import coalesce

from locator.store.rows import IdAliasRow, ListingRow


def today_of(column: InstrumentedAttribute[str]) -> coalesce[Any]:
    """Return the id of the place that a kept id leads to now."""
    return func.coalesce(ListingRow.location_id, column)


def follow(query: Select[Any], column: InstrumentedAttribute[str]) -> Select[Any]:
    """Join what `today_of` reads, as `reads.read_place` follows an id."""
    return query.outerjoin(IdAliasRow, IdAliasRow.id == column).outerjoin(
        ListingRow,
        ListingRow.founding_key == func.coalesce(IdAliasRow.founding_key, column),
    )
