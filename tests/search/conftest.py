"""An index of whatever places a test makes up."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from locator.records import Location
from locator.search import DirectoryIndex, build_index, is_compiled, open_index
from locator.search.engine import make_scanner
from locator.search.plain import PlainScanner
from tests.programs import missing
from tests.search.fakes import LAYOUT


@pytest.fixture(scope="module", params=[PlainScanner, make_scanner])
def each_scanner(request: pytest.FixtureRequest) -> Iterator[None]:
    """Search with numpy, then with what was compiled."""
    if request.param is make_scanner and not is_compiled:
        missing("the search was installed without a C compiler")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("locator.search.index.make_scanner", request.param)
        yield


@pytest.fixture
def index_of(tmp_path: Path) -> Callable[..., DirectoryIndex]:
    """Build and open an index of some places."""

    def make(*places: Location, version: str = "v1") -> DirectoryIndex:
        folder = tmp_path / version
        build_index(places, version, folder, layout=LAYOUT)
        return open_index(folder)

    return make
