"""What every test may use."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real directory files, for whoever has them."""
    folder = os.environ.get("LOCATOR_REAL_DATA")
    if not folder:
        pytest.skip("LOCATOR_REAL_DATA is not set: real directory files are not here")
    return Path(folder)
