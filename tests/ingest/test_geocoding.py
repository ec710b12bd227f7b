"""Gaps on the map are filled once, politely, and never with what is private."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
import responses

from locator import ingest
from locator.errors import SourceChanged, SourceUnavailable
from locator.geocode import make_geocoder
from locator.http import make_fetcher
from locator.records import Precision
from tests.ingest.samples import DAY, NOW, row, rows

pytestmark = pytest.mark.long

URL = "https://geocoder.example"
BOSTON = {"city": "Boston", "state": "MA", "zip": "02118"}
NO_POINT = {"latitude": None, "longitude": None, **BOSTON}
SECRET = "77 Quiet Lane"


@pytest.fixture
def net():
    with responses.RequestsMock(assert_all_requests_are_fired=False) as net:
        yield net


@pytest.fixture
def answer(net):
    """Let the geocoder answer every question so."""

    def answer(latitude=42.34, longitude=-71.07, status=200):
        point = {"lat": str(latitude), "lon": str(longitude), "place_rank": 30}
        body = [{**point, "display_name": "there"}] if latitude else []
        net.upsert(responses.GET, f"{URL}/search", json=body, status=status)

    return answer


@pytest.fixture
def fill(store, home, monkeypatch):
    waited = [0.0]
    monkeypatch.setattr("time.sleep", lambda s: waited.append(waited[-1] + s))
    fetcher = make_fetcher(user_agent="tests", clock=lambda: waited[-1], patience_s=9)
    geocoder = make_geocoder("nominatim", URL, fetcher)

    def fill(limit=None):
        return ingest.fill_gaps(store, geocoder, home=home, now=NOW, limit=limit)

    return fill


def streets_sent(net):
    queries = [urlsplit(call.request.url).query for call in net.calls]
    return [parse_qs(query)["street"][0] for query in queries]


def precisions(store):
    return {place.address.address_1: place.precision for place in store.locations()}


def test_a_street_without_a_point_gets_one_and_says_how(
    store, import_rows, fill, answer
):
    import_rows([row(1, **NO_POINT)])
    answer()
    report = fill()
    (place,) = store.locations()
    assert (report.asked, report.found, report.changed) == (1, 1, 1)
    assert place.precision is Precision.GEOCODED
    assert place.point == place.search_point
    assert (place.point.latitude, place.point.longitude) == (42.34, -71.07)


def test_a_geocoder_is_no_source_of_the_list(store, import_rows, fill, answer):
    import_rows([row(1, **NO_POINT)])
    before = store.sources()
    answer()
    fill()
    assert store.sources() == before


def test_a_stopped_run_goes_on_where_it_was(import_rows, fill, answer, net, store):
    import_rows([row(number, **NO_POINT) for number in range(1, 6)])
    answer()
    assert fill(limit=2).found == 2
    answer(status=503)
    with pytest.raises(SourceUnavailable):
        fill()
    answer()
    net.calls.reset()
    assert fill().found == 3
    assert len(net.calls) == 3
    assert set(precisions(store).values()) == {Precision.GEOCODED}


def test_what_was_found_before_a_fault_is_placed(import_rows, fill, net, store, answer):
    import_rows([row(number, **NO_POINT) for number in (1, 2)])
    point = [{"lat": "42.34", "lon": "-71.07", "display_name": "", "place_rank": 30}]
    net.get(f"{URL}/search", json=point)
    net.get(f"{URL}/search", status=403)
    with pytest.raises(SourceUnavailable):
        fill()
    assert sorted(precisions(store).values()) == [Precision.GEOCODED, Precision.ZIP]


def test_a_miss_is_remembered(import_rows, fill, answer, net, store):
    import_rows([row(1, **NO_POINT)])
    answer(latitude=None)
    assert fill().unknown == 1
    assert fill().asked == 0
    assert len(net.calls) == 1
    assert set(precisions(store).values()) == {Precision.ZIP}


def test_an_answer_far_from_the_zip_is_refused(import_rows, fill, answer, store):
    import_rows([row(1, **NO_POINT)])
    answer(latitude=34.05, longitude=-118.24)
    report = fill()
    assert report.refused == 1
    assert "refused" in " ".join(report.lines())
    assert set(precisions(store).values()) == {Precision.ZIP}


def test_a_later_import_keeps_the_point(import_rows, fill, answer, store):
    first = row(1, **NO_POINT)
    import_rows([first])
    answer()
    fill()
    report = import_rows([first], NOW + DAY)
    assert report.unchanged
    assert set(precisions(store).values()) == {Precision.GEOCODED}


def test_a_lists_own_point_wins_over_a_geocoded_one(import_rows, fill, answer, store):
    import_rows([row(1, **NO_POINT)])
    answer()
    fill()
    import_rows([row(1, **BOSTON, latitude="42.35", longitude="-71.06")], NOW + DAY)
    assert set(precisions(store).values()) == {Precision.ADDRESS}


def test_deciding_something_by_hand_keeps_the_point(
    store, home, import_rows, fill, answer
):
    import_rows([row(1, **NO_POINT)])
    answer()
    fill()
    ingest.remerge(store, home=home, now=NOW + DAY)
    assert set(precisions(store).values()) == {Precision.GEOCODED}


def test_nothing_private_is_ever_sent(import_rows, fill, answer, net, store):
    import_rows(
        [
            row(1, **NO_POINT),
            row(2, **BOSTON),
            row(3, **NO_POINT | {"street1": "- - -", "street2": SECRET}),
            row(4, **NO_POINT | {"street1": "PO Box 44"}),
            row(5, **NO_POINT | {"street1": None}),
            row(6, **NO_POINT | {"street1": SECRET, "street2": "- - -"}),
        ]
    )
    answer()
    fill()
    assert streets_sent(net) == ["1 Example Street"]
    sent = " ".join(
        f"{call.request.url} {call.request.headers} {call.request.body}"
        for call in net.calls
    )
    assert not re.search(r"Quiet|Harbor|House|617|PO.?Box|- -", sent)


def test_a_geocoder_that_talks_nonsense_is_left_alone(import_rows, fill, net):
    import_rows([row(number, **NO_POINT) for number in range(1, 9)])
    net.get(f"{URL}/search", json={"error": "no such parameter"})
    with pytest.raises(SourceChanged, match="in a row"):
        fill()
    assert len(net.calls) == 3


def test_invented_places_are_never_asked_about(store, home, fill, net):
    ingest.load_practice(store, home=home, now=NOW)
    assert fill().wanted == 0
    assert not net.calls


def test_a_refused_coordinate_is_reported_and_the_place_falls_back(import_rows, store):
    report = import_rows([*rows(3, **BOSTON), row(9, **BOSTON, longitude="-118.24")])
    assert report.remarks["coordinates-far-from-zip"] == 1
    assert any("over 25 miles" in line for line in report.lines())
    assert precisions(store)["9 Example Street"] is Precision.ZIP
