"""A place as text, contact and data: discreet by default, and only what lists say."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from locator.records import Phone, Precision
from locator.web.structured_data import clinic_data
from tests.web.invented import (
    BOSTON,
    MAYBE,
    YES,
    FakeStore,
    make_id,
    make_location,
    make_store,
    offers,
    practice_store,
)

PLACE = f"/locations/bay-street-health-{make_id(1)}"
TELLING = ("Bay Street", "uprenorphine", "altrexone", "bay-street", "treatment")


def data_of(page):
    found = [
        one.text
        for one in page.all("script")
        if one.get("type") == "application/ld+json"
    ]
    return [json.loads(text) for text in found]


def test_the_text_tells_nothing_unless_asked_to(make_site):
    site = make_site(base_url="https://locator.example")
    text = site.get(f"{PLACE}/text").text
    assert text.splitlines() == [
        "Health services near 02118",
        "617-555-0101, extension 123",
        "New patients: 617-555-0111",
        "1 Main Street",
        "Boston, MA 02118",
        f"https://locator.example/locations/{make_id(1)}",
    ]


def test_the_whole_text_is_there_for_who_wants_it(site):
    response = site.get(f"{PLACE}/text?all=1&term=medicaid")
    assert response.mimetype == "text/plain"
    for words in ("Bay Street Health", "Buprenorphine", "- Do you take Medicaid?"):
        assert words in response.text, words


def test_both_texts_stand_on_the_page_so_that_no_script_is_needed(site):
    private, full = site.page(PLACE).all("textarea")
    assert not [word for word in TELLING if word in "".join(private.itertext())]
    assert "Bay Street Health" in "".join(full.itertext())


def test_a_contact_tells_nothing_and_escapes_everything(make_site):
    place = make_location(1)
    odd = replace(
        place, address=replace(place.address, address_1="1; Main\nTEL:911, Street")
    )
    response = make_site(make_store([odd])).get(f"/locations/{odd.id}/contact.vcf")
    assert response.mimetype == "text/vcard"
    assert "attachment" in response.headers["Content-Disposition"]
    assert "FN:Health services near 02118\r\n" in response.text
    assert "TEL;TYPE=WORK:+16175550101" in response.text
    assert "1\\; Main TEL:911\\, Street;Boston;MA;02118;US" in response.text
    assert odd.name not in response.text


def test_a_private_street_is_in_no_text(site):
    key = f"quiet-house-{make_id(4)}"
    for path in ("text", "text?all=1", "contact.vcf"):
        text = site.get(f"/locations/{key}/{path}").text
        assert "Main Street" not in text
        assert "Boston" in text


def test_invented_places_say_so_and_are_no_contacts(make_site):
    site = make_site(practice_store())
    key = f"bay-street-health-{make_id(1)}"
    text = site.get(f"/locations/{key}/text").text
    assert "Invented for practice. Not a real place." in text
    site.page(f"/locations/{key}/contact.vcf", 404)
    assert not data_of(site.page(f"/locations/{key}"))


def test_search_engines_get_the_facts_and_no_more(make_site):
    site = make_site(base_url="https://locator.example")
    [data] = data_of(site.page(PLACE))
    assert data["@type"] == "MedicalClinic"
    assert data["url"] == f"https://locator.example{PLACE}"
    assert data["telephone"] == "+16175550101"
    assert data["address"]["streetAddress"] == "1 Main Street"
    assert [one["name"] for one in data["availableService"]] == [
        "Buprenorphine",
        "Naltrexone",
    ]


def test_a_hint_is_no_fact_and_a_geocoded_spot_is_not_ours_to_give():
    place = make_location(
        1, offers=offers(buprenorphine=YES, methadone=MAYBE), point=BOSTON,
        precision=Precision.GEOCODED, phones=(Phone("+16175550100", central=True),),
    )  # fmt: skip
    data = clinic_data(place, None)
    assert [one["name"] for one in data["availableService"]] == ["Buprenorphine"]
    assert not {"geo", "telephone", "url"} & data.keys()


@pytest.mark.parametrize("number", [4, 8])
def test_private_and_closed_places_are_not_told_to_search_engines(site, number):
    page = site.page(site.get(f"/locations/{make_id(number)}", 301).headers["Location"])
    assert not data_of(page)


def test_a_hostile_name_cannot_leave_the_data(site):
    page = site.page(f"/locations/hostile-{make_id(9)}")
    [data] = data_of(page)
    assert data["name"].startswith("<script>")
    assert "<script>alert" not in page.html


def test_the_canonical_address_is_said_only_where_the_operator_told_it(make_site, site):
    told = make_site(base_url="https://locator.example").page(PLACE)
    assert f'rel="canonical" href="https://locator.example{PLACE}"' in told.html
    assert "canonical" not in site.page(PLACE).html


def test_a_spot_from_the_street_credits_its_map(make_site):
    place = make_location(1, precision=Precision.GEOCODED)
    site = make_site(make_store([place]))
    for path in (f"/locations/{place.slug}-{place.id}", "/about/data"):
        assert "© OpenStreetMap contributors" in site.page(path).words
    plain = make_site(make_store([make_location(2)], version="v2"))
    assert "OpenStreetMap" not in plain.page("/about/data").words


def test_similar_places_leave_out_the_place_itself_and_closed_doors(make_site):
    site = make_site()
    page = site.page(f"{PLACE}?term=medicaid")
    [section] = page.by_class("similar")
    links = [e.get("href") for e in section.iter() if page.name(e) == "a"]
    there = [href for href in links if href.startswith("/locations/")]
    assert len(there) == 5
    assert all(href.endswith("?term=medicaid") for href in there)
    assert not [href for href in there if make_id(1) in href or make_id(8) in href]


def test_a_closed_place_can_still_be_called(make_site):
    gone = make_location(2, "Shut", retired_at=datetime(2026, 10, 1, tzinfo=UTC))
    site = make_site(FakeStore([make_location(3)], retired=[gone]))
    assert "617-555-0102" in site.get(f"/locations/{gone.id}/text", 410).text
