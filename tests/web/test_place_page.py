"""One place, under an address that never dies."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from locator.geo import Point
from locator.records import Address, Phone, Precision
from tests.web.invented import HOSTILE, make_id, make_location, make_store

PRIVATE = Address(None, None, "Boston", "MA", "02118", withheld=True)
BAY_STREET = f"/locations/bay-street-health-{make_id(1)}"


def test_a_place_shows_every_fact_with_its_list_and_date(site):
    page = site.page(BAY_STREET)
    assert page.heading == "Bay Street Health"
    for words in (
        "Call 617-555-0101, extension 123",
        "FindTreatment.gov: substance use",
        "SAMHSA list, copied 20 Nov 2026. Clinics answer about once a year.",
        "Outpatient",
        "A fact nobody has seen before",
        "1 Main Street Boston, MA 02118",
    ):
        assert words in page.words, words


@pytest.mark.parametrize("key", [f"an-old-name-{make_id(1)}", make_id(1)])
def test_an_old_address_leads_to_the_place(site, key):
    response = site.get(f"/locations/{key}", 301)
    assert response.headers["Location"] == BAY_STREET


def test_a_slash_at_the_end_leads_to_the_place(site):
    response = site.get(f"{BAY_STREET}/?near=02118", 301)
    assert response.headers["Location"] == f"{BAY_STREET}?near=02118"
    site.get(BAY_STREET, 200)


def test_a_merged_id_leads_to_the_place(make_site):
    site = make_site(make_store(merged={"zzzzzzzzzz": make_id(1)}))
    assert site.get("/locations/was-zzzzzzzzzz", 301).headers["Location"] == BAY_STREET
    answer = site.get("/api/v1/locations/zzzzzzzzzz", 301)
    assert answer.headers["Location"] == f"/api/v1/locations/{make_id(1)}"


def test_a_closed_place_is_gone_but_helps_on(make_site):
    gone = make_location(2, "Shut", retired_at=datetime(2026, 10, 1, tzinfo=UTC))
    store = make_store([make_location(n) for n in range(3, 9)], retired=[gone])
    site = make_site(store)
    page = site.page(f"/locations/shut-{make_id(2)}", 410)
    assert "No longer on SAMHSA's list since 1 Oct 2026" in page.words
    assert "It may still be open" in page.words
    assert "Call 617-555-0102" in page.words
    assert len(page.by_class("card")) == 5
    problem = site.json(f"/api/v1/locations/{make_id(2)}", 410)
    assert problem["phones"][0]["number"] == "+16175550102"


def test_a_restricted_place_says_so_and_is_not_indexed(site):
    page = site.page(f"/locations/county-jail-program-{make_id(8)}")
    assert "We do not show this place in searches." in page.words
    assert 'name="robots" content="noindex"' in page.html


def test_a_private_place_tells_no_street(site):
    page = site.page(f"/locations/quiet-house-{make_id(4)}")
    assert "Address kept private. Call." in page.words
    assert "Main Street" not in page.html


def test_a_withheld_flag_alone_hides_the_street_and_the_point(make_site):
    place = make_location(1)
    leaky = replace(place, address=replace(place.address, withheld=True))
    site = make_site(make_store([leaky]))
    assert "Main Street" not in site.page(f"/locations/{leaky.slug}-{leaky.id}").html
    item = site.json(f"/api/v1/locations/{leaky.id}")
    assert (item["latitude"], item["longitude"]) == (None, None)
    assert item["address"]["address_1"] is None


def test_a_place_without_phone_or_point_still_stands(make_site):
    bare = make_location(
        1, phones=(), website=None, point=None, precision=Precision.NONE,
        search_point=Point(42.3, -71.1), organization="", offers=(),
    )  # fmt: skip
    page = make_site(make_store([bare])).page(f"/locations/{bare.slug}-{bare.id}")
    assert "No phone number listed." in page.words


def test_only_web_addresses_become_links(make_site):
    place = make_location(1, website="JavaScript:alert(1)")
    page = make_site(make_store([place])).page(f"/locations/{place.slug}-{place.id}")
    assert "alert" not in page.html


def test_a_hostile_name_is_only_text_on_its_page(site):
    page = site.page(f"/locations/hostile-{make_id(9)}")
    assert page.heading == HOSTILE
    assert "https://example.org/?a=1&b=2" in page.links()


def test_numbers_that_are_no_numbers_are_no_links(make_site):
    odd = make_location(1, phones=(Phone("call us"),))
    page = make_site(make_store([odd])).page(f"/locations/{odd.slug}-{odd.id}")
    assert "call us" in page.words


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, "Each lists at least one of the same medicines. Distances are from this"),
        ({"offers": ()}, "This place lists no medicine. These are the nearest places"),
        ({"address": PRIVATE}, "distances are from its ZIP code."),
    ],
)
def test_similar_places_say_what_is_similar_and_from_where_they_are_far(
    make_site, changes, says
):
    site = make_site(make_store([make_location(1, **changes), make_location(2)]))
    page = site.page(f"/locations/harbor-light-clinic-1-{make_id(1)}")
    [section] = page.by_class("similar")
    assert says in page.text(section)


def test_a_similar_place_with_a_central_line_alone_says_so_before_its_number(make_site):
    shared = make_location(2, phones=(Phone("+16175550150", central=True),))
    site = make_site(make_store([make_location(1), shared]))
    page = site.page(f"/locations/harbor-light-clinic-1-{make_id(1)}")
    assert "Central line: Call 617-555-0150" in page.words
