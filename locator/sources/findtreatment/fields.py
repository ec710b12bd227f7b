"""Strict reading of one row: take each field by name, then ask what is left."""

from collections.abc import Mapping
from typing import Any

from locator.errors import BadRow


class RowReader:
    """A row whose fields are taken one by one; what nobody took is reported."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self._left = dict(row)

    def take(self, *names: str) -> str | None:
        """Return the text of the first of these fields that has any, else None."""
        texts = [_text(name, self._left.pop(name, None)) for name in names]
        return next((text for text in texts if text), None)

    def require(self, *names: str) -> str:
        """Return the text of a field that no listing can do without."""
        text = self.take(*names)
        if text is None:
            raise BadRow(f"no {names[0]}")
        return text

    def take_raw(self, name: str) -> object:
        """Return a field that is not text, as it came."""
        return self._left.pop(name, None)

    def ignore(self, *names: str) -> None:
        """Drop fields that we know and do not need."""
        for name in names:
            self._left.pop(name, None)

    def finish(self) -> tuple[str, ...]:
        """Return one remark for each field nobody knew."""
        return tuple(f"unknown-field:{str(name)[:40]}" for name in sorted(self._left))


def _text(name: str, found: object) -> str | None:
    if found is None or isinstance(found, str):
        return (found or "").strip() or None
    if isinstance(found, int | float) and not isinstance(found, bool):
        return str(found)
    raise BadRow(f"{name} is not text")
