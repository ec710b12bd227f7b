"""Asks: one session, timeouts, bounded retries, a pace, a limit to what is read."""

import logging
import math
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

import requests
import stamina
import stamina.instrumentation
import urllib3
from requests.exceptions import RequestException

from locator.errors import SourceChanged, SourceUnavailable, TooLarge
from locator.http.replies import (
    Decoder,
    Fault,
    check_csv,
    check_status,
    decode_json,
    same_host,
)
from locator.limits import MB

log = logging.getLogger(__name__)
# Retries are logged below, in words; stamina's own lines would say it twice.
stamina.instrumentation.set_on_retry_hooks([])

CHUNK_BYTES = 65_536
MAX_REDIRECTS = 3
REDIRECTS = frozenset({301, 302, 303, 307, 308})

JSON, CSV = "application/json", "text/csv"
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
    # One answer, unpacked; a page of the longest list is about 10.
    max_mb: float = 64


class Fetcher:
    """Asks directories for JSON or CSV: one session, timeouts, patience and a pace."""

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
        return self._get(url, params, JSON, decode_json)

    def get_csv(self, url: str, params: Mapping[str, str] | None = None) -> bytes:
        """Return the CSV file at `url`, undecoded; raise as `get_json` does."""
        return self._get(url, params or {}, CSV, check_csv)

    def _get(
        self, url: str, params: Mapping[str, str], accept: str, decode: Decoder[T]
    ) -> T:
        self._refuse(url)
        started = self._clock()

        def ask() -> T:
            return self._attempt(url, params, started, accept, decode)

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
                    return ask()
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

    def _attempt(
        self,
        url: str,
        params: Mapping[str, str],
        started: float,
        accept: str,
        decode: Decoder[T],
    ) -> T:
        self._keep_pace()
        host = urlsplit(url).hostname
        try:
            left = max(self._left(started), 0.01)
            reply = within(left, lambda: self._open(url, params, accept, left))
            check_status(reply, host)
            self._contacted = True
            body = within(self._left(started), lambda: self._read(reply, started))
            return decode(body, reply.headers.get("Content-Type", ""), host)
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
        self, url: str, params: Mapping[str, str] | None, accept: str, left: float
    ) -> requests.Response:
        """Return the reply with its headers read, after redirects within the host."""
        limits = self.limits
        timeout = (
            min(limits.connect_timeout_s, left),
            min(limits.read_timeout_s, left),
        )
        for _ in range(MAX_REDIRECTS + 1):
            reply = self._session.get(
                url,
                params=params,
                headers={"Accept": accept},
                timeout=timeout,
                stream=True,
                allow_redirects=False,
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
                if len(body) > self.limits.max_mb * MB:
                    raise TooLarge(
                        f"One answer is over {self.limits.max_mb:g} MB. If that is"
                        " right, raise LOCATOR_PULL_MAX_MB."
                    )
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
    """Make a session that says who asks."""
    session = requests.Session()
    session.headers["User-Agent"] = user_agent
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
        except Exception as exc:  # noqa: BLE001 - raised again by the caller's thread
            outcome.set_exception(exc)

    threading.Thread(target=run, daemon=True, name="locator-http").start()
    return outcome.result(timeout=max(seconds, 0.01))
