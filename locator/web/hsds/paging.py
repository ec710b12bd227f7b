"""Pages of a list as HSDS 3.0's API profile has them, and what may be asked of one."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from flask import Response, request

from locator.errors import InvalidSearch
from locator.web.api.replies import json_answer
from locator.web.forms import whole_number
from locator.web.hsds.catalog import Positions

if TYPE_CHECKING:
    from locator.web.shapes import HsdsPage

PER_PAGE, MOST_PER_PAGE, MOST_PAGES = 50, 100, 1_000_000
Record = dict[str, Any]


def paged(
    things: Sequence[Any] | Positions, made: Callable[[Any], list[Record]]
) -> Response:
    """Return a page of a list as HSDS has it."""
    for name in request.args:
        if name not in {"page", "per_page", "full", "organization_id"}:
            raise InvalidSearch(
                "This list cannot be filtered so. To search, use /api/v1/locations.",
                field=name[:40],
            )
    page, size = (
        whole("page", 1, MOST_PAGES),
        whole("per_page", PER_PAGE, MOST_PER_PAGE),
    )
    pages = max(1, -(-len(things) // size))
    contents = made(things[(page - 1) * size : page * size])
    answer: HsdsPage = {
        "total_items": len(things),
        "total_pages": pages,
        "page_number": page,
        "size": len(contents),
        "first_page": page == 1,
        "last_page": page >= pages,
        "empty": not contents,
        "contents": contents,
    }
    return json_answer(answer)


def whole(name: str, default: int, most: int) -> int:
    """Return a whole number from 1 on; raise InvalidSearch."""
    text = request.args.get(name)
    if text is None:
        return default
    number = whole_number(text, 1, most)
    if number is None:
        raise InvalidSearch(f"This must be a number from 1 to {most:,}.", field=name)
    return number


def flag(name: str) -> bool:
    """Return a yes or no; raise InvalidSearch."""
    text = request.args.get(name, "false")
    if text not in {"true", "false"}:
        raise InvalidSearch("Say true or false.", field=name)
    return text == "true"
