"""Strict reading of one row: take each field by name, then ask what is left."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from locator.errors import BadRow
from locator.places import STATE_NAMES
from locator.records import Address

ZIP_CODE = re.compile(r"[0-9]{5}(-?[0-9]{4})?")


class AddressFields(NamedTuple):
    """What a directory calls the parts of an address; "" where it has none."""

    street: str
    second: str
    city: str
    state: str
    postal_code: str


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

    def take_address(self, names: AddressFields) -> Address:
        """Return the address as printed, in a state or territory, with a ZIP code."""
        state, postal_code = (
            self.require(names.state).upper(),
            self.require(names.postal_code),
        )
        if state not in STATE_NAMES:
            raise BadRow("state is not a US state or territory")
        if re.fullmatch(r"[0-9]{3,4}", postal_code):  # a spreadsheet ate leading zeros
            postal_code = postal_code.zfill(5)
        if not ZIP_CODE.fullmatch(postal_code):
            raise BadRow("zip is not a ZIP code")
        return Address(
            address_1=self.take(names.street),
            address_2=self.take(names.second),
            city=self.require(names.city),
            state_province=state,
            postal_code=postal_code,
        )

    def ignore(self, *names: str) -> None:
        """Drop fields that we know and do not need."""
        for name in names:
            self._left.pop(name, None)

    def ignore_like(self, pattern: re.Pattern[str]) -> None:
        """Drop fields whose whole names fit a pattern."""
        self.ignore(*[name for name in self._left if _fits(pattern, name)])

    def finish(self) -> tuple[str, ...]:
        """Return one remark for each field nobody knew."""
        return tuple(f"unknown-field:{str(name)[:40]}" for name in sorted(self._left))


@lru_cache(maxsize=1024)
def _fits(pattern: re.Pattern[str], name: str) -> bool:
    return pattern.fullmatch(name) is not None


def _text(name: str, found: object) -> str | None:
    if found is None or isinstance(found, str):
        return (found or "").strip() or None
    if isinstance(found, int | float) and not isinstance(found, bool):
        return str(found)
    raise BadRow(f"{name} is not text")
