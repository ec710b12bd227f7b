"""An index of whatever places a test makes up."""

from collections.abc import Callable
from pathlib import Path

import pytest

from locator.records import Location
from locator.search import DirectoryIndex, build_index, open_index
from tests.search.fakes import LAYOUT


@pytest.fixture
def index_of(tmp_path: Path) -> Callable[..., DirectoryIndex]:
    """Build and open an index of some places."""

    def make(*places: Location, version: str = "v1") -> DirectoryIndex:
        folder = tmp_path / version
        build_index(places, version, folder, layout=LAYOUT)
        return open_index(folder)

    return make
