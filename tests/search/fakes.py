"""A small taxonomy, made-up places, and a store that only remembers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from locator.geo import Point
from locator.records import (
    Access,
    Address,
    Claim,
    Location,
    Precision,
    SourceRef,
    Strength,
)
from locator.search.columns import Layout, LimitLabel, TermGroup

LAYOUT = Layout(
    groups=(
        TermGroup("medicine", "any", ("methadone", "buprenorphine", "naltrexone")),
        TermGroup("care", "any", ("counseling", "detox", "telehealth")),
        TermGroup("payment", "any", ("medicaid", "free")),
        TermGroup("people", "all", ("veterans", "women")),
        TermGroup("language", "all", ("spanish", "sign-language")),
        TermGroup("kind", "any", ("otp",)),
    ),
    labels=(
        LimitLabel("va", ("veterans",)),
        LimitLabel("women-only", ("women",)),
        LimitLabel("dui-only", ()),
    ),
)


def make_place(
    name: str,
    latitude: float = 42.0,
    longitude: float = -71.0,
    *,
    yes: tuple[str, ...] = (),
    likely: tuple[str, ...] = (),
    maybe: tuple[str, ...] = (),
    labels: tuple[str, ...] = (),
    access: Access | None = None,
    **more: Any,
) -> Location:
    """Return a place at a point, offering some terms."""
    point = Point(latitude, longitude)
    strengths = (
        (yes, Strength.YES),
        (likely, Strength.LIKELY),
        (maybe, Strength.MAYBE),
    )
    facts: dict[str, Any] = {
        "id": name,
        "slug": f"place-{name}",
        "name": f"Place {name}",
        "organization": "Example Health",
        "address": Address("1 Main Street", None, "Springfield", "MA", "02118"),
        "phones": (),
        "website": None,
        "point": point,
        "precision": Precision.ADDRESS,
        "search_point": point,
        "access": access or (Access.LIMITED if labels else Access.OPEN),
        "access_labels": labels,
        "offers": tuple(
            Claim(term, strength, "findtreatment", None)
            for terms, strength in strengths
            for term in terms
        ),
        "declared": (),
        "sources": (SourceRef("findtreatment", name, "SA", None),),
    }
    return Location(**{**facts, **more})


@dataclass
class FakeStore:
    """A directory in memory; counts how often it is read."""

    places: list[Location] = field(default_factory=list)
    version: str | None = "v1"
    stamp: int = 1
    broken: bool = False
    failure: str | None = None
    reads: int = 0

    def state(self) -> Any:
        if self.broken:
            raise OSError("disk I/O error")
        return SimpleNamespace(
            version=self.version,
            stamp=self.stamp,
            practice=False,
            locations=len(self.places),
        )

    def sources(self) -> Any:
        return (SimpleNamespace(stamp=self.stamp, last_failure=self.failure),)

    def locations(self) -> Iterator[Location]:
        self.reads += 1
        yield from self.places
