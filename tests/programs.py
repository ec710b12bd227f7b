"""Programs that some tests need, and that a machine may lack."""

from typing import NoReturn

import pytest

from tools.programs import NOTHING_MISSING, find_program, may_miss


def need_program(name: str, package: str) -> str:
    """Return where a program is; without it skip, or fail where all must be there."""
    found = find_program(name)
    if found is None:
        missing(f"{name} is not installed; the package is {package}")
    return found


def missing(what: str) -> NoReturn:
    """Skip a test for what is missing, or fail where nothing may be."""
    if may_miss():
        pytest.skip(what)
    pytest.fail(f"{what} ({NOTHING_MISSING} is set)")
