"""Every fault of the fake server: a retry that succeeds, or a clear refusal."""

import pytest

from locator.errors import InconsistentPull, SourceChanged, SourceUnavailable
from locator.http import make_fetcher
from locator.sources.findtreatment import FindTreatment
from locator.sources.findtreatment.pull import QUERY
from tools.fake_findtreatment import FAULTS, FakeFindTreatment, Fault

pytestmark = pytest.mark.server

HEALS = [
    "error:503,first=3",
    "too-many:7,first=1",
    "slow:0.05",
    "drop,first=1",
    "html,first=2",
    "text,first=2",
    "truncated,first=2",
]
REFUSED = {
    "error:500,page=2": (SourceUnavailable, "error 500"),
    "too-many:600": (SourceUnavailable, "error 429"),
    "drop": (SourceUnavailable, "could not be reached"),
    "html": (SourceChanged, "web page"),
    "text,page=2": (SourceChanged, "text instead of JSON"),
    "truncated,page=3": (SourceUnavailable, "breaks off"),
    "repeat-page,page=2": (InconsistentPull, "repeats"),
    "lose-rows:4,page=2": (InconsistentPull, "36 rows instead of 40"),
    "lying-count:2": (InconsistentPull, "rows instead of"),
    "lying-count:99,page=2": (InconsistentPull, "changed during the pull"),
    "move-services:serviceList": (SourceChanged, "serviceList"),
    "reversed-coordinates": (SourceChanged, "outside the US"),
}


@pytest.fixture(scope="module")
def server(rows):
    with FakeFindTreatment(rows(100)) as fake:
        yield fake


@pytest.fixture
def fake(server):
    server.fail()
    server.requests.clear()
    return server


@pytest.fixture
def pull(fake, fetcher):
    source = FindTreatment(page_size=40)
    return lambda: [
        row for page in source.fetch(fetcher, fake.url) for row in page.rows
    ]


@pytest.mark.parametrize("fault", HEALS)
def test_passing_fault_costs_nothing(fake, pull, fault):
    fake.fail(fault)
    assert len(pull()) == 100


@pytest.mark.parametrize("fault", REFUSED)
def test_lasting_fault_is_refused_with_a_reason(fake, pull, fault):
    fake.fail(fault)
    error, said = REFUSED[fault]
    with pytest.raises(error, match=said):
        pull()


def test_silence_is_given_up(fake):
    fake.fail("hang:30")
    fetcher = make_fetcher(user_agent="tests", read_timeout_s=0.2, patience_s=0.5)
    with pytest.raises(SourceUnavailable):
        list(FindTreatment().fetch(fetcher, fake.url))


def test_renamed_value_is_reported_not_guessed(fake, pull):
    fake.fail("rename-value:Prescribes buprenorphine=Offers buprenorphine")
    listing = FindTreatment().parse(pull()[0], as_of=None)
    assert [value.text for value in listing.reading.unknown] == ["Offers buprenorphine"]
    assert "buprenorphine" not in {offer.term for offer in listing.reading.offers}


def test_upper_case_type_answered_with_nothing_is_refused(fake, pull, monkeypatch):
    fake.fail("upper-case-empty")
    assert len(pull()) == 100
    monkeypatch.setitem(QUERY, "sType", "BOTH")
    with pytest.raises(SourceChanged, match="upper case"):
        pull()


def test_killed_pull_goes_on_where_it_stopped(fake, fetcher):
    source = FindTreatment(page_size=40)
    kept = list(source.fetch(fetcher, fake.url))[:2]
    fake.requests.clear()
    (last,) = source.fetch(fetcher, fake.url, kept)
    assert len(last.rows) == 20
    assert [asked.page for asked in fake.requests] == [1, 3]


def test_every_fault_of_the_fake_is_tried():
    tried = {Fault.parse(text).name for text in [*HEALS, *REFUSED]}
    elsewhere = {"hang", "rename-value", "upper-case-empty"}
    assert tried | elsewhere == set(FAULTS)
