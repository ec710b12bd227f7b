"""How often one client may do something, without keeping who it was.

An address is hashed at once with a random salt that nobody writes down and that changes
every day; only counts of such hashes are kept, in memory, or in Redis where several
nodes count together. Pages for people, above all searches and crisis lines, are never
limited.
"""

import hashlib
import ipaddress
import logging
import secrets
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, current_app, request
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import FixedWindowRateLimiter

from locator.web.problems import problem

if TYPE_CHECKING:
    from locator.config import Settings

log = logging.getLogger(__name__)

SALT_LASTS_S = 24 * 3600
SALT_KEY = "locator:salt"
# Redis that does not answer must cost a visitor nothing worth noticing.
REDIS_OPTIONS = {"socket_timeout": 0.25, "socket_connect_timeout": 0.25}
REDIS_AGAIN_S = 30.0
# A proxy that tells us no addresses, or the operator: nobody to tell apart.
UNKNOWN = {"127.0.0.1", "::1", "", None}
WHOLE_FILES = {"api.geojson", "api.csv", "api.jsonl"}


class RateLimits:
    """Counts what each client does."""

    def __init__(
        self,
        redis_url: str | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Count in memory, and in Redis where there is one."""
        self._clock = clock
        self._lock = threading.Lock()
        self._salt, self._salt_due = b"", float("-inf")
        self._here = FixedWindowRateLimiter(MemoryStorage())
        self._shared: FixedWindowRateLimiter | None = None
        self._storage: Any = None
        self._shared_due = float("-inf")
        if redis_url:
            self._storage = storage_from_string(redis_url, **REDIS_OPTIONS)
            self._shared = FixedWindowRateLimiter(self._storage)

    def hit(self, limit: RateLimitItem, what: str, address: str | None) -> bool:
        """Count one deed; return whether it was still within the limit."""
        return address in UNKNOWN or self._ask("hit", limit, what, address or "")

    def is_over(self, limit: RateLimitItem, what: str, address: str | None) -> bool:
        """Tell whether a client has used up the limit."""
        return address not in UNKNOWN and not self._ask(
            "test", limit, what, address or ""
        )

    def _ask(self, deed: str, limit: RateLimitItem, what: str, address: str) -> bool:
        if self._shared is not None and self._clock() >= self._shared_due:
            try:
                name = pseudonym(address, self._shared_salt())
                ask = self._shared.hit if deed == "hit" else self._shared.test
                return ask(limit, what, name)
            except Exception as error:  # noqa: BLE001 - whatever ails Redis, visitors go on
                log.warning("Redis does not answer: %s", type(error).__name__)
                self._shared_due = self._clock() + REDIS_AGAIN_S
        name = pseudonym(address, self._own_salt())
        ask = self._here.hit if deed == "hit" else self._here.test
        return ask(limit, what, name)

    def _own_salt(self) -> bytes:
        with self._lock:
            if self._clock() >= self._salt_due:
                self._salt = secrets.token_bytes(32)
                self._salt_due = self._clock() + SALT_LASTS_S
            return self._salt

    def _shared_salt(self) -> bytes:
        """Return the day's salt of all nodes; whoever comes first makes it."""
        redis = self._storage.storage
        made = secrets.token_bytes(32)
        redis.set(SALT_KEY, made, ex=SALT_LASTS_S, nx=True)
        return redis.get(SALT_KEY) or made


def pseudonym(address: str, salt: bytes) -> str:
    """Return what stands for a client; an IPv6 client owns its whole /64."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        network = address
    else:
        bits = 32 if parsed.version == 4 else 64
        network = str(ipaddress.ip_network((parsed, bits), strict=False))
    return hashlib.blake2b(network.encode(), key=salt, digest_size=16).hexdigest()


def init_app(app: Flask) -> None:
    """Limit what is for programs, each file and each answer."""
    settings: Settings = app.extensions["directory"].settings
    app.extensions["rate_limits"] = RateLimits(settings.redis_url)
    answers, files = parse(settings.api_limit), parse(settings.export_limit)

    def check() -> Response | None:
        """Refuse whoever asks too often; a before_request of the JSON blueprints."""
        whole = request.endpoint in WHOLE_FILES
        limit = files if whole else answers
        if request.method == "OPTIONS":
            return None
        if the_rate_limits().hit(
            limit, "files" if whole else "api", request.remote_addr
        ):
            return None
        return too_many(limit)

    for blueprint in ("api", "hsds"):
        # Not app-wide: pages for people do not even pay for the question.
        app.before_request_funcs.setdefault(blueprint, []).append(check)


def too_many(limit: RateLimitItem) -> Response:
    """Say how long to wait."""
    answer = problem(
        429,
        "Too many requests",
        f"At most {limit}. Ask again later, or take a whole file once a day: see /developers.",
    )
    answer.headers["Retry-After"] = str(limit.get_expiry())
    answer.headers["Cache-Control"] = "no-store"
    return answer


def the_rate_limits() -> RateLimits:
    """Return the counts of the app that answers this request."""
    counts: RateLimits = current_app.extensions["rate_limits"]
    return counts
