"""One location out of the listings of one place."""

from datetime import UTC, datetime
from itertools import permutations
from random import Random
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.geo import Point
from locator.merge import merge_listings
from locator.records import Access, Claim, KeptListing, PhoneKind, Precision, Strength

pytestmark = pytest.mark.long

RANKS = {"findtreatment": 0, "national-directory": 1, "otp-directory": 2}
NOV, DEC = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)


MIDDLE = SimpleNamespace(point=Point(42.34, -71.07), precision=Precision.ZIP)

HERE = (42.33, -71.07)


def merge(kept):
    return merge_listings(
        kept, ranks=RANKS, zip_place=lambda code: MIDDLE if code == "02118" else None
    )


@pytest.fixture
def merge_one(keep):
    def merge_to_one(*listings):
        (location,) = merge(keep(*listings))
        return location

    return merge_to_one


def test_two_halves_become_one_place_with_both_halves_claims(make_listing, merge_one):
    location = merge_one(
        make_listing(offers={"methadone": "yes", "medicaid": "maybe"}),
        make_listing(kind="MH", offers={"mental-health": "yes", "medicaid": "yes"}),
    )
    claims = {claim.term: claim.strength for claim in location.offers}
    assert claims == {"methadone": "yes", "medicaid": "yes", "mental-health": "yes"}
    assert len(location.sources) == 2


def test_id_is_the_founding_key_of_the_best_ranked_member(make_listing):
    first = make_listing(kind="SA", source="national-directory", key="0000000000")
    best = make_listing(kind="SA", key="zzzzzzzzzz")
    kept = [KeptListing(first, "aaaaaaaaaa"), KeptListing(best, "yyyyyyyyyy")]
    assert [location.id for location in merge(kept)] == ["yyyyyyyyyy"]


def test_retired_member_gives_the_id_and_no_facts(make_listing, keep):
    gone = make_listing(key="0000000000", offers={"methadone": "yes"})
    here = make_listing(key="1111111111", kind="MH")
    (location,) = merge([*keep(gone, retired_at=NOV), *keep(here)])
    assert (location.id, location.retired_at) == ("0000000000", None)
    assert location.offers == ()
    assert [ref.retired_at for ref in location.sources] == [None, NOV]


def test_place_whose_listings_are_all_retired_keeps_its_facts(make_listing, keep):
    one, two = make_listing(), make_listing(kind="MH")
    (location,) = merge([*keep(one, retired_at=NOV), *keep(two, retired_at=DEC)])
    assert location.retired_at == DEC
    assert location.phones


def test_private_street_leaves_no_trace_of_the_open_twin(make_listing, merge_one):
    twin = make_listing(
        "Bridge House", "9 Oak Street", kind="MH", point=(42.33, -71.07)
    )
    location = merge_one(make_listing("Bridge House", "- - -"), twin)
    assert location.address.withheld
    assert (location.address.address_1, location.point) == (None, None)
    assert (location.precision, location.search_point) == (
        Precision.WITHHELD,
        MIDDLE.point,
    )
    assert "Oak" not in repr(location)


@pytest.mark.parametrize("source", ["otp-directory", "cms-otp", "national-directory"])
def test_private_street_wins_over_an_open_twin_of_any_list(
    make_listing, merge_one, source
):
    private = make_listing("Bridge House", "---")
    twin = make_listing(
        "Bridge House", "9 Oak Street", suite="Suite 7", source=source, point=HERE
    )
    location = merge_one(twin, private)
    assert len(location.sources) == 2
    assert location.address.withheld
    assert not any(word in repr(location) for word in ("Oak", "Suite", "42.33,"))


def test_private_street_stays_private_when_its_listing_retires(make_listing, keep):
    private, twin = make_listing("House", "- - -"), make_listing("House", kind="MH")
    (location,) = merge([*keep(private, retired_at=NOV), *keep(twin)])
    assert location.address.withheld


def test_own_point_wins_over_the_middle_of_the_zip(make_listing, merge_one):
    bare, placed = make_listing(), make_listing(kind="MH", point=(42.33, -71.07))
    assert merge_one(bare).precision is Precision.ZIP
    location = merge_one(bare, placed)
    assert (location.point, location.precision) == (placed.point, Precision.ADDRESS)


def test_place_in_an_unknown_zip_has_no_point(make_listing, merge_one):
    location = merge_one(make_listing(postal_code="00000"))
    assert (location.point, location.precision) == (None, Precision.NONE)


def test_most_complete_address_is_shown(make_listing, merge_one):
    location = merge_one(make_listing(), make_listing(kind="MH", suite="Suite 3"))
    assert location.address.address_2 == "Suite 3"


def test_local_numbers_come_before_a_line_that_three_addresses_share(
    make_listing, keep
):
    clinic = make_listing(phone="800-555-0100, intake 617-555-0101, hotline 988")
    others = [
        make_listing(f"Other {n}", f"{n}00 Oak Street", "800-555-0100") for n in (1, 2)
    ]
    clinic_only = merge(keep(clinic))[0].phones
    assert [phone.central for phone in clinic_only] == [False, False, False]
    place = next(one for one in merge(keep(clinic, *others)) if one.id == clinic.key)
    assert [(phone.number, phone.central) for phone in place.phones] == [
        ("+16175550101", False),
        ("+18005550100", True),
        ("988", False),
    ]
    assert place.phones[0].kind is PhoneKind.INTAKE


