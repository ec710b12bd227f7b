"""The operator's own list: read whole and strictly, or not at all."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from locator import ingest
from locator.errors import SourceChanged, SourceError
from locator.records import Offer, PhoneKind, Strength
from locator.sources import SOURCES
from locator.sources.local import Local
from locator.store import open_store
from locator.taxonomy import headings

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "operators-list.csv"
NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


def listings(path=EXAMPLE):
    source = Local()
    return [source.parse(row, as_of=None) for row in source.read_file(path).rows]


def changed(tmp_path, line=0, **cells):
    """The example with some cells of one line changed; None drops the column."""
    with EXAMPLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[line] |= cells
    names = [name for name in rows[line] if cells.get(name, "") is not None]
    text = io.StringIO()
    table = csv.DictWriter(text, names, restval="", extrasaction="ignore")
    table.writeheader()
    table.writerows(rows)
    path = tmp_path / "list.csv"
    path.write_bytes(text.getvalue().encode())
    return path


def test_the_example_is_read_as_the_page_about_it_says():
    clinic, van = listings()

    assert clinic.as_of == "2026-11-20"
    assert Offer("methadone", Strength.MAYBE) in clinic.reading.offers
    assert Offer("buprenorphine", Strength.YES) in clinic.reading.offers
    assert [phone.kind for phone in clinic.phones] == [PhoneKind.MAIN, PhoneKind.INTAKE]
    assert (van.address.withheld, van.address.address_1, van.point) == (
        True,
        None,
        None,
    )
    assert van.reading.access_labels == ("some-people",)


def test_hours_notes_and_visits_have_a_heading_of_their_own():
    shown = dict(headings(listings()[0].values))

    assert shown["When it is open"] == ("Mon to Fri, 8 to 4",)
    assert shown["En español"] == ("Pregunte por el equipo puente.",)
    assert shown["Your first visit"] == ("You can walk in", "Takes new patients")
    assert "Other answers" not in shown


def test_the_key_is_the_operators_own_and_outlives_a_new_name(tmp_path):
    renamed = listings(changed(tmp_path, name="New Name"))
    unkeyed = listings(changed(tmp_path, key=""))

    assert renamed[0].key == listings()[0].key != unkeyed[0].key


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"colour": "red"}, "Line 1: unknown column 'colour'"),
        ({"phone": None}, "Line 1: there is no column phone"),
        ({"name": ""}, "Line 2: no name"),
        ({"offers": "aspirin"}, "Line 2: 'aspirin' is not a term"),
        ({"offers": "free=no"}, "Line 2: free is 'no'"),
        ({"confirmed_on": "20 Nov"}, "Line 2: confirmed_on"),
        ({"state": "Mass"}, "Line 2: 'Mass'"),
        ({"zip": "2118"}, "Line 2: '2118'"),
        ({"phone": "call us"}, "Line 2: phone"),
        ({"website": "javascript:x"}, "Line 2: website"),
        ({"access": "closed"}, "Line 2: access"),
        ({"walk_in": "often"}, "Line 2: walk_in"),
        ({"address": "private", "address_2": ""}, "Line 2: a private address"),
        ({"longitude": ""}, "Line 2: latitude and longitude"),
        ({"key": "van-1"}, "Line 3 has the key or facts of line 2"),
    ],
)
def test_whatever_is_wrong_names_its_line(tmp_path, cells, why):
    with pytest.raises(SourceChanged, match=why):
        Local().read_file(changed(tmp_path, **cells))


def test_nothing_is_asked_of_the_network():
    with pytest.raises(SourceError, match="locator import local"):
        Local().fetch(None, "")
    assert list(SOURCES)[-1] == "local"
    assert SOURCES["local"].info.url is None


def test_a_whole_list_retires_what_it_leaves_out_and_a_bad_one_changes_nothing(
    tmp_path,
):
    store = open_store(f"sqlite:///{tmp_path / 'locator.db'}")
    store.ensure_schema()

    def take(path, **options):
        return ingest.import_file(
            store, "local", path, home=tmp_path, now=NOW, **options
        )

    assert take(EXAMPLE, full=True).places == 2
    with pytest.raises(SourceChanged):
        take(changed(tmp_path, zip="x"), full=True)
    shorter = tmp_path / "shorter.csv"
    shorter.write_text("".join(EXAMPLE.read_text("utf-8").splitlines(True)[:2]))
    report = take(shorter, full=True)

    assert (report.places, report.missing, report.retired) == (1, 0, 1)
    assert [place.name for place in store.locations()] == ["Example Bridge Clinic"]
    store.close()
