"""What a person sees who typed a ZIP code."""

import gzip

import pytest

from locator.records import Address
from locator.web.gapped import MARKS
from tests.web.house_rules import Page
from tests.web.invented import (
    HOSTILE,
    MAYBE,
    make_id,
    make_location,
    make_store,
    offers,
)


def cards(page):
    return page.by_class("card")


def card_of(page, number):
    (card,) = [c for c in cards(page) if c.get("id") == f"place-{make_id(number)}"]
    return page.text(card)


def test_the_heading_counts_the_places(site):
    page = site.page("/search?near=02118&radius=2")
    assert page.heading == "3 places within 2 miles of 02118, Boston, MA"


def test_places_come_nearest_first_with_a_number_to_call(site):
    page = site.page("/search?near=02118&term=buprenorphine")
    text = card_of(page, 1)
    assert "about 1 mile in a straight line" in text
    assert "Buprenorphine" in text
    assert "Payment: Medicaid · Medicare · Fee based on your income" in text
    assert "Call 617-555-0101, extension 123, Bay Street Health" in text
    assert "New patients: 617-555-0111" in text
    assert "1 Main Street Boston, MA 02118" in text
    assert "SAMHSA list, copied 20 Nov 2026." in text


def test_an_extension_is_dialed_by_pauses(site):
    assert "tel:+16175550101,,123" in site.page("/search?near=02118").links()


def test_a_hint_is_never_shown_as_an_offer(site):
    text = card_of(site.page("/search?near=02118&term=methadone"), 3)
    assert "May offer methadone: call first" in text


def test_a_nearer_maybe_is_said_and_linked(make_site):
    places = [
        make_location(1, "Near Maybe", offers=offers(methadone=MAYBE)),
        make_location(9, offers=offers(methadone="yes")),
    ]
    page = make_site(make_store(places)).page("/search?near=02118&term=methadone")
    assert (
        "Nearer: Near Maybe, about 1 mile away, may offer it. Call first." in page.words
    )
    assert f"#place-{make_id(1)}" in page.links()


def test_a_private_address_shows_no_distance_and_no_street(site):
    text = card_of(site.page("/search?near=02118"), 4)
    assert "Address kept private. Call." in text
    assert "mile" not in text
    assert "Main Street" not in text


def test_a_place_known_by_zip_only_says_so_and_how_old_it_is(site):
    text = card_of(site.page("/search?near=02118"), 5)
    assert "about 5 miles, in ZIP 02118" in text
    assert "From an old list. SAMHSA 2023 directory (2022 survey)" in text


def test_declared_noes_are_quoted(site):
    text = card_of(site.page("/search?near=02118"), 6)
    assert "told SAMHSA that it does not use medicine" in text


def test_limited_places_open_with_whom_they_serve(site):
    text = card_of(site.page("/search?near=02118&page=2"), 7)
    assert text.index("for veterans") < text.index("Buprenorphine")


def test_restricted_places_are_in_no_list(site):
    for page in (1, 2):
        assert "County Jail" not in site.page(f"/search?near=02118&page={page}").words


def test_a_place_across_a_state_line_warns_about_medicaid(site):
    page = site.page("/search?near=02118&radius=100&page=2")
    said = "In another state, New Hampshire. Your Medicaid may not work there."
    assert said in card_of(page, 40)


def test_the_form_comes_back_filled_with_chips_to_remove(site):
    page = site.page("/search?near=02118&term=methadone&term=medicaid&radius=50")
    ticked = [e.get("value") for e in page.all("input") if e.get("checked") is not None]
    assert sorted(ticked) == ["medicaid", "methadone"]
    (chosen,) = [e for e in page.all("option") if e.get("selected") is not None]
    assert chosen.get("value") == "50"
    assert "/search?near=02118&term=medicaid&radius=50" in page.links()


def test_filters_carry_the_count_that_choosing_them_gives(site):
    page = site.page("/search?near=02118&radius=3")
    labels = [page.text(e) for e in page.by_class("choice")]
    assert "Methadone 2" in labels
    assert "Spanish 1" in labels


