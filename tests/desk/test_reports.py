"""Anybody may say what is wrong, and nothing tells who did."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from locator.config import Settings
from locator.records import Phone
from locator.store import Report
from locator.store.desk_rows import ReportRow
from locator.store.engine import reading
from locator.web import reports as form_module
from locator.web.secret import find_secret
from tests.databases import on_sqlite
from tests.desk.conftest import (
    NUMBER,
    PAGE,
    PLACE,
    add_user,
    check,
    fill,
    places,
    send,
    sign_in,
    today,
    token_of,
)
from tests.web.house_rules import check_page
from tests.web.invented import withheld_place

pytestmark = pytest.mark.long

FORM = f"{PAGE}/wrong"
ELSEWHERE = {"REMOTE_ADDR": "198.51.100.7", "HTTP_USER_AGENT": "Curious/7.0"}


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(form_module, "QUICKEST_S", -1)


@pytest.fixture
def visitor(make_client):
    return make_client(contact="desk@clinic.example")


def report(client, headers=None, environ=None, **form):
    form = {"problem": "closed", "token": token_of(client, FORM), **form}
    return client.post(FORM, data=form, headers=headers, environ_base=environ or {})


def waiting(store, *days_ago: int, **facts) -> None:
    for ago in days_ago:
        on = (today() - timedelta(days=ago)).isoformat()
        facts = {"problem": "number", "number": NUMBER, **facts}
        one = Report(place_id=PLACE, reported_on=on, **facts)
        assert store.desk.add_report(one, most=99, most_of_place=99)


def test_the_form_is_there_only_while_somebody_would_read_it(client, store):
    assert client.get(FORM).status_code == 404
    assert FORM not in check_page(client.get(PAGE).text).links()
    assert "Something wrong here?" in client.get(PAGE).text
    add_user(store, "ana")
    assert client.get(FORM).status_code == 200
    assert FORM in check_page(client.get(PAGE).text).links()


def test_the_page_says_when_somebody_looks_and_how_to_mend_the_source(make_client):
    visitor = make_client(contact="x", desk_days=3)
    words = check_page(visitor.get(PAGE).text).words
    assert "within 3 days" in words
    assert "FindTreatment@samhsa.hhs.gov" in words
    assert "within 3 days" in check_page(visitor.get(FORM).text).words


@on_sqlite
def test_a_report_is_kept_with_what_the_page_said_and_nothing_of_who_sent_it(
    visitor, store, home
):
    answer = report(visitor, environ=ELSEWHERE, words="The door is locked.")
    assert answer.status_code == 200
    assert check_page(answer.text).heading == "Thank you"
    assert "Set-Cookie" not in answer.headers
    (kept,) = store.desk.reports()
    assert kept.report.problem == "closed"
    assert kept.report.words == "The door is locked."
    assert "617-555-0101" in kept.report.page
    store.close()
    data = b"".join(path.read_bytes() for path in home.glob("locator.db*"))
    assert b"198.51.100.7" not in data
    assert b"Curious" not in data


def test_the_form_and_its_answers_keep_the_house_rules(visitor):
    check_page(visitor.get(FORM).text)
    page = check_page(report(visitor, problem="nonsense").text)
    assert "Choose what is wrong" in page.words


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"token": "forged"}, "too old"),
        ({"problem": "spam"}, "Choose what is wrong"),
        ({"words": "x" * 501}, "fewer words"),
    ],
)
def test_a_bad_form_is_not_kept_and_says_why(visitor, store, form, says):
    answer = report(visitor, **form)
    assert answer.status_code == 422
    assert says in answer.text
    assert store.desk.reports() == []


def test_what_was_typed_is_still_there_when_the_form_comes_back(visitor, store):
    both = (Phone(NUMBER), Phone("+16175550199"))
    fill(store, [replace(places()[0], phones=both), *places()[1:]])
    typed = {"problem": "number", "number": "+16175550199", "words": "It rings out."}
    page = check_page(report(visitor, token="forged", **typed).text)
    kept = [e for e in (*page.all("input"), *page.all("option")) if
            {"checked", "selected"} & set(e.attrib)]  # fmt: skip
    assert [one.get("value") for one in kept] == ["number", "+16175550199"]
    assert page.all("textarea")[0].text == "It rings out."


def test_a_token_is_of_one_place_and_grows_old(visitor, store, monkeypatch):
    other = token_of(visitor, "/locations/hostile-0000000003/wrong")
    assert report(visitor, token=other).status_code == 422
    monkeypatch.setattr(form_module, "LASTS_S", -1)
    assert report(visitor).status_code == 422
    assert store.desk.reports() == []


def test_who_sends_at_once_is_asked_to_look_again(visitor, store, monkeypatch):
    monkeypatch.setattr(form_module, "QUICKEST_S", 60)
    assert report(visitor).status_code == 422
    assert store.desk.reports() == []


def test_a_program_that_fills_in_everything_is_thanked_and_forgotten(visitor, store):
    assert report(visitor, website="https://spam.example").status_code == 200
    assert store.desk.reports() == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 200),
        ({"Origin": "null"}, 200),
        ({"Origin": "http://localhost"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "https://elsewhere.example"}, 403),
    ],
)
def test_a_form_of_another_site_is_refused(visitor, store, headers, status):
    assert report(visitor, headers).status_code == status
    assert len(store.desk.reports()) == (status == 200)


def test_one_visitor_and_one_place_have_only_so_many_a_day(visitor, store, monkeypatch):
    for _ in range(form_module.A_DAY_OF_ONE_PLACE):
        assert report(visitor).status_code == 200
    assert report(visitor).status_code == 429
    monkeypatch.setattr(form_module, "A_DAY_OF_ONE_PLACE", 99)
    answers = [report(visitor, environ=ELSEWHERE).status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]
    monkeypatch.setattr(form_module, "A_DAY", len(store.desk.reports()))
    assert report(visitor).status_code == 429


def test_letters_that_turn_a_text_around_are_left_out(visitor, store):
    report(visitor, words="ab\u202ecd\x07e\r\nf")
    assert store.desk.reports()[0].report.words == "abcde\nf"


def test_reports_never_hide_a_place_nor_its_number(ana, store):
    waiting(store, 0, 1, 2, 3)
    page = check_page(ana.get(PAGE).text)
    assert f"tel:{NUMBER}" in page.links()
    assert "People report" not in page.words
    assert PLACE in ana.get("/search?near=02118").text


def test_people_report_needs_three_days_and_a_click(ana, store):
    waiting(store, 0, 0, 0, 1)
    answer = send(ana, f"/desk/places/{PLACE}/say-so", number=NUMBER)
    assert answer.status_code == 422
    waiting(store, 2)
    assert "People report" not in check_page(ana.get(PAGE).text).words
    send(ana, f"/desk/places/{PLACE}/say-so", number=NUMBER)
    page = check_page(ana.get(PAGE).text)
    assert "People report that this number fails" in page.words
    assert f"tel:{NUMBER}" in page.links()


def test_reports_from_before_a_call_that_got_through_do_not_count(ana, store):
    say_so = f"/desk/places/{PLACE}/say-so"
    waiting(store, 2, 3, 4)
    assert say_so in ana.get(f"/desk/places/{PLACE}").text
    check(ana, outcome="works")
    assert say_so not in ana.get(f"/desk/places/{PLACE}").text
    assert send(ana, say_so, number=NUMBER).status_code == 422


def test_reports_of_years_ago_do_not_count(ana, store):
    waiting(store, 1, 2, 181)
    answer = send(ana, f"/desk/places/{PLACE}/say-so", number=NUMBER)
    assert answer.status_code == 422


def test_old_words_go_with_the_next_report_where_nobody_opens_the_desk(store):
    waiting(store, 200, words="Old words", page="{}")
    waiting(store, 0, words="New words")
    old, new = store.desk.reports()
    assert (old.report.words, old.report.page) == (None, None)
    assert new.report.words


@pytest.mark.parametrize(
    "typed", [PLACE, f"https://help.example{PAGE}?near=02118", f" {PAGE}#phones "]
)
def test_the_desk_finds_a_place_by_its_id_or_its_page(ana, typed):
    answer = send(ana, "/desk/find", "/desk/", place=typed)
    assert answer.headers["Location"] == f"/desk/places/{PLACE}"


@pytest.mark.parametrize("typed", ["", "zzzzzzzzzz", "Harbor Light", "/desk/"])
def test_what_is_no_place_is_said_at_the_desk(ana, typed):
    answer = send(ana, "/desk/find", "/desk/", place=typed)
    assert answer.status_code == 404
    assert "copy the address of that page" in check_page(answer.text).words


def test_a_settled_report_waits_no_more(ana, store):
    waiting(store, 0, 1)
    first, second = store.desk.reports()
    send(ana, f"/desk/places/{PLACE}/reports", report=str(first.id))
    assert [one.id for one in store.desk.reports()] == [second.id]
    with reading(store._engine) as connection:
        kept = connection.execute(select(ReportRow.settled_by).order_by(ReportRow.id))
        assert list(kept.scalars()) == ["ana", None]


def test_words_are_deleted_after_180_days(ana, store):
    waiting(store, 180, 181, words="My own words", page="{}")
    ana.get("/desk/")
    kept = [one.report.words for one in store.desk.reports()]
    assert kept == ["My own words", None]
    assert [one.report.page for one in store.desk.reports()] == ["{}", None]


def test_a_street_that_became_private_is_not_in_an_old_report(visitor, store):

    report(visitor)
    private = replace(withheld_place(1), sources=places()[0].sources)
    fill(store, [private, *places()[1:]])
    add_user(store, "ana")

    sign_in(visitor, "ana")
    page = visitor.get(f"/desk/places/{PLACE}").text
    assert "What the page said then" in page
    assert "1 Main Street" not in page


@on_sqlite
def test_a_key_is_made_once_for_its_owner_alone(client, home):
    path = home / "secret-key"
    assert path.stat().st_mode & 0o777 == 0o600
    assert client.application.secret_key == path.read_text()


def test_on_a_server_database_there_is_no_desk_without_a_key(home):

    url = "postgresql+psycopg://localhost/locator"
    assert find_secret(Settings(home=home / "x", database_url=url)) is None
    given = Settings(home=home, database_url=url, secret_key="k" * 32)
    assert find_secret(given) == "k" * 32
