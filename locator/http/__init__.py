"""The one door to the network: bounded, polite, and plain about what went wrong."""

from locator.http.fetcher import Fetcher, Limits, make_fetcher, make_session, within
from locator.http.replies import retry_after_s

__all__ = [
    "Fetcher",
    "Limits",
    "make_fetcher",
    "make_session",
    "retry_after_s",
    "within",
]
