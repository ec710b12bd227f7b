"""Whose facts these are, under which terms, and how old: for programs and files."""

from collections.abc import Iterable
from datetime import datetime

from locator.places import CREDITS
from locator.sources import SOURCES
from locator.store import SourceState
from locator.web.freshness import is_stale
from locator.web.shapes import SourcesAnswer, SourceShape

LICENCE = (
    "Each list keeps the terms of its publisher, given with it; lists of the US federal"
    " government are in the public domain. Points of precision zip or area: GeoNames,"
    " CC BY 4.0. Facts are copied, not confirmed: call a place before you send anyone."
)


def sources_answer(
    states: Iterable[SourceState],
    now: datetime,
    *,
    version: str | None,
    practice: bool,
) -> SourcesAnswer:
    """Return the lists behind a directory, and its version if there is one."""
    body: SourcesAnswer = {
        "licence": LICENCE,
        "sources": [
            source_item(state, now) for state in states if state.source in SOURCES
        ],
        "credits": [
            {"text": one.text, "url": one.url, "license": one.license}
            for one in CREDITS
        ],
        "directory_version": version,
    }
    if practice:
        body["practice"] = True
    return body


def source_item(state: SourceState, now: datetime) -> SourceShape:
    """Return a list's facts and its age."""
    info = SOURCES[state.source].info
    return {
        "id": info.id,
        "title": info.title,
        "publisher": info.publisher,
        "homepage": info.homepage,
        "licence": info.licence,
        "terms": info.terms,
        "cadence": info.cadence,
        "listings": state.rows,
        "as_of": state.as_of,
        "retrieved_at": _moment(state.retrieved_at),
        "stale": is_stale(state, now),
        "failed_at": _moment(state.failed_at),
    }


def _moment(when: datetime | None) -> str | None:
    return when.isoformat() if when else None
