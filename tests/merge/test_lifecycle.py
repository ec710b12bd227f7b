"""Founding keys of places that were renamed or moved."""

from locator.merge import carry_over


def test_renamed_place_keeps_its_founding_key(make_listing, keep):
    old, new = make_listing("Old Name"), make_listing("New Name")
    assert carry_over(keep(old), [new]) == {new.key: old.key}


def test_moved_place_keeps_its_founding_key(make_listing, keep):
    old, new = make_listing(), make_listing(street="9 Oak Street", postal_code="02134")
    assert carry_over(keep(old), [new]) == {new.key: old.key}


def test_founding_key_is_carried_on_and_not_the_latest_key(make_listing, keep):
    old, new = make_listing("Second Name"), make_listing("Third Name")
    (kept,) = keep(old)
    first = type(kept)(old, founding_key="0000000000")
    assert carry_over([first], [new]) == {new.key: "0000000000"}


def test_nothing_is_carried_over_where_two_rows_could_be_meant(make_listing, keep):
    olds = keep(make_listing("One"), make_listing("Two"))
    assert carry_over(olds, [make_listing("Three")]) == {}
    assert carry_over(olds[:1], [make_listing("Three"), make_listing("Four")]) == {}


def test_nothing_is_carried_over_where_the_two_ways_disagree(make_listing, keep):
    old = make_listing("Old Name")
    renamed, moved = make_listing("New Name"), make_listing("Old Name", "9 Oak Street")
    assert carry_over(keep(old), [renamed, moved]) == {}


def test_rows_without_a_phone_or_of_another_half_carry_nothing(make_listing, keep):
    silent = make_listing(phone="")
    assert carry_over(keep(silent), [make_listing(phone="")]) == {}
    assert carry_over(keep(make_listing()), [make_listing(kind="MH")]) == {}


def test_private_streets_never_count_as_one_door(make_listing, keep):
    old = make_listing("Old House", "- - -")
    assert carry_over(keep(old), [make_listing("New House", "- - -")]) == {}
