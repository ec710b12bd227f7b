"""A whole listing in canonical form."""

from hypothesis import given
from hypothesis import strategies as st

from locator.geo import Point
from locator.normalize import normalize_listing
from locator.records import Address, Listing, Phone, PhoneKind, Reading


def make_listing(**changes):
    facts = {
        "key": "0000000000",
        "source": "findtreatment",
        "kind": "SA",
        "name1": " Example  Clinic ",
        "name2": "",
        "address": Address("1 Example Street", None, "Boston", "MA", "02118"),
        "phones": (),
        "website": "www.example.org",
        "point": Point(42.33, -71.07),
        "values": None,
        "reading": Reading(),
    }
    return Listing(**(facts | changes))


def test_every_part_is_tidied():
    listing = normalize_listing(make_listing())
    assert (listing.name1, listing.name2) == ("Example Clinic", None)
    assert listing.website == "https://www.example.org"
    assert listing.key == "0000000000"


def test_point_of_a_private_street_is_dropped():
    address = Address("- - -", None, "Boston", "MA", "02118")
    assert normalize_listing(make_listing(address=address)).point is None


def test_repeated_number_keeps_its_first_kind():
    phones = (
        Phone("617-555-0100"),
        Phone("(617) 555-0100", PhoneKind.INTAKE),
        Phone("617-555-0100 x2", PhoneKind.INTAKE),
        Phone("nobody", PhoneKind.HOTLINE),
    )
    assert normalize_listing(make_listing(phones=phones)).phones == (
        Phone("+16175550100"),
        Phone("+16175550100", PhoneKind.INTAKE, "2"),
    )


def test_listing_without_a_first_name_uses_the_second():
    assert normalize_listing(make_listing(name1=" ", name2="B")).name1 == "B"


@given(st.text(), st.text(), st.text(), st.text(), st.text())
def test_normalizing_twice_changes_nothing_more(
    name, street, phone, extension, website
):
    listing = normalize_listing(
        make_listing(
            name1=name,
            address=Address(street, None, "Boston", "MA", "02118"),
            phones=(Phone(phone, PhoneKind.MAIN, extension),),
            website=website,
        )
    )
    assert normalize_listing(listing) == listing
