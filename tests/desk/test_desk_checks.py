"""What somebody was told on the phone goes before the lists, and expires to unknown."""

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from locator.records import Phone
from locator.store import Deed, KeptCheck, PhoneCheck
from locator.store.checks import LASTS_DAYS
from locator.web.phone_checks import CheckWatch, facts_of, phone_checks_of, use_checks
from tests.desk.conftest import (
    NOW,
    NUMBER,
    PAGE,
    PLACE,
    check,
    fill,
    places,
    send,
    today,
    token_of,
)
from tests.web.house_rules import check_page
from tests.web.invented import make_id, make_location

pytestmark = pytest.mark.long

DEED = Deed(NOW, "ana", "phone check")
SEARCH = "/search?near=02118"
API = f"/api/v1/locations/{PLACE}"


def call_links(client, path=PAGE) -> list[str]:
    links = check_page(client.get(path).text).links()
    return [href for href in links if href.startswith("tel:+1617")]


def said(days_ago: int = 0, **facts) -> PhoneCheck:
    on = (today() - timedelta(days=days_ago)).isoformat()
    return PhoneCheck(PLACE, on, "Front desk", **{"number": NUMBER, **facts})


def test_a_phone_check_shows_on_the_page_the_card_and_in_the_api(ana):
    answer = check(ana, outcome="works", new_patients="yes", walk_in="no")
    assert answer.status_code == 303
    day = f"{today().day} {today():%b %Y}"
    for path in (PAGE, SEARCH):
        words = check_page(ana.get(path).text).words
        assert f"Confirmed by phone on {day}" in words, path
        assert "Takes new patients" in words
        assert "Call first: no walk-ins" in words
        assert "first visit" not in words.partition("Takes new")[2][:200]
    facts = {one["fact"]: one for one in ana.get(API).get_json()["phone_checks"]}
    assert set(facts) == {"number-works", "new-patients", "walk-in"}
    assert facts["walk-in"]["value"] is False
    until = (today() + timedelta(days=14)).isoformat()
    assert facts["new-patients"]["expires_on"] == until


@pytest.mark.parametrize("outcome", ["fails", "closed"])
def test_a_number_that_fails_loses_its_button_at_once(ana, outcome):
    assert f"tel:{NUMBER}" in call_links(ana)
    assert f"tel:{NUMBER}" in call_links(ana, SEARCH)
    check(ana, outcome=outcome)
    for path in (PAGE, SEARCH, f"{PAGE}/text", f"{PAGE}/contact.vcf"):
        assert f"tel:{NUMBER}" not in ana.get(path).text, path
    expected = {"fails": "number-works", "closed": "closed"}[outcome]
    (item,) = ana.get(API).get_json()["phone_checks"]
    assert item["fact"] == expected


WRITTEN = [
    PAGE, SEARCH, "/embed?near=02118", f"{PAGE}/text", f"{PAGE}/text?all=1",
    "/handout?near=02118", "/handout.txt?near=02118",
]  # fmt: skip


@pytest.mark.parametrize("path", WRITTEN)
@pytest.mark.parametrize(
    ("outcome", "says"),
    [("fails", "Did not work when we called"), ("closed", "This place is closed")],
)
def test_wherever_a_number_is_written_it_says_why_not_to_call_it(
    ana, outcome, says, path
):
    assert says not in ana.get(path).text
    check(ana, outcome=outcome)
    text = re.sub(r"<[^>]+>|\s+", " ", ana.get(path).text)
    after = text.partition("617-555-0101")[2]
    assert says in " ".join(after.split())[:40]


def test_nobody_is_told_what_to_say_to_a_place_that_is_closed(ana):
    assert "What to say when you call" in ana.get(PAGE).text
    check(ana, outcome="closed")
    assert "What to say when you call" not in ana.get(PAGE).text
    assert "Are you taking new people?" not in ana.get(f"{PAGE}/text?all=1").text


def test_another_worker_sees_it_too(ana, make_client):
    other = make_client()
    assert f"tel:{NUMBER}" in call_links(other, SEARCH)
    check(ana, outcome="fails")
    assert f"tel:{NUMBER}" not in call_links(other, SEARCH)
    kept = other.get("/api/v1/locations?near=02118").get_json()["items"]
    (item,) = [one for one in kept if one["id"] == PLACE]
    assert item["phone_checks"][0]["value"] is False


def test_the_other_number_of_a_place_stays(ana, store):
    phones = (Phone(NUMBER), Phone("+16175550199"))
    fill(store, [replace(places()[0], phones=phones), *places()[1:]])
    check(ana, outcome="fails")
    assert f"tel:{NUMBER}" not in call_links(ana)
    assert "tel:+16175550199" in call_links(ana)


@pytest.mark.parametrize(("fact", "days"), LASTS_DAYS.items())
def test_a_fact_expires_to_unknown(fact, days):
    value = "works" if fact == "outcome" else True
    check = said(**{fact: value})
    on = today() + timedelta(days=days)
    assert facts_of([check], on).known
    assert not facts_of([check], on + timedelta(days=1)).known


