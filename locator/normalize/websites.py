"""Websites that are safe to link: http or https, a real host, nothing hidden."""

import re
from urllib.parse import SplitResult, urlsplit, urlunsplit

LONGEST = 500
SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE)
# "host:8080/…" has no scheme though it has a colon.
HOST_AND_PORT = re.compile(r"[a-z0-9.\-]+:\d{1,5}(?:[/?#]|$)", re.IGNORECASE)
LABEL = re.compile(r"[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?")
TOP_LEVEL = re.compile(r"(?:[a-z]{2,63}|xn--[a-z0-9\-]{1,59})")


def normalize_website(text: str | None) -> str | None:
    """Return an http(s) address with a real host, or None."""
    printed = (text or "").strip()
    if not printed or len(printed) > LONGEST or not _printable(printed):
        return None
    if not SCHEME.match(printed) or HOST_AND_PORT.match(printed):
        printed = "https://" + printed.removeprefix("//")
    try:
        parts = urlsplit(printed)
        return _rebuilt(parts)
    except ValueError:  # an impossible port, brackets that do not close
        return None


def _printable(text: str) -> bool:
    return text.isprintable() and not re.search(r"[\s\\<>\"'`{}|^]", text)


def _rebuilt(parts: SplitResult) -> str | None:
    if parts.scheme.lower() not in {"http", "https"} or "@" in parts.netloc:
        return None
    host = _host(parts.hostname or "")
    if not host:
        return None
    port = f":{parts.port}" if parts.port else ""
    path = "" if parts.path == "/" else parts.path
    return urlunsplit((parts.scheme, host + port, path, parts.query, parts.fragment))


def _host(name: str) -> str | None:
    try:
        host = name.removesuffix(".").encode("idna").decode().lower()
    except UnicodeError:
        return None
    *labels, top = host.split(".")
    if not labels or len(host) > 253 or not TOP_LEVEL.fullmatch(top):
        return None
    return host if all(LABEL.fullmatch(label) for label in labels) else None
