"""Real files, for whoever has them."""

from collections import Counter

import pytest

from locator.http import make_fetcher
from locator.sources.findtreatment import FindTreatment
from tools.fake_findtreatment import FakeFindTreatment

pytestmark = pytest.mark.real_data
SOURCE = FindTreatment()
MEDICINES = {"methadone", "buprenorphine", "naltrexone"}


@pytest.fixture(scope="module")
def rows_2023(real_data):
    name = "api_like_rows_US_directory2023.jsonl.gz"
    return SOURCE.read_file(real_data / "findtreatment" / name).rows


def medicine_counts(rows) -> dict[str, int]:
    listings = [SOURCE.parse(row, as_of=None) for row in rows]
    return Counter(
        f"{offer.term} {offer.strength}"
        for listing in listings
        for offer in listing.reading.offers
        if offer.term in MEDICINES
    )


def test_rows_of_2019_are_read(real_data):
    contents = SOURCE.read_file(
        real_data / "findtreatment" / "listing_2019-05_raw.json"
    )
    assert len(contents.rows) == 25
    assert medicine_counts(contents.rows) == {
        "methadone yes": 3,
        "buprenorphine yes": 6,
        "buprenorphine maybe": 1,
        "naltrexone yes": 5,
        "naltrexone maybe": 1,
    }


def test_every_row_of_2023_is_read(rows_2023):
    counts = medicine_counts(rows_2023)
    assert len(rows_2023) == 21_451
    assert counts["methadone yes"] == 1449
    assert counts["buprenorphine yes"] == 6074
    assert counts["naltrexone yes"] == 5325


@pytest.mark.server
def test_the_whole_directory_is_pulled(rows_2023):
    with FakeFindTreatment(rows_2023) as fake:
        fetcher = make_fetcher(user_agent="tests", pace_s=0)
        pages = list(SOURCE.fetch(fetcher, fake.url))
    assert [len(page.rows) for page in pages] == [2000] * 10 + [1451]
