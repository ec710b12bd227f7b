"""The whole directory, page by page: what is asked, and what is not believed."""

import json
import math

import pytest
import responses

from locator.errors import InconsistentPull, SourceChanged
from locator.sources.base import Page
from locator.sources.findtreatment import INFO, FindTreatment, geography

URL = "https://findtreatment.example/v2"


@pytest.fixture
def source():
    return FindTreatment(page_size=30)


def reply_with(rows, /, size=30, **changes):
    """Return a callback that pages through `rows`; `changes` spoil the envelope."""

    def reply(request):
        number = int(request.params["page"])
        envelope = {
            "page": number,
            "totalPages": math.ceil(len(rows) / size),
            "recordCount": len(rows),
            "rows": rows[(number - 1) * size : number * size],
        }
        for name, change in changes.items():
            envelope[name] = change(envelope) if callable(change) else change
        return 200, {"Content-Type": "application/json"}, json.dumps(envelope)

    return reply


@pytest.fixture
def pull(source, fetcher):
    def fetch(rows, /, kept=(), **changes) -> list[Page]:
        with responses.RequestsMock() as web:
            web.add_callback("GET", URL, reply_with(rows, **changes))
            return list(source.fetch(fetcher, URL, kept))

    return fetch


def test_every_row_of_every_page_comes(pull, rows):
    pages = pull(rows(70))
    assert [page.number for page in pages] == [1, 2, 3]
    assert [row for page in pages for row in page.rows] == rows(70)


def test_one_query_asks_for_everything(source, fetcher, rows):
    with responses.RequestsMock() as web:
        web.add_callback("GET", URL, reply_with(rows(5)))
        list(source.fetch(fetcher, URL))
        assert web.calls[0].request.params == {
            "sAddr": "39.8283,-98.5795",  # latitude first
            "sType": "both",
            "sort": "0",
            "pageSize": "30",
            "page": "1",
        }


def test_asks_for_the_biggest_pages_by_default():
    assert FindTreatment().page_size == 2000
    assert INFO.least_rows == 20_000


def test_interrupted_pull_goes_on_after_what_was_kept(pull, rows):
    pages = pull(rows(100))
    assert pull(rows(100), kept=pages[:2]) == pages[2:]
    assert pull(rows(100), kept=pages) == []


def test_pull_starts_over_when_the_directory_changed(pull, rows):
    kept = pull(rows(100))[:2]
    assert [page.number for page in pull(rows(101), kept=kept)] == [1, 2, 3, 4]


def test_pull_starts_over_when_kept_pages_do_not_fit(pull, rows):
    pages = pull(rows(100))
    assert pull(rows(100), kept=[pages[0], pages[2]]) == pages


@pytest.mark.parametrize(
    "spoiled",
    [
        {"rows": None},
        {"rows": {"a": 1}},
        {"rows": ["a"]},
        {"recordCount": "70"},
        {"recordCount": 70.0},
        {"totalPages": None},
        {"page": True},
        {"recordCount": -1},
    ],
)
def test_other_envelope_is_refused(pull, rows, spoiled):
    with pytest.raises(SourceChanged):
        pull(rows(70), **spoiled)


def test_json_that_is_no_envelope_is_refused(source, fetcher):
    with responses.RequestsMock() as web:
        web.get(URL, json=[{"name1": "A"}])
        with pytest.raises(SourceChanged, match="no list of rows"):
            list(source.fetch(fetcher, URL))


@pytest.mark.parametrize(
    "spoiled",
    [
        {"page": 1},
        {"recordCount": lambda e: 70 + (e["page"] == 2)},
        {"totalPages": lambda e: 3 + (e["page"] == 3)},
        {"totalPages": 2},
        {"recordCount": 71},
        {"recordCount": 69},
        {"rows": lambda e: e["rows"][:-1] if e["page"] == 2 else e["rows"]},
        {"rows": lambda e: [] if e["page"] == 3 else e["rows"]},
    ],
)
def test_pages_that_do_not_add_up_are_refused(pull, rows, spoiled):
    with pytest.raises(InconsistentPull):
        pull(rows(70), **spoiled)


def test_repeated_page_is_refused_whatever_its_counters_say(pull, rows, row):
    again = [row(n, _irow=n + 30, miles=9) for n in range(1, 31)]
    with pytest.raises(InconsistentPull, match="repeats 30 rows"):
        pull(rows(30) + again)


def test_few_doubles_are_let_pass(pull, rows, row):
    doubles = [row(n) for n in range(1, 6)]
    assert len(pull(rows(30) + doubles)) == 2


def test_nothing_at_all_is_refused_with_the_likely_reason(pull):
    with pytest.raises(SourceChanged, match="upper case"):
        pull([])


@pytest.mark.parametrize("field", ["services", "name1", "zip", "typeFacility"])
def test_field_gone_from_every_row_is_refused(pull, rows, field):
    renamed = [
        {f"{name}X" if name == field else name: row[name] for name in row}
        for row in rows(40)
    ]
    with pytest.raises(SourceChanged, match=f"No row has {field}"):
        pull(renamed)


def test_reversed_coordinates_are_refused(pull, row):
    reversed_rows = [row(n, latitude="-71.07", longitude="42.3") for n in range(30)]
    with pytest.raises(SourceChanged, match="outside the US"):
        pull(reversed_rows)


def test_stray_coordinates_are_left_for_later(pull, rows, row):
    stray = [row(31, latitude="0", longitude="0"), row(32, latitude=None), row(33)]
    assert len(pull(rows(30) + stray)) == 2


def test_rows_of_another_country_are_refused(pull, row):
    with pytest.raises(SourceChanged, match="no US state"):
        pull([row(n, state="ON") for n in range(30)])


@pytest.mark.parametrize(
    "place",
    [(42.33, -71.07), (61.2, -149.9), (51.88, -176.65), (52.9, 173.1), (21.3, -157.9),
     (18.4, -66.1), (18.34, -64.93), (13.47, 144.75), (15.2, 145.75), (-14.28, -170.7),
     (7.34, 134.48), (9.54, 138.13), (7.09, 171.38)],
)  # fmt: skip
def test_every_state_and_territory_is_inside(place):
    assert geography.is_inside_us(*place)
    assert not geography.is_inside_us(*reversed(place))


@pytest.mark.parametrize(
    "place", [(0, 0), (19.43, -99.13), (60.2, 24.9), (22.3, 114.2)]
)
def test_elsewhere_is_outside(place):
    assert not geography.is_inside_us(*place)
