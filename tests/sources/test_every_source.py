"""What every registered directory promises, whoever wrote it and whatever it reads."""

import gzip
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locator import ingest
from locator.errors import BadRow, ConfigError, SourceChanged, SourceError
from locator.http import make_fetcher
from locator.identity import CROCKFORD, ID_LENGTH
from locator.normalize import normalize_listing
from locator.records import Listing
from locator.sources import SOURCES
from locator.store import open_store

FIXTURES = Path(__file__).parent.parent / "fixtures"
EVERY = pytest.mark.parametrize("source", SOURCES.values(), ids=list(SOURCES))
FILES_ONLY = [source for source in SOURCES.values() if source.info.url is None]
SAMPLES = [
    (source, path)
    for id_, source in SOURCES.items()
    for path in sorted((FIXTURES / id_).glob("*"))
    if path.is_file()
]
EVERY_SAMPLE = pytest.mark.parametrize(
    ("source", "path"), SAMPLES, ids=[path.name for _, path in SAMPLES]
)
WRONG_FILES = {
    "empty.csv": b"",
    "blank.json": b"  \n",
    "page.html": b"<!doctype html><title>Not found</title><p>Try again later.",
    "other.csv": b"fruit,price\napple,1\n",
    "other.json": b'[{"fruit": "apple", "price": 1}]',
    "deep.json": b"[" * 100_000,
    "noise.bin": bytes(range(256)) * 40,
    "cut.gz": gzip.compress(b"name,city\n" * 500)[:60],
    "not.xlsx": b"PK\x03\x04 this is no workbook",
}
CELLS = st.none() | st.text(max_size=20) | st.integers() | st.lists(st.text(max_size=3))
NAMES = st.sampled_from(
    ["name1", "name", "city", "state", "zip", "phone", "services", "kind", "misfit"]
)


def test_ids_are_those_of_the_registry():
    assert [source.info.id for source in SOURCES.values()] == list(SOURCES)


@EVERY
def test_its_facts_are_complete_and_sane(source):
    info = source.info
    texts = (info.title, info.publisher, info.licence, info.terms, info.cadence)
    assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", info.id)
    assert all(text and text == text.strip() for text in texts)
    assert "FILL IN" not in repr(info)
    assert info.terms.endswith(".")
    assert info.cadence.endswith(".")
    assert info.homepage.startswith(("https://", "/"))  # the site itself
    assert info.url is None or info.url.startswith("https://")
    assert 0 <= info.least_rows < info.most_rows
    assert timedelta(days=1) <= info.stale_after <= timedelta(days=3 * 366)


@EVERY
@pytest.mark.parametrize("row", [{}, {"": ""}, {"name1": 7}, {"misfit": ["x"]}])
def test_a_row_without_must_haves_is_a_bad_row(source, row):
    with pytest.raises(BadRow) as caught:
        source.parse(row, as_of=None)
    assert str(caught.value)


@EVERY
@settings(max_examples=60)
@given(row=st.dictionaries(NAMES | st.text(max_size=8), CELLS, max_size=8))
def test_any_row_is_a_listing_or_a_bad_row(source, row):
    try:
        listing = source.parse(row, as_of=None)
    except (BadRow, SourceChanged):
        return
    assert isinstance(listing, Listing)


@EVERY
@pytest.mark.parametrize("name", WRONG_FILES)
def test_a_file_of_something_else_is_refused_in_words(source, name, tmp_path):
    path = tmp_path / name
    path.write_bytes(WRONG_FILES[name])
    with pytest.raises(SourceChanged) as caught:
        source.read_file(path)
    assert str(caught.value)


@EVERY
def test_no_network_is_said_as_such(source):
    fetcher = make_fetcher(user_agent="tests", offline=True)
    with pytest.raises(SourceError) as caught:
        list(source.fetch(fetcher, source.info.url or "https://example.org/"))
    advice = (
        "LOCATOR_OFFLINE" if source.info.url else f"locator import {source.info.id}"
    )
    assert advice in str(caught.value)


@pytest.mark.parametrize("source", FILES_ONLY, ids=lambda source: source.info.id)
def test_a_sync_of_what_is_not_pulled_live_says_how_to_import_it(source, tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'locator.db'}")
    with pytest.raises(ConfigError, match=f"locator import {source.info.id} FILE"):
        ingest.sync(
            store,
            source.info.id,
            fetcher=make_fetcher(user_agent="tests", offline=True),
            home=tmp_path,
            now=datetime.now(UTC),
        )
    store.close()


def listings_of(source, path):
    """Parse the readable rows of a sample, with each row's columns turned around."""
    contents = source.read_file(path)
    for row in contents.rows:
        turned = dict(reversed(row.items()))
        try:
            yield source.parse(row, as_of="2026"), source.parse(turned, as_of="2026")
        except BadRow:
            continue


@EVERY_SAMPLE
def test_a_sample_is_read_and_its_keys_are_stable(source, path):
    pairs = list(listings_of(source, path))
    assert pairs, "a sample has a row that can be read"
    for one, again in pairs:
        assert one.key == again.key
        assert len(one.key) == ID_LENGTH
        assert set(one.key) <= set(CROCKFORD)
        assert normalize_listing(one).key == one.key


@EVERY_SAMPLE
def test_a_sample_says_where_it_is_from_and_keeps_its_row(source, path):
    for one, _ in listings_of(source, path):
        assert one.source == source.info.id
        assert one.as_of is not None
        assert one.kind
        assert one.raw
        assert not one.practice
