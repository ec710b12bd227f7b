"""The numbers that real files must give, and how long and how much they may take."""

import subprocess
import sys
from pathlib import Path

import pytest

from locator import ingest
from locator.http import make_fetcher
from locator.sources import SOURCES
from tests.ingest.samples import DAY, NOW
from tools.fake_findtreatment import FakeFindTreatment

pytestmark = [pytest.mark.real_data, pytest.mark.slow]

ROWS_FILE = "findtreatment/api_like_rows_US_directory2023.jsonl.gz"


@pytest.fixture(autouse=True)
def whole_lists(monkeypatch: pytest.MonkeyPatch, small_lists: None) -> None:
    """Real lists are held to real sizes."""
    monkeypatch.setattr("locator.ingest.commands.SOURCES", SOURCES)


def import_real(store, home: Path, source: str, path: Path, now=NOW, **options):
    return ingest.import_file(store, source, path, home=home, now=now, **options)


def test_the_directory_of_2023_reads_as_it_was_counted_by_hand(store, home, real_data):
    path = real_data / "national_directory/national-directory-su-facilities-2023.xlsx"
    report = import_real(store, home, "national-directory", path)
    assert report.rows == 12_744
    assert report.terms["methadone"] == {"yes": 1449, "maybe": 121}
    assert report.terms["buprenorphine"] == {"yes": 6074, "maybe": 849}
    assert report.terms["naltrexone"] == {"yes": 5325, "maybe": 1113}
    assert report.remarks["methadone-contradicted"] == 8
    assert report.remarks["buprenorphine-contradicted"] == 57
    assert report.remarks["naltrexone-contradicted"] == 42
    assert report.remarks["methadone-detox-only"] == 24
    assert not report.unknown


def test_the_old_json_is_read_with_its_older_words(store, home, real_data):
    path = real_data / "findtreatment/listing_2019-05_raw.json"
    report = import_real(store, home, "findtreatment", path)
    assert report.rows == 25
    assert report.terms["methadone"] == {"yes": 3}
    assert report.terms["buprenorphine"] == {"yes": 6, "maybe": 1}
    assert report.terms["naltrexone"] == {"yes": 5, "maybe": 1}


def test_the_whole_list_comes_in_only_once(store, home, real_data):
    first = import_real(store, home, "findtreatment", real_data / ROWS_FILE, full=True)
    again = import_real(
        store, home, "findtreatment", real_data / ROWS_FILE, NOW + DAY, full=True
    )
    assert first.rows == 21_451
    assert 18_450 <= first.places <= 18_700
    assert again.unchanged
    assert again.version == first.version


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux tells it")
def test_the_whole_list_fits_into_a_small_machine(home, real_data):
    # Not ru_maxrss: a child inherits the high-water mark of the process that began it.
    code = (
        "import sys; from datetime import UTC, datetime;"
        "from pathlib import Path; from locator import ingest;"
        "from locator.store import open_store;"
        "home = Path(sys.argv[1]); store = open_store(f'sqlite:///{home}/locator.db');"
        "store.ensure_schema();"
        "ingest.import_file(store, 'findtreatment', Path(sys.argv[2]), home=home,"
        " now=datetime.now(UTC));"
        "print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])"
    )
    command = [sys.executable, "-c", code, str(home), str(real_data / ROWS_FILE)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert int(done.stdout) < 600 * 1024


@pytest.mark.server
def test_the_whole_list_is_pulled_from_a_server(store, home, real_data):
    rows = SOURCES["findtreatment"].read_file(real_data / ROWS_FILE).rows
    with FakeFindTreatment(rows) as fake:
        report = ingest.sync(
            store,
            "findtreatment",
            fetcher=make_fetcher(user_agent="tests"),
            url=fake.url,
            home=home,
            now=NOW,
        )
    assert report.rows == 21_451
    assert 18_450 <= report.places <= 18_700