def test_several_terms_fit_in_one_value(site):
    one = site.page("/search?near=02118&term=buprenorphine,methadone")
    two = site.page("/search?near=02118&term=buprenorphine&term=methadone")
    assert one.heading == two.heading


def test_paging_leads_on_and_back(site):
    first = site.page("/search?near=02118&radius=100")
    assert "/search?near=02118&radius=100&page=2" in first.links()
    second = site.page("/search?near=02118&radius=100&page=2")
    assert "/search?near=02118&radius=100" in second.links()
    assert "Page 2 of 2" in second.words


def test_a_short_list_shows_what_is_farther_away_and_what_else_helps(site):
    page = site.page("/search?near=02118&term=naltrexone&radius=5")
    assert page.heading.startswith("1 place within 5 miles")
    for words in (
        "Ask any doctor or clinic",
        "Go to an emergency room",
        "1-800-662-4357",
        "Keep naloxone near",
    ):
        assert words in page.words


def test_five_places_are_shown_whatever_the_radius(site):
    page = site.page("/search?near=02118&term=buprenorphine&radius=1")
    assert len(cards(page)) >= 5
    assert "Farther away" in page.words


def test_filters_that_nothing_fits_still_show_places(site):
    page = site.page("/search?near=02118&term=hebrew&term=yupik")
    assert page.heading.startswith("No places")
    assert "Nearest places without your filters" in page.words
    assert len(cards(page)) == 5


def test_the_filter_that_empties_the_list_is_named_and_can_be_dropped(site):
    page = site.page("/search?near=02118&term=methadone&term=spanish&radius=50")
    assert "No place here fits all of these filters" in page.words
    assert "Drop “Spanish”: 3 places" in page.words
    assert "Drop “Methadone”: 1 place" in page.words
    assert "/search?near=02118&term=methadone&radius=50" in page.links()


def test_where_no_single_filter_is_to_blame_all_can_be_dropped(site):
    page = site.page("/search?near=02118&term=hebrew&term=yupik&radius=2")
    assert "Drop all filters: 3 places" in page.words


def test_where_no_place_of_any_kind_is_so_near_the_filters_farther_off_are_named(
    make_site,
):
    clinic = make_location(12, offers=offers(methadone="yes"))
    spanish = make_location(300, offers=offers(methadone="yes", spanish="yes"))
    page = make_site(make_store([clinic, spanish])).page(
        "/search?near=02118&radius=5&term=methadone&term=spanish"
    )
    assert "Drop “Spanish”: 1 place within 25 miles" in page.words
    assert "/search?near=02118&term=methadone" in page.links()


def test_where_what_fits_is_only_farther_away_no_filter_is_blamed(make_site):
    page = make_site(make_store([make_location(12)])).page(
        "/search?near=02118&radius=5&term=buprenorphine"
    )
    assert "Farther away" in page.words
    assert not page.by_class("emptied")


def test_places_come_before_what_is_said_about_the_lists(make_site):
    site = make_site(make_store([make_location(30)]))
    words = site.page("/search?near=02118&radius=5").words
    assert words.index("Harbor Light Clinic 30") < words.index("Print a call sheet")


def test_a_list_with_places_blames_no_filter(site):
    assert not site.page("/search?near=02118&term=methadone").by_class("emptied")


def test_few_fitting_places_are_filled_up_to_the_five_nearest(site):
    page = site.page("/search?near=02118&term=spanish")
    assert page.heading.startswith("1 place ")
    assert "Few places on our list fit all your filters." in page.words
    assert len(cards(page)) == 5


def test_health_centers_come_before_the_emergency_room(make_site):
    centers = [make_location(n, offers=offers(health_center="yes")) for n in (60, 61)]
    far = [make_location(n) for n in range(70, 76)]
    page = make_site(make_store([make_location(1), *far, *centers])).page(
        "/search?near=02118&term=buprenorphine"
    )
    words = page.words
    assert "Ask if they give the medicine; the list does not say." in words
    assert words.index("Ask any doctor") < words.index("Community health centers")
    assert words.index("Community health centers") < words.index("emergency room")


