"""Sheets for paper and for text messages: discreet, short, honest about age."""

import re
from dataclasses import replace

import pytest

from locator.records import Address
from locator.web.sms_text import GSM_7, ONE_MESSAGE, gsm_text, message_parts
from tests.web.invented import BOSTON, HOSTILE, make_location, practice_store
from tests.web.invented import make_store as store_of


def test_the_sheet_has_five_places_each_with_what_to_find_out(site):
    page = site.page("/handout?near=02118")
    rows = page.by_class("call-row")
    assert len(rows) == 5
    for row in rows:
        words = page.text(row)
        assert re.search(r"\d{3}-555-01\d\d", words)
        for find_out in ("Number worked", "Taking new people", "Next opening", "Cost"):
            assert find_out in words
        assert "What to bring" in words


def test_its_title_names_no_medicine(site):
    page = site.page("/handout?near=02118&term=methadone")
    assert page.heading == "Health services near 02118"


def test_it_says_how_old_the_facts_are_and_when_it_was_made(site):
    words = site.page("/handout?near=02118").words
    assert "SAMHSA list, copied 20 Nov 2026" in words
    assert re.search(r"Made on \d+ \w+ \d{4}", words)


def test_a_private_address_stays_private_on_paper(site):
    words = site.page("/handout?near=02118").words
    assert "Quiet House" in words
    assert "4 Main Street" not in words


def test_restricted_places_are_on_no_sheet(make_site):
    jail = [place for place in store_of().places if "Jail" in place.name]
    site = make_site(store_of([*jail, make_location(1)]))
    assert "Jail" not in site.page("/handout?near=02118").words


def test_the_code_leads_to_the_public_address_only(make_site):
    site = make_site(base_url="https://help.example.org")
    assert site.page("/handout?near=02118").by_class("code")
    hearsay = {"Host": "evil.example"}
    assert not make_site().page("/handout?near=02118", headers=hearsay).by_class("code")


def test_practice_paper_says_invented_at_every_place_and_dials_nothing(make_site):
    page = make_site(practice_store()).page("/handout?near=02118")
    assert page.words.count("INVENTED") == 6
    (sheet,) = page.by_class("sheet")
    assert not [e for e in sheet.iter() if (e.get("href") or "").startswith("tel:")]


@pytest.mark.parametrize("query", ["?near=", "?near=99999x", "?near=02118&term=nope"])
def test_a_wrong_search_gives_the_form_back(site, query):
    page = site.page(f"/handout{query}", 422)
    assert page.one("form").get("action") == "/handout"


def test_without_a_search_there_is_a_form_to_make_one(site):
    assert site.page("/handout").heading == "Make a hand-out"


def test_where_nothing_fits_the_sheet_says_that_help_exists(make_site):
    site = make_site(store_of([make_location(1)]))
    words = site.page("/handout?near=02118&term=hebrew").words
    assert "does not mean that there is no help" in words


def test_every_message_fits_and_has_a_box_of_its_own(site):
    page = site.page("/handout?near=02118&format=text")
    boxes = [page.text(box) for box in page.all("textarea")]
    assert len(boxes) >= 3
    assert all(len(box) <= ONE_MESSAGE for box in boxes)
    assert "Call 911" in " ".join(boxes)
    assert f"Text 1 of {len(boxes)}" in page.words


def test_who_asks_for_counseling_alone_asks_for_no_medicine(site):
    asks = "Do you have the medicine I need?"
    assert asks not in site.page("/handout?near=02118&term=counseling").words
    both = "/handout?near=02118&term=counseling&term=methadone"
    assert asks in site.page(both).words
    assert asks in site.page("/handout?near=02118&term=medicaid").words


def test_a_message_has_room_for_the_town_behind_a_long_street(make_site):
    street = Address(
        "8707 Old Jackrabbit Lane", "Suites D and F", "Boston", "MA", "02118"
    )
    site = make_site(store_of([make_location(1, address=street)]))
    assert (
        "Suites D and F, Boston, MA 02118" in site.get("/handout.txt?near=02118").text
    )


def test_messages_name_no_medicine_unless_asked(site):
    plain = site.get("/handout.txt?near=02118&term=methadone").text
    named = site.get("/handout.txt?near=02118&term=methadone&medicine=1").text
    assert "ethadone: call first" not in plain
    assert "May offer methadone: call first" in named


def test_practice_messages_all_say_invented(make_site):
    text = make_site(practice_store()).get("/handout.txt?near=02118").text
    assert all(part.startswith("INVENTED ") for part in text.strip().split("\n\n"))


def test_a_wrong_text_search_gives_the_form_back(site):
    assert site.page("/handout.txt?near=x", 422).heading == "Make a hand-out"


def test_letters_outside_of_the_alphabet_lose_their_accents():
    assert gsm_text("Clínica “Añasco” — 5€ 🙂") == 'Clinica "Añasco" - 5EUR '
    assert set(gsm_text(HOSTILE)) <= GSM_7


def test_lines_are_never_parted_and_long_ones_lose_their_end():
    parts = message_parts(["a" * 100, "b" * 59, "c" * 300], "X ")
    assert [len(part) for part in parts] == [102, 61, 160]
    assert parts[2].startswith("X ccc")
    assert parts[2].endswith("...")


def test_a_place_with_a_long_name_keeps_its_number(make_site):
    place = replace(make_location(1, "Long " * 60), search_point=BOSTON)
    text = make_site(store_of([place])).get("/handout.txt?near=02118").text
    assert "617-555-0101" in text


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("/doctor", "if state law allows"),
        ("/emergency-room", "up to 3 days of medicine"),
    ],
)
def test_each_sheet_for_a_clinician_gives_the_rule_and_its_sources(site, path, rule):
    page = site.page(path)
    assert rule in page.words
    assert "What I ask for" in page.words
    assert len(page.by_class("sources")) == 1


def test_a_misspelt_town_leads_back_to_the_hand_out(site):
    page = site.page("/handout?near=springfeild,+IL", 422)
    (meant,) = (href for href in page.links() if "Springfield" in href)
    assert meant.startswith("/handout?near=Springfield")
