"""The band of crisis lines and the crisis page, in every language."""

import pytest

from locator.content import the_library
from locator.web.crisis import english_lines
from locator.web.translation import languages
from tests.web.house_rules import CRISIS, Page


def band(site, path):
    page = Page(site.client.get(path).text)
    block = page.by_class("crisis")[0]
    links = [e for e in block.iter() if page.name(e) == "a"][:4]
    return {e.get("href"): page.text(e) for e in links}


@pytest.mark.parametrize("language", languages()[1:])
def test_the_band_dials_the_same_numbers_in_every_language(site, language):
    assert list(band(site, f"/{language}/about")) == CRISIS


def test_in_spanish_one_presses_2_and_texts_ayuda(site):
    shown = band(site, "/es/about")

    assert "988" in shown["tel:988"]
    assert "2" in shown["tel:988"]
    assert "AYUDA" in shown["sms:988"]


def test_in_english_nobody_is_told_to_press_a_key(site):
    shown = band(site, "/about")

    assert shown["tel:988"] == "In crisis? Call 988"
    assert shown["sms:988"] == "Text 988"


def test_the_terminal_has_the_band_without_a_request():
    assert next(line.name for line in english_lines()) == (
        "Overdose, or can't wake someone? Call 911"
    )


def test_the_crisis_page_shows_every_line_with_all_its_ways(site):
    page = site.page("/crisis")

    for line in the_library().lines.values():
        assert line.says in page.words or line.number == "911"
        for way in line.ways:
            assert way.label in page.words, way.label
            assert way.href in page.links(), way.href


def test_the_crisis_page_says_what_the_lines_are_not_for(site):
    words = site.page("/crisis").words

    assert "988 and the helpline can't stop an overdose. 911 can." in words
    assert "They do not give counseling" in words
    assert "Say where you are first." in words
    assert "Give rescue breaths and CPR." in words
    assert "With Wi-Fi alone, you can chat with the 988 Lifeline." in words
    assert "they may show on a bill" in words


def test_the_crisis_page_leads_to_every_step_for_an_overdose(site):
    assert "/guides/overdose" in site.page("/crisis").links()
    assert "/es/guides/overdose" in Page(site.client.get("/es/crisis").text).links()


def test_the_crisis_page_is_never_refused_for_coming_too_often(site):
    visitor = {"REMOTE_ADDR": "203.0.113.9"}
    answers = (site.client.get("/crisis", environ_base=visitor) for _ in range(300))

    assert {answer.status_code for answer in answers} == {200}


def test_the_crisis_page_in_spanish_has_the_ways_of_spanish(site):
    page = Page(site.client.get("/es/crisis").text)

    assert "AYUDA" in page.words
    assert "435748 (la respuesta puede llegar en inglés)" in page.words
    (english,) = (e for e in page.all("section") if e.get("lang") == "en")
    assert "Call 988" in page.text(english)
