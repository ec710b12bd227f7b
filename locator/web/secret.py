"""The key that signs forms and the desk's sessions: given, or made once on one node."""

import contextlib
import os
import secrets
from pathlib import Path

from locator.config import Settings

FILE = "secret-key"
LEAST_LENGTH = 32


def find_secret(settings: Settings) -> str | None:
    """Return the key; None where several nodes would each make their own.

    On SQLite there is one node, so a key is made under the home, readable by its owner
    only. On PostgreSQL an operator has to set it.
    """
    if settings.secret_key:
        return settings.secret_key
    if not settings.database_url.startswith("sqlite"):
        return None
    path = settings.home / FILE
    with contextlib.suppress(FileNotFoundError):
        return path.read_text("ascii")
    try:
        return _make(path)
    except OSError:
        return None


def _make(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{FILE}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(LEAST_LENGTH))
        file.flush()
        os.fsync(file.fileno())
    # A link is whole or not there: of two workers that start together one wins.
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
    return path.read_text("ascii")
