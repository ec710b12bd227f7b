"""The page for people who write programs: what to ask, and what comes back.

Its examples are executed by a test over the place they show, so none can be wrong.
"""

import json
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from locator.web.api.changes import AT_A_TIME
from locator.web.languages import address
from locator.web.translation import DEFAULT
from locator.wording import to_translate

developers = Blueprint("developers", __name__)

PLACE_ID = "7k2m9qx4tb"


@dataclass(frozen=True, slots=True)
class Example:
    """A request, and the part of its answer that shows what to look for."""

    title: str
    says: str
    request: str
    answer: dict[str, Any]
    status: int = 200

    @property
    def answer_text(self) -> str:
        """The answer as people read JSON."""
        return json.dumps(self.answer, indent=2, ensure_ascii=False)

    @property
    def url(self) -> str:
        """Where the request leads; programs are answered at one address, in English."""
        return address(self.request, DEFAULT)


EXAMPLES = (
    Example(
        to_translate("The nearest places"),
        to_translate(
            "near takes a ZIP code, a town with its state, or latitude and longitude."
            " term may be given several times. radius is in miles."
        ),
        "/api/v1/locations?near=02118&term=methadone&radius=25&limit=1",
        {
            "total": 1,
            "items": [
                {
                    "id": PLACE_ID,
                    "name": "Example Street Clinic",
                    "phones": [{"number": "+16175550123", "kind": "main"}],
                    "access": "open",
                    "offers": [
                        {
                            "term": "methadone",
                            "strength": "yes",
                            "source": "findtreatment",
                            "as_of": None,
                        }
                    ],
                }
            ],
            "beyond": [],
            "next": None,
        },
    ),
    Example(
        to_translate("One place"),
        to_translate(
            "An id leads to its place for ever. A merged id answers 301, a closed place"
            " 410."
        ),
        f"/api/v1/locations/{PLACE_ID}",
        {
            "name": "Example Street Clinic",
            "address": {
                "address_1": "12 Example Street",
                "city": "Boston",
                "state_province": "MA",
                "postal_code": "02118",
                "withheld": False,
            },
            "precision": "address",
        },
    ),
    Example(
        to_translate("What can be asked for"),
        to_translate(
            "Several terms of one group mean any of them, or all of them: mode says"
            " which. Different groups always mean all."
        ),
        "/api/v1/terms",
        {"groups": [{"slug": "medicine", "label": "Medicine", "mode": "any"}]},
    ),
    Example(
        to_translate("Where the facts come from"),
        to_translate("Each list, whose it is, how old it is, and its terms."),
        "/api/v1/sources",
        {
            "sources": [
                {
                    "id": "findtreatment",
                    "licence": "US federal work, public domain (17 U.S.C. 105)",
                    "as_of": None,
                    "stale": False,
                }
            ]
        },
    ),
    Example(
        to_translate("What changed"),
        to_translate(
            "Ask from a day on, follow next to the end, then keep resume: it tells only"
            " what is new by then, and never expires."
        ),
        "/api/v1/changes?since=2026-11-01",
        {
            "changes": [
                {
                    "id": PLACE_ID,
                    "change": "added",
                    "url": f"/api/v1/locations/{PLACE_ID}",
                }
            ],
            "next": None,
        },
    ),
    Example(
        to_translate("Open Referral HSDS 3.0"),
        to_translate(
            "The same places for referral software, without those that take in nobody"
            " from outside. full=true gives everything at once."
        ),
        "/hsds/services?per_page=1",
        {
            "total_items": 1,
            "first_page": True,
            "last_page": True,
            "contents": [{"name": "Example Street Clinic", "status": "active"}],
        },
    ),
    Example(
        to_translate("When something is wrong"),
        to_translate(
            "Every error is application/problem+json. field names what to change."
        ),
        "/api/v1/locations?near=00000",
        {"title": "Invalid search", "status": 422, "field": "near"},
        status=422,
    ),
)
FILES = (
    ("GeoJSON", "/api/v1/locations.geojson"),
    ("CSV", "/api/v1/locations.csv"),
    ("JSON lines", "/api/v1/locations.jsonl"),
)


@developers.get("/developers")
def page() -> ResponseReturnValue:
    """Show programmers how to read the list."""
    return render_template(
        "developers.html",
        examples=EXAMPLES,
        files=[(name, address(path, DEFAULT)) for name, path in FILES],
        description=address("/api/v1/openapi.json", DEFAULT),
        at_a_time=AT_A_TIME,
    )
