"""Invented rows, small sources, and moments."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from locator.sources.findtreatment import INFO, FindTreatment

NOW = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
DAY = timedelta(days=1)
STATES = (
    ("Boston", "MA", "02118"),
    ("Albany", "NY", "12207"),
    ("Dover", "DE", "19901"),
)
SERVICES = (
    {"f1": "Type of Care", "f2": "TC", "f3": "Substance use treatment"},
    {
        "f1": "Type of Opioid Treatment",
        "f2": "OT",
        "f3": "Federally-certified Opioid Treatment Program; Methadone maintenance;"
        " Prescribes buprenorphine; Prescribes naltrexone",
    },
    {"f1": "Payment", "f2": "PAY", "f3": "Medicaid; Cash or self-payment"},
    {"f1": "Age Groups Accepted", "f2": "AGE", "f3": "Adults"},
)


def row(number: int, **changes: Any) -> dict[str, Any]:
    """One facility in the API's shape, unlike any other number's."""
    city, state, postal_code = STATES[number % len(STATES)]
    return {
        "name1": f"Harbor House {number}",
        "name2": None,
        "street1": f"{number} Example Street",
        "street2": None,
        "city": city,
        "state": state,
        "zip": postal_code,
        "phone": f"617-555-{number:04}",
        "intake1": None,
        "hotline1": None,
        "website": f"https://house{number}.example",
        "typeFacility": "SA",
        "latitude": f"{42 + number / 1000:.4f}",
        "longitude": "-71.07",
        "services": list(SERVICES),
        **changes,
    }


def rows(count: int, **changes: Any) -> list[dict[str, Any]]:
    """The first so many facilities."""
    return [row(number, **changes) for number in range(1, count + 1)]


def small_source(least_rows: int = 20) -> FindTreatment:
    """FindTreatment.gov with pages of 25 rows, and content with few rows."""
    return FindTreatment(info=replace(INFO, least_rows=least_rows), page_size=25)


def without(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """A row without some of its fields."""
    return {name: value for name, value in row.items() if name not in names}
