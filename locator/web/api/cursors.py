"""Opaque places in a list: what a reader hands back to get the next part."""

import base64
from typing import Annotated, TypeVar

import msgspec

from locator.errors import InvalidSearch

LONGEST = 2_000
Shape = TypeVar("Shape")


class SearchCursor(msgspec.Struct, array_like=True, frozen=True, tag="s"):
    """The next part of a search, in the version of the directory it began in."""

    version: str
    near: str
    terms: tuple[str, ...]
    radius: float
    limit: int
    page: int


class ChangesCursor(msgspec.Struct, array_like=True, frozen=True, tag="c"):
    """The last change that was read; good in every version."""

    after: Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]


def make_cursor(cursor: SearchCursor | ChangesCursor) -> str:
    """Return a cursor as text for a URL."""
    packed = msgspec.msgpack.encode(cursor)
    return base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def read_cursor(text: str, shape: type[Shape]) -> Shape:
    """Return what a cursor stands for; raise InvalidSearch for one we never gave."""
    try:
        return msgspec.msgpack.decode(_unpacked(text), type=shape)
    except (ValueError, msgspec.MsgspecError):
        raise InvalidSearch(
            "This cursor is not one of ours. Start the list again.", field="cursor"
        ) from None


def _unpacked(text: str) -> bytes:
    text = text[:LONGEST]
    padded = text + "=" * (-len(text) % 4)
    return base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True)
