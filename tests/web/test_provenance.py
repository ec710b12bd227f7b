"""Who says what of a place, since when, and where two lists do not agree."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from locator.records import Access, Address, Correction, Phone, PhoneKind, Value
from locator.store import Place
from locator.web.listing_facts import differing, in_reading_order, street_of
from tests.web.invented import (
    COPIED,
    LIVE,
    YEARLY,
    FakeStore,
    make_id,
    make_listing,
    make_location,
    make_store,
)

STREET = Address("1 Main Street", None, "Boston", "MA", "02118")


def kept(source=LIVE, kind="SA", *, key="a", as_of=None, **changes):
    one = make_listing(make_location(1))
    listing = replace(
        one.listing, source=source, kind=kind, as_of=as_of, key=key, **changes
    )
    return replace(one, listing=listing, founding_key=key)


@pytest.fixture
def page_of(make_site, monkeypatch):
    """Return the page of one place with these listings."""

    def page(*listings, **changes):
        place = make_location(1, **changes)
        monkeypatch.setattr(
            FakeStore, "find_place", lambda *_: Place(place, tuple(listings))
        )
        site = make_site(make_store([place]))
        return site.page(f"/locations/{place.slug}-{place.id}")

    return page


def test_substance_use_comes_before_mental_health_and_new_before_old():
    listings = [
        kept("otp-directory", "OTP", key="e", as_of="2026-05-25"),
        kept(YEARLY, "MH", key="d", as_of="2022"),
        kept(YEARLY, "SA", key="c", as_of="2018"),
        kept(YEARLY, "SA", key="b", as_of="2022"),
        kept(LIVE, "SA", key="a"),
    ]
    assert [one.founding_key for one in in_reading_order(listings)] == list("abcde")
    assert in_reading_order(listings) == in_reading_order(listings[::-1])


def test_each_list_says_when_it_was_so_and_when_we_copied_it(page_of):
    words = page_of(kept(), kept(YEARLY, "SA", key="b", as_of="2022")).words
    assert "Gives no date. Copied 20 Nov 2026." in words
    assert "Says what was so in 2022. Copied 20 Nov 2026." in words


def test_a_row_kept_from_an_older_copy_keeps_its_own_day(page_of):
    old = replace(kept(), retrieved_at=datetime(2026, 1, 2, tzinfo=UTC))
    assert "Copied 2 Jan 2026." in page_of(old).words


def test_many_answers_under_one_heading_fold_away(page_of):
    drugs = tuple(Value("XX", f"Invented drug {number}") for number in range(9))
    page = page_of(kept(values=drugs))
    assert "All 9 answers" in page.words
    [facts] = page.by_class("facts")
    [fold] = [one for one in facts.iter() if page.name(one) == "details"]
    assert "Invented drug 8" in page.text(fold)


def test_numbers_that_differ_are_both_shown_with_their_lists(page_of):
    other = kept("otp-directory", "OTP", key="b", phones=(Phone("+16175550199"),))
    words = page_of(kept(), other).words
    assert "The lists do not agree. Call to check." in words
    assert "SAMHSA list says 617-555-0101." in words
    assert "Methadone clinic list says 617-555-0199." in words


def test_addresses_that_differ_are_both_shown_and_spellings_are_no_difference():
    spelled = kept(
        YEARLY,
        key="b",
        address=replace(STREET, address_1="1 MAIN ST.", address_2="Suite 4"),
    )
    assert differing([kept(address=STREET), spelled]) == ()
    moved = kept(YEARLY, key="b", address=replace(STREET, address_1="7 Far Road"))
    assert differing([kept(address=STREET), moved]) == (
        "SAMHSA list says 1 Main Street, Boston.",
        "SAMHSA yearly list says 7 Far Road, Boston.",
    )
    assert street_of(kept(address=replace(STREET, address_1=None)).listing)[0] is None


def test_a_listing_that_is_retired_or_a_private_street_is_not_compared():
    moved = kept(YEARLY, key="b", address=replace(STREET, address_1="7 Far Road"))
    assert differing([kept(address=STREET), replace(moved, retired_at=COPIED)]) == ()
    private = kept(address=replace(STREET, withheld=True))
    assert differing([private, moved]) == ()


def test_a_central_line_is_named_and_never_the_big_button(page_of):
    phones = (
        Phone("+16175550101"),
        Phone("+16175550150", PhoneKind.MAIN, central=True),
    )
    page = page_of(kept(phones=phones), phones=phones)
    [button] = page.by_class("call")
    assert "617-555-0101" in page.text(button)
    assert "Central line: 617-555-0150" in page.words


def test_a_correction_names_who_and_when_and_hides_what_stood_there(page_of):
    hidden = Correction(
        "phone", "Harbor County", "2026-11-02", "It rings at a home.", hidden=True
    )
    words = page_of(kept(), phones=(), corrections=(hidden,)).words
    assert "Phone hidden by Harbor County on 2 Nov 2026. It rings at a home." in words
    assert "617-555-0101" not in words


def test_what_an_operator_settled_is_no_longer_open():
    other = kept(YEARLY, key="b", phones=(Phone("+16175550199"),))
    assert differing([kept(), other])
    assert differing([kept(), other], {"phone"}) == ()


def test_a_restricted_place_is_in_no_answer_at_all(make_site):
    jail = make_location(1, "County Jail Program", access=Access.RESTRICTED)
    site = make_site(make_store([jail, make_location(2)]))
    assert "County Jail" not in site.page("/search?near=02118").html
    assert "County Jail" not in site.get("/api/v1/locations?near=02118").text
    assert site.json(f"/api/v1/locations/{make_id(1)}")["access"] == "restricted"
