"""Answers of geocoders: kept apart from places, and without the address itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, String, delete, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from locator.geo import Point
from locator.store.rows import Row


@dataclass(frozen=True, slots=True)
class GeocodeAnswer:
    """What a geocoder said of one address; no point: it knows none that can be right."""

    key: str
    point: Point | None
    provider: str
    asked_at: datetime


class GeocodeRow(Row):
    """An answer, by a hash of the address."""

    __tablename__ = "geocode"

    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    provider: Mapped[str] = mapped_column(String(32))
    asked_at: Mapped[datetime]


def read_geocodes(connection: Connection) -> Mapping[str, GeocodeAnswer]:
    """Return every answer, misses included, by the key of its address."""
    columns = (
        GeocodeRow.key,
        GeocodeRow.latitude,
        GeocodeRow.longitude,
        GeocodeRow.provider,
        GeocodeRow.asked_at,
    )
    return {
        key: GeocodeAnswer(key, _point(latitude, longitude), provider, asked_at)
        for key, latitude, longitude, provider, asked_at in connection.execute(
            select(*columns).order_by(GeocodeRow.key)
        )
    }


def write_geocode(connection: Connection, answer: GeocodeAnswer) -> None:
    """Keep one answer in the place of an earlier one."""
    point = answer.point
    connection.execute(delete(GeocodeRow).where(GeocodeRow.key == answer.key))
    connection.execute(
        insert(GeocodeRow).values(
            key=answer.key,
            latitude=point.latitude if point else None,
            longitude=point.longitude if point else None,
            provider=answer.provider,
            asked_at=answer.asked_at,
        )
    )


def _point(latitude: float | None, longitude: float | None) -> Point | None:
    if latitude is None or longitude is None:
        return None
    return Point(latitude, longitude)
