"""The printed list of a county: whole, dated, private where places are, one file."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from locator.places import lookup_zip
from locator.places.counties import lookup_county
from locator.records import Phone
from locator.web.pack import belongs, render_pack
from tests.web.house_rules import Page
from tests.web.invented import (
    BOSTON,
    MAYBE,
    YES,
    gated_places,
    make_location,
    offers,
    practice_store,
    withheld_place,
)
from tests.web.invented import make_store as store_of

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SUFFOLK, MIDDLESEX = lookup_county("25025"), lookup_county("25017")


def here(number: int, **changes):
    """Return a place in the middle of Boston."""
    return replace(make_location(number), search_point=BOSTON, **changes)


@pytest.fixture
def pack(make_site):
    def make(store, **options) -> Page:
        app = make_site(store).app
        page = render_pack(app, SUFFOLK, store.places, store.sources(), NOW, **options)
        return Page(page)

    return make


def test_the_list_is_of_one_county_and_says_its_date(pack):
    far = replace(make_location(2), search_point=lookup_zip("01101").point)
    page = pack(store_of([here(1), far]))
    assert page.heading == "Health services in Suffolk, Massachusetts"
    assert "Harbor Light Clinic 1" in page.words
    assert "Harbor Light Clinic 2" not in page.words
    assert "Made on 22 Nov 2026" in page.words
    assert "SAMHSA list, copied 20 Nov 2026" in page.words


def test_sure_places_come_before_hints_and_counseling(pack):
    found = [
        here(1, offers=offers(counseling=YES)),
        here(2, offers=offers(methadone=MAYBE)),
        here(3, offers=offers(buprenorphine=YES)),
    ]
    words = pack(store_of(found)).words
    order = [words.index(f"Harbor Light Clinic {number}") for number in (3, 2, 1)]
    assert order == sorted(order)


def test_a_private_address_is_a_town_and_a_number(pack):
    words = pack(store_of([withheld_place(4)])).words
    assert "Quiet House" in words
    assert "617-555-0104" in words
    assert "4 Main Street" not in words


def test_a_second_number_says_that_it_is_one_more(pack):
    phones = (Phone("+16175550101"), Phone("+16175550155"))
    words = pack(store_of([here(1, phones=phones)])).words
    assert "617-555-0101 Also: 617-555-0155" in words


def test_what_nobody_can_walk_into_or_is_gone_is_left_out():
    _, jail = gated_places()
    assert not belongs(replace(jail, search_point=BOSTON), SUFFOLK)
    assert not belongs(here(1, retired_at=NOW), SUFFOLK)
    assert not belongs(here(1, offers=offers(mental_health=YES)), SUFFOLK)
    assert not belongs(replace(here(1), search_point=None), SUFFOLK)
    assert not belongs(here(1), MIDDLESEX)
    assert belongs(here(1), SUFFOLK)


def test_the_file_asks_nothing_of_any_server(pack):
    page = pack(store_of([here(1)]), address="https://help.example.org")
    assert not page.all("link", "script", "img", "iframe")
    assert page.by_class("code")
    for line in ("Call 911", "Call 988", "Text 988", "1-800-662-4357"):
        assert line in page.words


def test_without_an_address_there_is_no_code(pack):
    assert not pack(store_of([here(1)])).by_class("code")


def test_practice_paper_says_invented_at_every_place(pack):
    places = [replace(here(n), practice=True) for n in (1, 2)]
    store = replace(practice_store(), places=places)
    assert pack(store).words.count("INVENTED") == 3


def test_a_county_without_places_still_says_what_to_do(pack):
    assert "does not mean that there is no help" in pack(store_of([])).words
