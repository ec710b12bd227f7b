"""The order in which people import files must not decide what a visitor sees."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest

from locator import ingest
from locator.limits import USUAL
from locator.sources import SOURCES
from locator.store import open_store
from tests.ingest.samples import NOW

pytestmark = [pytest.mark.real_data, pytest.mark.slow]

FILES = (
    ("national-directory", "national_directory/national-directory-su-facilities-2023.xlsx"),
    ("national-directory", "national_directory/national-directory-mh-facilities-2023.xlsx"),
    ("otp-directory", "otp/opioid-treatment-directory-1779729812_2026-05-25.csv"),
    ("cms-otp", "cms_otp/cms_otp_providers_2022-06.csv"),
)  # fmt: skip
# Together about 2,000 rows, with cities where lists overlap.
STATES = {"NY", "CT"}


class Extract:
    """A source whose files hold the rows of a few states only, read once."""

    def __init__(self, source):
        self._source = source
        self._read = {}
        self.info = replace(source.info, least_rows=1)

    def read_file(self, path, limits=USUAL):
        if path not in self._read:
            contents = self._source.read_file(path, limits)
            rows = tuple(row for row in contents.rows if _state(row) in STATES)
            self._read[path] = replace(contents, rows=rows)
        return self._read[path]

    def __getattr__(self, name):
        return getattr(self._source, name)


def _state(row):
    return next((row[name] for name in row if name.casefold() == "state"), None)


def places_after(order, home, real_data):
    home.mkdir()
    store = open_store(f"sqlite:///{home / 'locator.db'}")
    store.ensure_schema()
    try:
        for hours, (source, name) in enumerate(order):
            ingest.import_file(
                store,
                source,
                real_data / name,
                home=home,
                now=NOW + timedelta(hours=hours),
                full=True,
            )
        return store.state().locations, store.state().version
    finally:
        store.close()


def test_any_order_of_the_four_files_gives_the_same_places_and_ids(
    tmp_path, real_data, monkeypatch
):
    extracts = {source: Extract(SOURCES[source]) for source, _ in FILES}
    monkeypatch.setattr("locator.ingest.commands.SOURCES", extracts)
    results = {
        places_after(order, tmp_path / str(number), real_data)
        for number, order in enumerate(permutations(FILES))
    }
    [(count, _version)] = results
    assert count > 1_000
