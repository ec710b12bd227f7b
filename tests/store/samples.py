"""Makers of small records for the store's tests."""

from datetime import UTC, datetime

from locator.geo import Point
from locator.records import (
    Access,
    Address,
    Claim,
    Listing,
    Location,
    Offer,
    Phone,
    Precision,
    Reading,
    SourceRef,
    Strength,
    Value,
)
from locator.store import RunFacts

NOW = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)


def listing(key: str = "aaaaaaaaaa", *, source: str = "findtreatment") -> Listing:
    return Listing(
        key=key,
        source=source,
        kind="SA",
        name1="Harbor Clinic",
        name2=None,
        address=Address("1 Main Street", None, "Boston", "MA", "02118"),
        phones=(Phone("+16175550100"),),
        website="https://clinic.example",
        point=Point(42.33, -71.07),
        values=(Value("PAY", "Medicaid"), Value("PAY", "Medicare"), Value("SG", "Men")),
        reading=Reading(offers=(Offer("medicaid", Strength.YES),)),
    )


def location(id_: str = "aaaaaaaaaa", *members: str, **changes: object) -> Location:
    facts: dict[str, object] = {
        "id": id_,
        "slug": "harbor-clinic",
        "name": "Harbor Clinic",
        "organization": "Harbor Clinic",
        "address": Address("1 Main Street", None, "Boston", "MA", "02118"),
        "phones": (Phone("+16175550100"),),
        "website": None,
        "point": Point(42.33, -71.07),
        "precision": Precision.ADDRESS,
        "search_point": Point(42.33, -71.07),
        "access": Access.OPEN,
        "access_labels": (),
        "offers": (Claim("medicaid", Strength.YES, "findtreatment", None),),
        "declared": (),
        "sources": tuple(
            SourceRef("findtreatment", key, "SA", None) for key in (members or (id_,))
        ),
    }
    return Location(**{**facts, **changes})


def run_facts(at: datetime = NOW, **facts: object) -> RunFacts:
    """The facts of a full sync at a moment."""
    return RunFacts(
        **{
            "source": "findtreatment",
            "mode": "sync",
            "full": True,
            "started_at": at,
            "finished_at": at,
            "retrieved_at": at,
            "rows": 1,
            **facts,
        }
    )