def test_how_long_facts_last_is_what_the_design_says():
    assert LASTS_DAYS == {
        "outcome": 180,
        "new_patients": 14,
        "first_visit_medicine": 60,
        "walk_in": 60,
    }


def test_the_newest_answer_counts_and_what_was_not_asked_stays():
    facts = facts_of(
        [said(5, new_patients=True, walk_in=True), said(2, new_patients=False)], today()
    )
    assert not facts.answers["new_patients"].yes
    assert facts.answers["walk_in"].yes


def test_a_place_that_answers_again_is_not_closed():
    facts = facts_of([said(5, outcome="closed"), said(2, outcome="works")], today())
    assert facts.closed is None
    assert not facts.fails(NUMBER)


def test_nothing_is_known_where_nobody_called(client):
    assert client.get(API).get_json()["phone_checks"] == []
    use_checks(None)
    assert not phone_checks_of(PLACE, today()).known


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"outcome": "great"},
        {"outcome": "works", "number": "+16175559999"},
        {"outcome": "works", "number": ""},
        {"new_patients": "perhaps"},
        {"new_patients": "yes", "number": "+16175559999"},
        {"walk_in": "yes", "checked_on": "yesterday"},
        {"walk_in": "yes", "checked_on": (today() + timedelta(days=2)).isoformat()},
        {"walk_in": "yes", "checked_on": (today() - timedelta(days=31)).isoformat()},
        {"walk_in": "yes", "answered_by": "<script>"},
    ],
)
def test_a_check_that_makes_no_sense_is_not_kept(ana, store, form):
    answer = check(ana, **form)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert store.desk.checks() == []


def test_what_was_typed_is_still_there_after_a_mistake(ana):
    answer = check(ana, outcome="fails", number="", walk_in="yes", answered_by="nobody")
    page = check_page(answer.text)
    chosen = [one.get("value") for one in page.all("input") if "checked" in one.attrib]
    assert chosen == ["fails", "", "", "yes"]
    (role,) = (one for one in page.all("option") if "selected" in one.attrib)
    assert role.get("value") == "nobody"


def test_a_mistaken_check_can_be_taken_back(ana, store):
    check(ana, outcome="closed")
    (kept,) = store.desk.checks()
    send(ana, f"/desk/places/{make_id(2)}/checks/{kept.id}/remove")
    assert store.desk.checks()  # it is not of that place
    send(ana, f"/desk/places/{PLACE}/checks/{kept.id}/remove")
    assert f"tel:{NUMBER}" in call_links(ana)
    assert store.desk.deeds()[0].what == "took back a check"


def test_the_page_names_a_role_and_never_the_person(ana):
    check(ana, outcome="works")
    assert "ana" not in check_page(ana.get(PAGE).text).words.split()
    assert "ana" not in json.dumps(ana.get(API).get_json()).split('"')


def test_a_check_of_a_place_nobody_knows_is_refused(ana):
    token = token_of(ana, f"/desk/places/{PLACE}")
    form = {"csrf_token": token, "outcome": "closed"}
    assert ana.post("/desk/places/zzzzzzzzzz/check", data=form).status_code == 404
    assert ana.get("/desk/places/zzzzzzzzzz").status_code == 404


def test_what_ails_the_store_leaves_the_checks_we_knew():
    class Desk:
        broken = False

        def stamp(self):
            if self.broken:
                raise OSError("the disk is gone")
            return (1, 1)

        def checks(self, today):
            return [KeptCheck(1, PLACE, said(outcome="fails"))]

        def users(self):
            return []

    desk = Desk()
    watch = CheckWatch(desk, 0.0)
    assert len(watch.of_place(PLACE)) == 1
    desk.broken = True
    assert len(watch.of_place(PLACE)) == 1


def test_checks_follow_a_place_through_merge_retirement_and_a_new_list(ana, store):
    check(ana, outcome="fails", new_patients="no")
    # The place becomes part of another: its founding listing now belongs there.
    first, second = make_location(1), make_location(2)
    merged = replace(
        second, phones=first.phones, sources=(*second.sources, *first.sources)
    )
    fill(store, [merged, make_location(3)])
    (kept,) = store.desk.checks()
    assert kept.place_id == make_id(2)
    page = ana.get(f"/desk/places/{PLACE}")
    assert "outcome: fails" in check_page(page.text).words
    facts = {
        one["fact"]
        for one in ana.get(f"/api/v1/locations/{make_id(2)}").get_json()["phone_checks"]
    }
    assert facts == {"number-works", "new-patients"}


def test_expired_checks_leave_what_the_lists_say(ana, store):
    store.desk.add_check(said(200, outcome="fails", new_patients=False), DEED)
    assert f"tel:{NUMBER}" in call_links(ana)
    assert ana.get(API).get_json()["phone_checks"] == []
