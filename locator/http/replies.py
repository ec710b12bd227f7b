"""What a directory's reply is worth: taken, asked for again, or refused, in words."""

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec
import requests

from locator.errors import SourceChanged, SourceError, SourceUnavailable, TooLarge
from locator.limits import count_json_values

WORTH_ANOTHER_TRY = frozenset({408, 425, 429})
# A page of the longest list has half a million; more is not a page but a bomb.
MAX_VALUES = 4_000_000
T = TypeVar("T")
# Makes something of a body, its content type and the host that sent it.
Decoder = Callable[[bytes, str, str | None], T]


class Fault(Exception):
    """A failed attempt that deserves another; `error` is raised if none helps."""

    def __init__(
        self,
        message: str,
        *,
        error: type[SourceError] = SourceUnavailable,
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(message)
        self.error = error
        self.retry_after_s = retry_after_s


def same_host(url: str, target: str) -> str:
    """Return a redirect's target if it stays on the host and keeps its encryption."""
    old, new = urlsplit(url), urlsplit(target)
    if old.hostname != new.hostname or (new.scheme, old.scheme) not in {
        ("https", "https"),
        ("https", "http"),
        ("http", "http"),
    }:
        raise SourceChanged(
            f"{old.hostname} sends us to {new.scheme}://{new.hostname}. If that is its"
            " new home, give the new address with --url."
        )
    return target


def check_status(reply: requests.Response, host: str | None) -> None:
    """Let 200 pass; tell what may heal from what will not."""
    status = reply.status_code
    if status == 200:
        return check_packing(reply, host)
    reply.close()
    if status >= 500 or status in WORTH_ANOTHER_TRY:
        raise Fault(
            f"{host} answered with error {status}. Try again later.",
            retry_after_s=retry_after_s(reply.headers.get("Retry-After")),
        )
    if status in {401, 403}:
        raise SourceUnavailable(f"{host} refuses to answer us (error {status}).")
    raise SourceChanged(
        f"{host} answered with status {status}: its address may have changed."
    )


def check_packing(reply: requests.Response, host: str | None) -> None:
    """Refuse what is packed several times over: each layer may grow a thousandfold."""
    if "," in reply.headers.get("Content-Encoding", ""):
        reply.close()
        raise SourceChanged(f"{host} packs its answer more than once.")


def retry_after_s(header: str | None) -> float | None:
    """Return the seconds a server asks us to wait, from either form of the header."""
    if not header:
        return None
    if header.strip().isdecimal():
        return float(header)
    try:
        until = parsedate_to_datetime(header)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def decode_json(body: bytes, content_type: str, host: str | None) -> object:
    """Return the object or array in a reply; say what came if there is none."""
    text = body.removeprefix(b"\xef\xbb\xbf").strip()
    if text[:1] == b"<" or "html" in content_type.casefold():
        raise Fault(
            f"{host} answered with a web page instead of JSON.", error=SourceChanged
        )
    if not text:
        raise Fault(f"{host} answered with nothing at all.")
    if text[:1] not in {b"{", b"["}:
        said = text[:80].decode(errors="replace")
        raise Fault(
            f"{host} answered with text instead of JSON: {said!r}", error=SourceChanged
        )
    if count_json_values(text) > MAX_VALUES:
        raise TooLarge(f"{host} sent JSON of more than {MAX_VALUES:,} values.")
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as exc:
        raise Fault(f"{host} sent JSON that breaks off ({exc}).") from exc


def check_csv(body: bytes, content_type: str, host: str | None) -> bytes:
    """Return the body if it may be a CSV file; say what came instead."""
    text = body.removeprefix(b"\xef\xbb\xbf").lstrip()
    kind = content_type.casefold()
    if text[:1] in {b"<", b"{", b"["} or "html" in kind or "json" in kind:
        raise Fault(
            f"{host} answered with something else instead of a CSV file.",
            error=SourceChanged,
        )
    if not text:
        raise Fault(f"{host} answered with nothing at all.")
    return body