def test_number_that_both_halves_print_is_listed_once(make_listing, merge_one):
    location = merge_one(make_listing(), make_listing(kind="MH"))
    assert len(location.phones) == 1


@pytest.mark.parametrize(
    ("name", "name2", "shown"),
    [
        ("Harbor House", None, "Harbor House"),
        ("Harbor House", "Outpatient", "Harbor House: Outpatient"),
        ("Harbor House", "harbor  house", "Harbor House"),
        ("Harbor House", "Harbor House Outpatient", "Harbor House Outpatient"),
        ("Behavioral Health Services at", "Elm", "Behavioral Health Services at Elm"),
        ("Elm Health", "DBA Elm Health", "Elm Health"),
        ("Agency for Health", "and Hospice", "Agency for Health and Hospice"),
        (
            "Elm County Center Inc",
            "DBA Elm Health",
            "Elm Health (Elm County Center Inc)",
        ),
    ],
)
def test_name_reads_well_and_says_nothing_twice(
    make_listing, merge_one, name, name2, shown
):
    assert merge_one(make_listing(name, name2=name2)).name == shown


@pytest.mark.parametrize(
    ("name", "city", "slug"),
    [
        ("Clínica Nueva", "Ponce", "clinica-nueva-ponce"),
        ("诊所", "", "place"),
        ("A" * 99, "Boston", "a" * 60),
    ],
)
def test_slug_is_short_plain_and_never_empty(make_listing, merge_one, name, city, slug):
    assert merge_one(make_listing(name, city=city)).slug == slug


def test_limit_of_one_half_is_not_lifted_by_the_other(make_listing, merge_one):
    location = merge_one(make_listing(access_labels=("va",)), make_listing(kind="MH"))
    assert location.access is Access.LIMITED
    assert location.access_labels == ("va",)


def test_contradictions_are_kept_and_quoted(make_listing, merge_one):
    location = merge_one(
        make_listing(declared=("no-moud",)),
        make_listing(kind="MH", offers={"buprenorphine": "yes"}),
    )
    assert [one.statement for one in location.declared] == ["no-moud"]
    assert [one.term for one in location.offers] == ["buprenorphine"]


def test_older_edition_of_one_list_only_hints(make_listing, merge_one):
    old = make_listing(
        source="national-directory",
        as_of="2022",
        offers={"methadone": "yes", "medicaid": "yes"},
        declared=("no-moud",),
    )
    location = merge_one(make_listing(offers={"medicaid": "yes"}), old)
    assert location.offers == (
        Claim("medicaid", Strength.YES, "findtreatment", None),
        Claim("methadone", Strength.MAYBE, "national-directory", "2022"),
    )
    assert location.declared == ()


def test_other_half_of_an_older_edition_still_speaks(make_listing, merge_one):
    old = make_listing(
        source="national-directory", kind="MH", as_of="2022", offers={"medicaid": "yes"}
    )
    location = merge_one(make_listing(), old)
    assert location.offers[0].strength is Strength.YES


def test_listing_that_fits_two_places_equally_joins_neither(make_listing, keep):
    floors = [make_listing("Elm OTP", suite=f"Floor {n}", otp=True) for n in (2, 3)]
    license_row = make_listing("Elm Inc", source="otp-directory")
    assert len(merge(keep(*floors, license_row))) == 3
    one_floor = merge(keep(floors[0], license_row))
    assert len(one_floor) == 1


def test_thirty_programs_on_one_phone_stay_thirty(make_listing, keep):
    programs = [make_listing("Elm Inc", f"{n}7 Oak Street") for n in range(1, 31)]
    assert len(merge(keep(*programs))) == 30


@pytest.fixture(scope="session")
def crowd(make_listing, keep):
    """Listings near enough to one another that their order could matter."""
    draw = Random(7)
    streets = [
        "1 Oak Street",
        "1 Oak St Suite 2",
        "1 Oak St Suite 3",
        "10 Oak St",
        "- - -",
    ]
    names = [("Elm", None), ("Elm", "East"), ("Elm", "West"), ("Ash House", None)]
    listings = []
    for _ in range(60):
        name, name2 = draw.choice(names)
        listing = make_listing(
            name,
            draw.choice(streets),
            draw.choice(["617-555-0100", "617-555-0101"]),
            name2=name2,
            kind=draw.choice(["SA", "MH"]),
            source=draw.choice(list(RANKS)),
            otp=draw.choice([True, False]),
        )
        listings.append(listing)
    return keep(*listings)


@given(st.permutations(range(60)))
def test_order_of_input_never_matters(crowd, order):
    assert merge([crowd[number] for number in order]) == merge(crowd)


def test_every_listing_is_in_exactly_one_place(crowd):
    keys = [ref.listing_key for place in merge(crowd) for ref in place.sources]
    assert sorted(keys) == sorted(kept.founding_key for kept in crowd)


def test_sources_in_any_order_of_import_give_the_same_ids(crowd):
    by_source = {s: [k for k in crowd if k.listing.source == s] for s in RANKS}
    results = {
        tuple(place.id for place in merge([k for s in order for k in by_source[s]]))
        for order in permutations(RANKS)
    }
    assert len(results) == 1
