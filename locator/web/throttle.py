"""How often one visitor may do something, without keeping who it was.

An address is hashed with a salt that lives in memory and changes every day; counts live
in memory as well. Behind a proxy on the same machine, which tells us no addresses, the
counts here do nothing, and those in the database are what holds.
"""

import hashlib
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from flask import current_app
from limits import RateLimitItem
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

SALT_LASTS_S = 24 * 3600
PROXIES = {"127.0.0.1", "::1", "", None}


@dataclass
class Throttle:
    """Counts what each client of this worker does."""

    clock: Callable[[], float] = time.monotonic
    _salt: bytes = b""
    _salt_due: float = float("-inf")
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _limiter: FixedWindowRateLimiter = field(
        default_factory=lambda: FixedWindowRateLimiter(MemoryStorage())
    )

    def hit(self, limit: RateLimitItem, what: str, address: str | None) -> bool:
        """Count one deed; return whether it was still within the limit."""
        if address in PROXIES:
            return True
        return self._limiter.hit(limit, what, self._pseudonym(address or ""))

    def is_over(self, limit: RateLimitItem, what: str, address: str | None) -> bool:
        """Tell whether a client has used up the limit."""
        if address in PROXIES:
            return False
        return not self._limiter.test(limit, what, self._pseudonym(address or ""))

    def _pseudonym(self, address: str) -> str:
        with self._lock:
            if self.clock() >= self._salt_due:
                self._salt = secrets.token_bytes(32)
                self._salt_due = self.clock() + SALT_LASTS_S
            salt = self._salt
        return hashlib.blake2b(address.encode(), key=salt, digest_size=16).hexdigest()


def the_throttle() -> Throttle:
    """Return the throttle of the app that answers this request."""
    throttle: Throttle = current_app.extensions["throttle"]
    return throttle
