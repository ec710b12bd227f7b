"""What a person decided wins over what the lists say, but never reveals a street."""

from datetime import date

import pytest

from locator.geo import Point
from locator.merge import merge_listings
from locator.places import ZipPlace
from locator.records import Access, Decision, Precision

MIDDLE = ZipPlace(
    "02118", Point(42.34, -71.07), Precision.ZIP, "Boston", "MA", "standard"
)
WHO = {"reason": "We called", "decided_by": "Front desk", "decided_on": "2026-11-20"}


def merge(kept, *decisions, today=date(2026, 11, 22)):
    return merge_listings(
        kept,
        ranks={"findtreatment": 0, "otp-directory": 1},
        zip_place=lambda _code: MIDDLE,
        decisions=decisions,
        today=today,
    )


def decide(kind, kept, **facts):
    return Decision(kind, kept.founding_key, **{**WHO, **facts})


@pytest.fixture
def clinic(make_listing, keep):
    """One clinic as one list prints it."""
    made = make_listing(
        point=(42.33, -71.07), suite="Suite 2", website="https://a.example"
    )
    return keep(made)


@pytest.fixture
def two(make_listing, keep):
    """Two unlike rows that no judgement would join."""
    return keep(
        make_listing("North Clinic"),
        make_listing("South House", "99 Other Road", "617-555-0199"),
    )


@pytest.fixture
def pair(make_listing, keep):
    """One clinic as two lists print it."""
    return keep(make_listing(otp=True), make_listing(source="otp-directory"))


def same(one, other):
    return decide("same", one, other_key=other.founding_key)


def different(one, other):
    return decide("different", one, other_key=other.founding_key)


def test_two_listings_decided_same_are_one_place(two):
    (place,) = merge(two, same(*two))

    assert {ref.listing_key for ref in place.sources} == {k.founding_key for k in two}


def test_two_listings_decided_different_are_two_places(pair):
    assert len(merge(pair)) == 1
    assert len(merge(pair, different(*pair))) == 2


def test_different_wins_over_same(two):
    assert len(merge(two, same(*two), different(*two))) == 2


def test_same_never_joins_two_through_a_third_that_one_is_apart_from(
    two, make_listing, keep
):
    third = keep(make_listing("West", "5 Far Street", "617-555-0177"))[0]
    decisions = [same(*two), same(two[1], third), different(two[0], third)]

    places = merge([*two, third], *decisions)

    assert len(places) == 2
    assert places == merge([third, *reversed(two)], *reversed(decisions))


def test_same_joins_whole_places(pair, make_listing, keep):
    other = keep(make_listing("Elsewhere", "7 Far Street", "617-555-0177"))[0]

    (place,) = merge([*pair, other], same(pair[1], other))

    assert len(place.sources) == 3


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("name", "Right Name", lambda place: place.name),
        ("website", "https://b.example", lambda place: place.website),
        ("phone", "+16175550142", lambda place: place.phones[0].number),
        ("address_1", "2 Right Street", lambda place: place.address.address_1),
        ("address_2", "Floor 3", lambda place: place.address.address_2),
    ],
)
def test_a_field_that_was_set_is_shown_and_says_so(clinic, field, value, found):
    (place,) = merge(clinic, decide("set", clinic[0], field=field, value=value))

    (correction,) = place.corrections
    assert found(place) == value
    assert (correction.field, correction.hidden) == (field, False)
    assert (correction.decided_by, correction.reason) == ("Front desk", "We called")


def test_a_phone_with_an_extension_is_dialed_with_it(clinic):
    one = decide("set", clinic[0], field="phone", value="+16175550142 x12")

    (place,) = merge(clinic, one)

    assert place.phones[0].extension == "12"


def test_another_street_is_known_by_its_zip_only_and_a_better_spelling_keeps_its_point(
    clinic,
):
    (moved,) = merge(
        clinic, decide("set", clinic[0], field="address_1", value="9 New Road")
    )
    (spelled,) = merge(
        clinic, decide("set", clinic[0], field="address_1", value="1 Example St")
    )

    assert (moved.point, moved.precision) == (MIDDLE.point, Precision.ZIP)
    assert spelled.precision is Precision.ADDRESS


def test_hidden_fields_are_gone(clinic):
    (place,) = merge(
        clinic,
        decide("hide", clinic[0], field="phone"),
        decide("hide", clinic[0], field="website"),
    )

    assert (place.phones, place.website) == ((), None)
    assert all(correction.hidden for correction in place.corrections)


def test_one_number_can_be_hidden_alone(make_listing, keep):
    (kept,) = keep(make_listing(phone="617-555-0100, intake 617-555-0101"))

    (place,) = merge([kept], decide("hide", kept, field="phone", value="+16175550100"))

    assert [phone.number for phone in place.phones] == ["+16175550101"]


def test_a_hidden_address_leaves_no_street_and_no_point(clinic):
    shown = decide("set", clinic[0], field="address_1", value="1 Example Street")
    (place,) = merge(clinic, decide("hide", clinic[0], field="address_1"), shown)

    assert place.address.withheld
    assert (place.address.address_1, place.address.address_2, place.point) == (
        None,
    ) * 3
    assert place.search_point == MIDDLE.point
    assert place.precision is Precision.WITHHELD


def test_no_decision_reveals_a_withheld_street(make_listing, keep):
    (kept,) = keep(make_listing(street="- - -"))

    (place,) = merge(
        [kept],
        decide("set", kept, field="address_1", value="1 Secret Street"),
        decide("set", kept, field="address_2", value="Floor 2"),
    )

    assert place == merge([kept])[0]


@pytest.mark.parametrize("access", Access)
def test_access_is_what_a_person_decided(make_listing, keep, access):
    (kept,) = keep(make_listing(access_labels=("dui-only",)))

    (place,) = merge([kept], decide("access", kept, value=access))

    assert place.access is access
    assert ("dui-only" in place.access_labels) == (access is Access.LIMITED)


def test_a_place_that_is_as_listed_again_keeps_what_its_list_says(make_listing, keep):
    (kept,) = keep(make_listing(access_labels=("dui-only",)))

    (place,) = merge([kept], decide("access", kept, value="as-listed"))

    assert place.access is Access.LIMITED
    assert place.access_labels == ("dui-only",)
    assert place.corrections == ()


def test_an_expired_decision_is_ignored_from_the_day_after(clinic):
    one = decide(
        "set", clinic[0], field="name", value="For Now", expires_on="2026-11-22"
    )

    assert merge(clinic, one)[0].name == "For Now"
    assert merge(clinic, one, today=date(2026, 11, 23))[0].corrections == ()


def test_the_newest_decision_of_a_place_wins_in_any_order(pair):
    older = decide("set", pair[0], field="name", value="Old", decided_on="2026-01-01")
    newer = decide("set", pair[1], field="name", value="New")

    (place,) = merge(pair, newer, older)

    assert place.name == "New"
    assert [place] == merge(pair[::-1], older, newer)


def test_a_decision_of_an_unknown_listing_changes_nothing(clinic):
    lost = Decision("set", "zzzzzzzzzz", field="name", value="Nobody")
    apart = Decision("different", "zzzzzzzzzz", other_key=clinic[0].founding_key)

    assert merge(clinic, lost, apart) == merge(clinic)
