"""Decisions as a CSV file that people edit, and what makes one usable."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import date

from locator.errors import BadDecision
from locator.identity import CROCKFORD, ID_LENGTH
from locator.limits import USUAL, Limits, shown
from locator.merge.decisions import (
    ACCESS,
    ACCESSES,
    AS_LISTED,
    DIFFERENT,
    EXTENSION,
    HIDABLE,
    HIDE,
    SAME,
    SET,
    SETTABLE,
)
from locator.normalize import normalize_name, normalize_phone, normalize_website
from locator.records import Decision
from locator.sources.bounded import CsvRecords

COLUMNS = tuple(field.name for field in fields(Decision))
REQUIRED = frozenset({"kind", "listing_key", "reason", "decided_by", "decided_on"})
KEY = re.compile(f"[{CROCKFORD}]{{{ID_LENGTH}}}")


def write_decisions(decisions: Iterable[Decision]) -> str:
    """Return decisions as CSV text; empty cells stand for what was not said."""
    text = io.StringIO()
    table = csv.writer(text)  # it quotes what holds either half of its CRLF
    table.writerow(COLUMNS)
    for one in decisions:
        table.writerow([getattr(one, column) or "" for column in COLUMNS])
    return text.getvalue()


def read_decisions(text: str, limits: Limits = USUAL) -> tuple[Decision, ...]:
    """Read decisions from CSV text; raise BadDecision naming the first bad line."""
    lines = io.StringIO(text.removeprefix("\ufeff"), newline="")
    table = CsvRecords(lines, "The list of decisions", limits, strict=True)
    decisions: list[Decision] = []
    try:
        header = next(table, [])
        _check_header(header)
        decisions.extend(_read_row(header, cells) for cells in table if any(cells))
    except (csv.Error, BadDecision) as error:
        raise BadDecision(
            f"Line {table.line_num}: {shown(error)}. Nothing was changed."
        ) from error
    return add_decisions((), decisions)


def add_decisions(
    before: Sequence[Decision], new: Iterable[Decision]
) -> tuple[Decision, ...]:
    """Return all decisions; a new one takes the place of one on the same question."""
    latest = {_question(one): one for one in before}
    for one in new:
        latest.pop(_question(one), None)
        latest[_question(one)] = one
    return tuple(latest.values())


def check_decision(one: Decision) -> Decision:
    """Return a decision with its value in canonical form; raise BadDecision."""
    if not KEY.fullmatch(one.listing_key):
        raise BadDecision(f"{one.listing_key!r} is not a key of a listing or place")
    if not one.reason.strip() or not one.decided_by.strip():
        raise BadDecision("a decision needs a reason, and who decided it")
    _check_date("decided_on", one.decided_on)
    if one.expires_on is not None:
        _check_date("expires_on", one.expires_on)
    if one.kind in {SAME, DIFFERENT}:
        return _check_pair(one)
    if one.kind in {SET, HIDE}:
        return _check_field(one)
    if one.kind != ACCESS:
        raise BadDecision(f"{one.kind!r} is not same, different, set, hide or access")
    if one.value not in {*ACCESSES, AS_LISTED} or one.field or one.other_key:
        raise BadDecision(
            "access is open, limited, restricted or as-listed, and nothing else"
        )
    return one


def _check_header(header: Sequence[str]) -> None:
    if missing := REQUIRED - set(header):
        raise BadDecision(f"there is no column {', '.join(sorted(missing))}")
    if unknown := set(header) - set(COLUMNS):
        raise BadDecision(f"unknown column {', '.join(sorted(unknown))}")


def _read_row(header: Sequence[str], cells: Sequence[str]) -> Decision:
    if len(cells) != len(header):
        raise BadDecision(f"{len(cells)} cells under {len(header)} columns")
    if any("\0" in cell for cell in cells):
        raise BadDecision("a cell holds what is no text; save the list as CSV UTF-8")
    given = {name: cell for name, cell in zip(header, cells, strict=True) if cell}
    if missing := REQUIRED - given.keys():
        raise BadDecision(f"no {', '.join(sorted(missing))}")
    return check_decision(Decision(**given))


def _question(one: Decision) -> tuple[object, ...]:
    if one.kind in {SAME, DIFFERENT}:
        return ("pair", frozenset({one.listing_key, one.other_key}))
    number = one.value if (one.kind, one.field) == (HIDE, "phone") else None
    return (one.listing_key, one.field or one.kind, number)


def _check_date(name: str, text: str) -> None:
    try:
        right = date.fromisoformat(text).isoformat() == text
    except ValueError:
        right = False
    if not right:
        raise BadDecision(f"{name} is {text!r}; write it like 2026-11-22")


def _check_pair(one: Decision) -> Decision:
    if not KEY.fullmatch(one.other_key or "") or one.other_key == one.listing_key:
        raise BadDecision(f"{one.kind} needs two different keys")
    if one.field or one.value:
        raise BadDecision(f"{one.kind} takes two keys, no field and no value")
    return one


def _check_field(one: Decision) -> Decision:
    known = SETTABLE if one.kind == SET else HIDABLE
    if one.field not in known:
        raise BadDecision(
            f"{one.field!r} cannot be {one.kind}; these can: {', '.join(known)}"
        )
    if one.other_key:
        raise BadDecision(f"{one.kind} takes one key")
    if one.kind == SET or (one.field == "phone" and one.value):
        return replace(one, value=_canonical(one.field or "", one.value))
    if one.value:
        raise BadDecision(f"hide {one.field} takes no value")
    return one


def _canonical(field: str, value: str | None) -> str:
    if field == "phone":
        phone = normalize_phone(value)
        extension = f"{EXTENSION}{phone.extension}" if phone and phone.extension else ""
        found = f"{phone.number}{extension}" if phone else None
    elif field == "website":
        found = normalize_website(value)
    else:
        found = normalize_name(value)
    if not found:
        raise BadDecision(f"{value!r} is not a usable {field}")
    return found