def test_directions_go_by_the_printed_street_and_say_where(site):
    page = site.page("/search?near=02118&term=buprenorphine")
    (link,) = [
        e
        for e in page.all("a")
        if "+Main+Street" in e.get("href") and "1+Main" in e.get("href")
    ][:1]
    assert link.get("href").startswith("https://www.google.com/maps/dir/?")
    assert "destination=1+Main+Street%2C+Boston%2C+MA+02118" in link.get("href")
    assert link.get("rel") == "noreferrer"
    assert link.get("referrerpolicy") == "no-referrer"
    assert page.text(link).startswith("Directions (opens Google Maps)")


@pytest.mark.parametrize("street", ["PO Box 12", "P.O. Box 12", None, " - - - "])
def test_nobody_is_sent_where_there_is_no_street(make_site, street):
    address = Address(street, None, "Boston", "MA", "02118")
    page = make_site(make_store([make_location(1, address=address)])).page(
        "/search?near=02118"
    )
    assert not [href for href in page.links() if "google" in href]


def test_a_private_address_has_no_directions(site):
    card = next(
        c
        for c in cards(site.page("/search?near=02118"))
        if "Quiet House" in "".join(c.itertext())
    )
    assert not [e for e in card.iter() if "google" in (e.get("href") or "")]


def test_links_to_places_carry_what_was_asked(site):
    page = site.page("/search?near=02118&term=naltrexone")
    path = f"/locations/bay-street-health-{make_id(1)}?near=02118&term=naltrexone"
    assert path in page.links()


def test_the_same_place_keeps_no_trace_of_another_search(site):
    site.page("/search?near=Cambridge,+MA&term=naltrexone")
    page = site.page("/search?near=02118&term=counseling")
    assert "near=Cambridge" not in page.html
    assert "term=naltrexone" not in "".join(page.links())
    assert "about 1 mile in a straight line" in card_of(page, 1)
    assert "Also: Counseling" in card_of(page, 1)


def test_a_new_version_of_the_directory_shows_new_cards(make_site):
    store = make_store([make_location(1, "Old Name Clinic")])
    site = make_site(store)
    assert "Old Name Clinic" in site.page("/search?near=02118").words
    store.places = [make_location(1, "New Name Clinic")]
    store.version = "v2"
    site.app.extensions["directory"].watch._due = float("-inf")
    words = site.page("/search?near=02118").words
    assert "New Name Clinic" in words
    assert "Old Name Clinic" not in words


def test_video_visits_are_offered_in_the_same_state_but_never_for_methadone(make_site):
    far = offers(buprenorphine="yes", methadone="yes", telehealth=MAYBE)
    site = make_site(make_store([make_location(n, offers=far) for n in range(90, 100)]))
    asked = site.page("/search?near=02118&term=buprenorphine")
    assert "Video or phone visits in Massachusetts" in asked.words
    assert "Video or phone" not in " ".join(
        asked.text(h) for h in site.page("/search?near=02118&term=methadone").all("h2")
    )


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("near=", "near"),
        ("near=nowhere-at-all", "near"),
        (f"near={'x' * 500}", "near"),
        ("near=02118&term=heroin", "term"),
        ("near=02118&radius=0", "radius"),
        ("near=02118&radius=201", "radius"),
        ("near=02118&radius=inf", "radius"),
        ("near=02118&page=-1", "page"),
        ("near=02118&page=1e3", "page"),
        ("near=02118&limit=101", "limit"),
    ],
)
def test_the_error_stands_beside_its_field(site, query, field):
    page = site.page(f"/search?{query}", 422)
    ids = [e.get("id") for e in page.by_class("error")]
    assert ids == [f"{field}-error"]


def test_what_was_typed_comes_back_escaped(site):
    page = site.page("/search?near=%22%3E%3Cscript%3E", 422)
    (box,) = [e for e in page.all("input") if e.get("id") == "near"]
    assert box.get("value") == '"><script>'


def test_a_hostile_name_is_only_text(site):
    page = site.page("/search?near=02118")
    assert HOSTILE in page.words


