"""What changed in the directory since a day, for programs that keep a copy."""

from datetime import UTC, datetime

from flask import Response, request

from locator.errors import InvalidSearch
from locator.web.api.blueprint import api
from locator.web.api.cursors import ChangesCursor, make_cursor, read_cursor
from locator.web.api.operations import CURSOR, Operation, Parameter, documented
from locator.web.api.replies import absolute, json_answer
from locator.web.directory import the_directory
from locator.web.headers import private
from locator.web.shapes import ChangesAnswer

AT_A_TIME = 500


@api.get("/changes")
@documented(
    Operation(
        "Places added, changed and removed since a day, oldest first",
        ChangesAnswer,
        (
            Parameter(
                "since",
                "A day or a moment in ISO 8601, UTC unless it says otherwise.",
                {"type": "string", "format": "date"},
                "2026-11-01",
            ),
            CURSOR,
        ),
        errors=(422, 503),
    )
)
def changes() -> Response:
    """Return what happened to places, and where to ask for what happens next."""
    directory = the_directory()
    index = directory.current()
    after, since = asked()
    found = directory.store.changes(after=after, since=since, limit=AT_A_TIME + 1)
    shown = found[:AT_A_TIME]
    last = shown[-1].number if shown else after
    # Without a line the day is asked for again: nothing it stands for was given yet.
    resume = _after(last) if shown or since is None else _since(since)
    body: ChangesAnswer = {
        "changes": [
            {
                "id": one.location_id,
                "change": one.what,
                "at": one.at.isoformat(),
                "url": absolute(f"/api/v1/locations/{one.location_id}"),
            }
            for one in shown
        ],
        "next": _after(last) if len(found) > len(shown) else None,
        "resume": resume,
        "directory_version": index.version,
    }
    return private(json_answer(body))


def asked() -> tuple[int, datetime | None]:
    """Return the last change the reader knows, and the moment it asks from."""
    text, since = request.args.get("cursor"), request.args.get("since")
    if text is not None:
        if since is not None:
            raise InvalidSearch("Send a cursor alone.", field="cursor")
        return read_cursor(text, ChangesCursor).after, None
    if not since:
        raise InvalidSearch("Say since when, such as 2026-11-01.", field="since")
    return 0, read_moment(since)


def read_moment(text: str) -> datetime:
    """Return a day or a moment; raise InvalidSearch for what is neither."""
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise InvalidSearch(
            "That is not a date such as 2026-11-01.", field="since"
        ) from None


def _after(number: int) -> str:
    return absolute(f"/api/v1/changes?cursor={make_cursor(ChangesCursor(number))}")


def _since(moment: datetime) -> str:
    # Not strftime: it writes the year 1 as "1", which nobody can read back.
    at = moment.replace(tzinfo=None).isoformat(timespec="seconds")
    return absolute(f"/api/v1/changes?since={at}Z")
