"""Decisions wait at the desk until they are laid over the directory, and none is lost."""

from dataclasses import replace

import msgspec
import pytest

from locator.cli.desk_work import do_work
from locator.config import Settings
from locator.errors import SyncBusy
from locator.ingest.desk import lay_decisions
from locator.merge.doubts import Doubt, Doubts
from locator.merge.verdicts import Judgement, Verdict
from locator.records import Access, Decision
from locator.store import Deed
from locator.store.privacy import hide_street
from locator.web.desk.doubts import DeskDoubts, Pair, desk_doubts
from tests.desk.conftest import NOW, PLACE, send
from tests.web.invented import make_id

pytestmark = pytest.mark.long

DEED = Deed(NOW, "ana", "decision")


def hide(client, **form):
    form = {"what": "hide", "reason": "It serves members only.", **form}
    return send(client, f"/desk/places/{PLACE}/access", **form)


def test_letters_that_nobody_sees_are_in_no_reason(ana, store):
    assert hide(ana, reason="Members\0 \u202eonly").status_code == 303
    ((_, kept),) = store.desk.waiting()
    assert kept.reason == "Members only"
    assert "Members only" in store.desk.deeds()[0].detail


def test_a_place_that_is_shown_again_is_for_whom_its_lists_say(ana, store, home):
    page = f"/desk/places/{PLACE}"
    assert 'value="show"' not in ana.get(page).text
    hide(ana)
    assert 'value="hide"' not in ana.get(page).text
    lay_decisions(store, home=home, now=NOW)
    assert 'value="show"' in ana.get(page).text
    hide(ana, what="show", reason="They take everybody now.")
    assert 'value="hide"' in ana.get(page).text
    lay_decisions(store, home=home, now=NOW)
    shown = store.find_place(PLACE).location
    assert shown.access is Access.OPEN
    assert shown.corrections == ()
    (kept,) = store.decisions()
    assert kept.value == "as-listed"


def test_hiding_a_place_waits_and_is_laid_over_the_directory(ana, store, home):
    started = []
    ana.application.extensions["desk_work"] = lambda: started.append(1)
    assert hide(ana).status_code == 303
    assert started == [1]
    assert "wait to be laid" in ana.get("/desk/").text
    assert lay_decisions(store, home=home, now=NOW) == 1
    assert store.desk.waiting() == []
    assert store.find_place(PLACE).location.access is Access.RESTRICTED
    (kept,) = store.decisions()
    assert kept.decided_by == "Front desk"
    assert lay_decisions(store, home=home, now=NOW) == 0


@pytest.mark.parametrize(
    "form", [{"reason": " "}, {"what": "burn"}, {"reason": "x" * 301}]
)
def test_hiding_needs_a_reason(ana, store, form):
    assert hide(ana, **form).status_code == 422
    assert store.desk.waiting() == []


def test_a_decision_is_not_forgotten_when_laying_it_fails(store, home, monkeypatch):
    store.desk.decide(Decision("access", PLACE, value="restricted"), DEED)

    def busy(*_args, **_options):
        raise SyncBusy("a sync runs")

    monkeypatch.setattr("locator.ingest.desk.remerge", busy)
    with pytest.raises(SyncBusy):
        lay_decisions(store, home=home, now=NOW)
    assert len(store.desk.waiting()) == 1


def test_an_unsure_pair_is_decided(ana, store):
    pair = Pair(make_id(1), make_id(2), "One clinic", "Another", ("the same phone",))
    found = DeskDoubts("2026-11-22", 1, (pair,), ())
    store.desk.keep_doubts(msgspec.json.encode(found).decode(), "v1")
    form = {"a": pair.a, "b": pair.b, "what": "same", "reason": "One door."}
    assert send(ana, "/desk/matches", "/desk/matches", **form).status_code == 303
    ((_, kept),) = store.desk.waiting()
    assert (kept.kind, kept.listing_key, kept.other_key) == ("same", pair.a, pair.b)


@pytest.mark.parametrize(
    "form", [{"a": "zzzzzzzzzz"}, {"what": "burn"}, {"reason": ""}]
)
def test_a_pair_that_nobody_asked_about_is_not_decided(ana, store, form):
    pair = Pair(make_id(1), make_id(2), "One clinic", "Another", ("the same phone",))
    found = DeskDoubts("2026-11-22", 1, (pair,), ())
    store.desk.keep_doubts(msgspec.json.encode(found).decode(), "v1")
    whole = {"a": pair.a, "b": pair.b, "what": "same", "reason": "One door.", **form}
    assert send(ana, "/desk/matches", "/desk/matches", **whole).status_code == 422
    assert store.desk.waiting() == []


def test_the_work_finds_what_is_most_in_doubt_once_a_version(store, home, database_url):
    settings = Settings(home=home, database_url=database_url)
    do_work(store, settings)
    text, version = store.desk.doubts()
    assert version == store.state().version
    assert msgspec.json.decode(text, type=DeskDoubts).pairs == ()
    store.desk.keep_doubts("{}", version)
    do_work(store, settings)
    assert store.desk.doubts()[0] == "{}"


def test_a_street_that_another_list_keeps_private_is_in_no_pair(store):
    listings = store.listings()
    doubt = Doubt(*listings[:2], Judgement(Verdict.UNSURE, ("the same phone",)))
    doubts = Doubts(1, (doubt,))
    (open_,) = desk_doubts([], listings, doubts, NOW.date()).pairs
    assert "Main Street" in open_.a_line
    assert open_.a_line.count("617-555-0101") == 1
    shown = [hide_street(listings[0]), *listings[1:]]
    (private,) = desk_doubts([], shown, doubts, NOW.date()).pairs
    assert "Main Street" not in private.a_line
    assert private.b_line == open_.b_line


def test_places_that_only_old_lists_know_are_in_doubt(store):
    kept = [
        replace(one, listing=replace(one.listing, as_of="2022"))
        for one in store.listings()
    ]
    found = desk_doubts(store.locations(), kept, Doubts(0, ()), NOW.date())
    assert [one.why for one in found.places] == [("Only old lists know it.",)] * 3