def test_short_links_lead_to_the_search(site):
    for path, target in (
        ("/near/02118", "/search?near=02118"),
        ("/near/02118/methadone", "/search?near=02118&term=methadone"),
        ("/near/Boston,%20MA", "/search?near=Boston%2C+MA"),
    ):
        assert site.get(path, 302).headers["Location"] == target


def test_searches_are_kept_by_nobody_but_the_asking_browser(site):
    response = site.get("/search?near=02118")
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert response.headers["Locator-Directory-Version"] == "v1"
    again = site.get(
        "/search?near=02118",
        304,
        headers={"If-None-Match": response.headers["ETag"]},
    )
    assert again.data == b""


def test_a_full_results_page_is_small_on_the_wire(site):
    response = site.get(
        "/search?near=02118&radius=100", headers={"Accept-Encoding": "gzip"}
    )
    assert response.headers["Content-Encoding"] == "gzip"
    assert len(response.data) <= 14 * 1024
    assert b"</html>" in gzip.decompress(response.data)


def test_the_style_sheet_is_small_and_kept_for_long(site):
    (sheet,) = [
        e.get("href")
        for e in site.page("/").all("link")
        if e.get("rel") == "stylesheet"
    ]
    response = site.get(sheet, headers={"Accept-Encoding": "gzip"})
    assert "immutable" in response.headers["Cache-Control"]
    assert len(response.data) <= 10 * 1024
    assert gzip.decompress(response.data).startswith(b"/*")
    same = {"If-None-Match": response.headers["ETag"], "Accept-Encoding": "gzip"}
    assert site.get(sheet, 304, headers=same).data == b""


def test_chips_come_in_the_order_of_the_filters(site):
    page = site.page("/search?near=02118&term=medicaid&term=methadone")
    [chips] = page.by_class("chips")
    words = page.text(chips)
    assert words.index("Methadone") < words.index("Medicaid")


def test_a_military_zip_says_that_mail_tells_no_place(site):
    words = site.page("/search?near=09001").words
    assert "09001 is a ZIP code for military mail" in words


def test_all_scripts_of_a_results_page_are_small(site):
    page = site.page("/search?near=02118")
    scripts = [e.get("src") for e in page.all("script")]
    sizes = [
        len(site.get(path, headers={"Accept-Encoding": "gzip"}).data)
        for path in scripts
    ]
    assert scripts
    assert sum(sizes) <= 12 * 1024


def test_results_in_another_language_lead_on_in_that_language(site):
    html = site.get("/es/search?near=02118&term=methadone&radius=100").text
    page = Page(html)
    links = [e for card in cards(page) for e in card.iter() if page.name(e) == "a"]
    ours = [e for e in links if e.get("href").startswith("/")]
    assert all(e.get("href").startswith("/es/locations/") for e in ours)
    assert all(e.get("lang") == "en" for e in ours), "names are not translated"
    chips = [h for h in page.links() if h.startswith("/es/search")]
    assert "/es/search?near=02118&radius=100" in chips


def test_cards_kept_in_one_language_are_not_shown_in_another(site):
    site.get("/es/search?near=02118")
    page = site.page("/search?near=02118")
    assert not [href for href in page.links() if href.startswith("/es/locations")]


def test_a_list_can_be_printed_as_a_call_sheet(site):
    page = site.page("/search?near=02118&term=methadone&term=medicaid&radius=50")
    assert "/handout?near=02118&term=methadone&term=medicaid&radius=50" in page.links()


@pytest.mark.parametrize("mark", [MARKS[0], MARKS[1], MARKS[2], MARKS[-1]])
def test_no_name_can_break_a_card_apart(make_site, mark):
    page = make_site(make_store([make_location(1, f"Odd {mark} Clinic")])).page(
        "/search?near=02118"
    )
    assert mark in card_of(page, 1)
    assert "about 1 mile in a straight line" in card_of(page, 1)


def test_cards_kept_at_one_address_of_the_site_are_not_shown_at_another(site):
    site.get("/search?near=02118")
    html = site.get("/search?near=02118", base_url="http://localhost/help").text
    assert 'href="/help/locations/' in html
    assert 'href="/locations/' not in html
