"""What to say on the phone: the person's own questions, in an order one can read out."""

import pytest

from locator.taxonomy import TERMS
from locator.web import call_questions
from locator.web.call_script import make_script, question
from tests.web.invented import LIKELY, MAYBE, YES, make_id, make_location, offers

CLINIC = make_location(1, offers=offers(buprenorphine=YES, methadone=MAYBE))
PLACE = f"/locations/bay-street-health-{make_id(1)}"


def asked(*terms, topic=None, place=CLINIC):
    return make_script(place, terms, topic).questions


def test_the_filters_become_questions_and_the_opening_is_asked_for():
    assert asked("medicaid", "buprenorphine", "spanish") == (
        "Do you start buprenorphine on the first visit?",
        "Do you take Medicaid?",
        "Can I talk with someone in this language: Spanish?",
        "When is the next opening?",
        "What should I bring?",
    )


def test_without_filters_it_asks_for_what_the_place_lists_and_what_it_costs():
    assert asked() == (
        "Do you start buprenorphine on the first visit?",
        "Do you give methadone? How soon can I start?",
        "What will it cost me? What if I have no insurance?",
        "When is the next opening?",
        "What should I bring?",
    )


def test_a_medicine_that_the_list_only_hints_at_is_asked_for_first():
    licensed = make_location(1, offers=offers(methadone=LIKELY))
    assert asked("methadone")[0] == "Do you give methadone? How soon can I start?"
    assert asked(place=licensed)[0].startswith("Do you give methadone?")


def test_a_medicine_that_is_not_listed_is_asked_for_where_nothing_else_is():
    talk = make_location(1, offers=offers(counseling=YES))
    assert asked("naltrexone", place=talk)[0].startswith("Do you give naltrexone?")
    assert asked(place=talk)[0] == call_questions.ANY_MEDICINE


def test_of_two_medicines_the_listed_one_is_asked_for():
    only = make_location(1, offers=offers(methadone=YES))
    first, second, *_ = asked("buprenorphine", "methadone", place=only)
    assert first == "How soon can I start methadone?"
    assert second == call_questions.COST


def test_who_looks_for_counseling_is_not_made_to_ask_for_medicine():
    assert asked("counseling")[0] == "When can I see a counselor?"


def test_kratom_is_asked_for_because_no_list_says_it():
    assert call_questions.KRATOM in asked(topic="kratom")
    assert call_questions.KRATOM not in asked()


@pytest.mark.parametrize("slug", TERMS)
def test_every_term_has_a_question(slug):
    for text in asked(slug):
        assert text.endswith(("?", "."))
        assert "%" not in text


def test_every_question_is_for_a_term_we_have():
    assert {*call_questions.QUESTIONS, *call_questions.MEDICINES} <= TERMS.keys()
    assert question("gambling") == (
        "I am looking for this: Help with gambling. Do you have it?"
    )


def test_the_page_reads_the_script_from_its_link(site):
    page = site.page(f"{PLACE}?near=02139&term=medicaid&topic=kratom")
    for words in (
        "Hi. I am looking for treatment. Are you taking new people?",
        "Do you treat kratom or 7-OH dependence?",
        "Do you take Medicaid?",
        "If they say no, ask: Who near here can see me this week?",
        "miles in a straight line",
        "Places near 02139",
    ):
        assert words in page.words, words


def test_a_link_that_makes_no_sense_is_a_page_like_any_other(site):
    page = site.page(f"{PLACE}?near=nowhere-at-all&term=<b>&topic=x&radius=nan&page=0")
    assert "Please check" not in page.words
    assert call_questions.KRATOM not in page.words


def test_a_link_with_a_search_is_not_for_search_engines(site):
    assert 'content="noindex"' in site.page(f"{PLACE}?term=medicaid").html
    assert 'content="noindex"' not in site.page(PLACE).html


def test_an_old_address_keeps_the_search(site):
    response = site.get(f"/locations/{make_id(1)}?term=medicaid&_external=1", 301)
    assert response.headers["Location"] == f"{PLACE}?term=medicaid"


def test_the_way_back_from_a_place_leads_to_the_list_it_came_from(site):
    search = "/search?near=02118&term=buprenorphine&radius=50"
    there = [h for h in site.page(search).links() if h.startswith("/locations/")]
    assert there
    for href in there:
        assert search in site.page(href).links()


def test_nobody_is_told_to_call_a_place_they_cannot_walk_into(site):
    page = site.page(f"/locations/county-jail-program-{make_id(8)}")
    assert "What to say when you call" not in page.words


def test_what_somebody_comes_for_goes_with_them_to_every_place(site):
    page = site.page("/search?near=02118&term=buprenorphine&topic=kratom")
    there = [href for href in page.links() if href.startswith("/locations/")]
    assert there
    assert all(href.endswith("&topic=kratom") for href in there)
    assert 'type="hidden" name="topic" value="kratom"' in page.html
    plain = site.page("/search?near=02118&topic=<b>")
    assert 'name="topic"' not in plain.html
