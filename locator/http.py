"""The one door to the network: bounded, polite, and plain about what went wrong."""

import logging
import math
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

import msgspec
import requests
import stamina
import stamina.instrumentation
import urllib3
from requests.exceptions import RequestException

from locator.errors import SourceChanged, SourceError, SourceUnavailable

log = logging.getLogger(__name__)
# Retries are logged below, in words; stamina's own lines would say it twice.
stamina.instrumentation.set_on_retry_hooks([])

CHUNK_BYTES = 65_536
MAX_BYTES = 64 * 1024 * 1024
MAX_REDIRECTS = 3
REDIRECTS = frozenset({301, 302, 303, 307, 308})
WORTH_ANOTHER_TRY = frozenset({408, 425, 429})

Clock = Callable[[], float]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Limits:
    """How long, how often and how much a fetcher asks."""

    connect_timeout_s: float = 5
    read_timeout_s: float = 60
    # A request that keeps failing is given up this long after it was first sent.
    patience_s: float = 90
    pace_s: float = 0.5
    # The same, for a server that has not answered anything yet.
    first_contact_s: float | None = None


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


class Fetcher:
    """Asks directories for JSON: one session, timeouts, patience and a pace."""

    def __init__(
        self,
        *,
        user_agent: str,
        offline: bool = False,
        limits: Limits | None = None,
        clock: Clock = time.monotonic,
    ) -> None:
        self.limits = limits or Limits()
        self._user_agent = user_agent
        self._offline = offline
        self._clock = clock
        self._session = make_session(user_agent)
        self._asked_at = -math.inf
        self._contacted = False

    def get_json(self, url: str, params: Mapping[str, str]) -> object:
        """Return the JSON object or array at `url`.

        Raise SourceUnavailable (no usable answer within the patience) or SourceChanged.
        """
        self._refuse(url)
        started = self._clock()
        longest_wait = min(8, self._left(started) / 6)
        try:
            for attempt in stamina.retry_context(
                on=lambda exc: self._wait_after(
                    exc, self._left(started) - longest_wait
                ),
                attempts=None,
                timeout=None,
                wait_initial=0.5,
                wait_jitter=0.5,
                wait_max=longest_wait,
            ):
                with attempt:
                    return self._attempt(url, params, started)
        except Fault as fault:
            raise fault.error(str(fault)) from fault.__cause__
        raise AssertionError("stamina returns or raises")

    def _refuse(self, url: str) -> None:
        if self._offline:
            raise SourceUnavailable(
                "LOCATOR_OFFLINE is set, so nothing is fetched. Unset it, or read a"
                " downloaded file with `locator import`."
            )
        if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
            raise SourceUnavailable(f"{url!r} is not an address: write https://…")

    def _left(self, started: float) -> float:
        """Return the seconds left for the request first sent at `started`."""
        budget = self.limits.patience_s
        if self.limits.first_contact_s is not None and not self._contacted:
            budget = min(budget, self.limits.first_contact_s)
        return started + budget - self._clock()

    def _wait_after(self, exc: Exception, spare_s: float) -> bool | timedelta:
        """Say whether a failed request may be sent again, and when a server asks."""
        if not isinstance(exc, Fault) or spare_s <= (exc.retry_after_s or 0):
            return False
        log.info("%s Asking again.", exc)
        return timedelta(seconds=exc.retry_after_s) if exc.retry_after_s else True

    def _attempt(self, url: str, params: Mapping[str, str], started: float) -> object:
        self._keep_pace()
        host = urlsplit(url).hostname
        try:
            left = max(self._left(started), 0.01)
            reply = within(left, lambda: self._open(url, params, left))
            check_status(reply, host)
            self._contacted = True
            body = within(self._left(started), lambda: self._read(reply, started))
            return decode_json(body, reply.headers.get("Content-Type", ""), host)
        except TimeoutError as exc:
            # Its thread may still be waiting: leave it the old session.
            self._session = make_session(self._user_agent)
            raise Fault(f"{host} did not answer in time. Try again later.") from exc
        except (RequestException, urllib3.exceptions.HTTPError) as exc:
            raise Fault(
                f"{host} could not be reached, or stopped in the middle"
                f" ({type(exc).__name__}). Check the network, or try again later."
            ) from exc

    def _keep_pace(self) -> None:
        wait = self._asked_at + self.limits.pace_s - self._clock()
        if wait > 0:
            time.sleep(wait)
        self._asked_at = self._clock()

    def _open(
        self, url: str, params: Mapping[str, str] | None, left: float
    ) -> requests.Response:
        """Return the reply with its headers read, after redirects within the host."""
        limits = self.limits
        timeout = (
            min(limits.connect_timeout_s, left),
            min(limits.read_timeout_s, left),
        )
        for _ in range(MAX_REDIRECTS + 1):
            reply = self._session.get(
                url, params=params, timeout=timeout, stream=True, allow_redirects=False
            )
            target = reply.headers.get("Location")
            if reply.status_code not in REDIRECTS or not target:
                return reply
            reply.close()
            url, params = same_host(url, urljoin(reply.url or url, target)), None
        raise SourceChanged(f"{urlsplit(url).hostname} redirects in a circle.")

    def _read(self, reply: requests.Response, started: float) -> bytes:
        """Return the body; a trickle of bytes must not outlast the patience."""
        body = bytearray()
        with reply:
            while chunk := reply.raw.read1(CHUNK_BYTES, decode_content=True):
                body += chunk
                if len(body) > MAX_BYTES:
                    raise SourceChanged(f"One page is over {MAX_BYTES // 2**20} MB.")
                if self._left(started) <= 0:
                    raise TimeoutError
        return bytes(body)


def make_fetcher(
    *,
    user_agent: str,
    offline: bool = False,
    first_contact_s: float | None = None,
    clock: Clock = time.monotonic,
    **limits: float,
) -> Fetcher:
    """Make the fetcher of one pull; `limits` are those of `Limits`, by name."""
    return Fetcher(
        user_agent=user_agent,
        offline=offline,
        limits=Limits(first_contact_s=first_contact_s, **limits),
        clock=clock,
    )


def make_session(user_agent: str) -> requests.Session:
    """Make a session that says who asks and what it can read."""
    session = requests.Session()
    session.headers.update({"User-Agent": user_agent, "Accept": "application/json"})
    return session


def within(seconds: float, call: Callable[[], T]) -> T:
    """Return `call()`, or raise TimeoutError after `seconds`.

    Socket timeouts bound neither name look-ups, nor a host with many dead addresses,
    nor what trickles; only leaving the thread behind bounds them all.
    """
    outcome: Future[T] = Future()

    def run() -> None:
        try:
            outcome.set_result(call())
        except Exception as exc:  # noqa: BLE001  (raised again by the caller's thread)
            outcome.set_exception(exc)

    threading.Thread(target=run, daemon=True, name="locator-http").start()
    return outcome.result(timeout=max(seconds, 0.01))


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
        return
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
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError) as exc:
        raise Fault(f"{host} sent JSON that breaks off ({exc}).") from exc
