"""Judging rows of two unrelated lists: here phone and address decide, names break ties."""

import re

from locator.merge.comparisons import ALIKE, Comparison, Likeness
from locator.merge.names import name_likeness, name_words
from locator.merge.traits import Traits
from locator.merge.verdicts import Judgement, different, same, unsure

CLINIC_WORDS = frozenset({"methadone", "opioid", "outpatient"})
WARD_WORDS = frozenset(
    {"acute", "detoxification", "inpatient", "residential", "stabilization"}
)

# Services that a clinic's own name would not leave out.
SERVICE_WORDS = WARD_WORDS | {
    "adolescent", "children", "court", "crisis", "day", "halfway", "house", "housing",
    "men", "mens", "receiving", "school", "transitional", "woman", "womans", "women",
    "womens", "youth",
}  # fmt: skip


def judge_across(a: Traits, b: Traits, found: Comparison) -> Judgement:
    """Judge rows of two lists that may call one place by different names."""
    if not found.town and not found.door:
        return different("another town")
    if found.units is Likeness.OTHER:
        return _other_unit(found)
    if found.door and found.town:
        return _one_door(a, b, found)
    if not found.phone:
        return _neither(a, b, found)
    if found.door:
        return _other_town(a, b, found)
    return _one_phone(a, b, found)


def _other_unit(found: Comparison) -> Judgement:
    if found.door and found.phone and found.name >= 0.8:
        return unsure("same name, phone and house", "another suite, floor or building")
    return different("another suite, floor or building")


def _one_door(a: Traits, b: Traits, found: Comparison) -> Judgement:
    strength = _ties(a, b, found)
    if found.phone:
        return same(600 + strength, "same phone and address")
    if a.otp and b.otp:
        if _clinic_and_ward(a, b) or _clinic_and_ward(b, a):
            return unsure("same address", "one name is of a clinic, one of a ward")
        return same(400 + strength, "same address, both opioid treatment programs")
    return _one_door_by_name(a, b, found)


def _one_door_by_name(a: Traits, b: Traits, found: Comparison) -> Judgement:
    if found.name >= 0.8:
        if _other_program(a, b) or _other_program(b, a):
            return unsure("same address and organization", "perhaps another program")
        return same(300 + _ties(a, b, found), "same address and name")
    if found.name >= 0.5:
        return unsure("same address", "the names are alike")
    return different("another program in the same building")


def _clinic_and_ward(a: Traits, b: Traits) -> bool:
    """Say whether one name is a methadone clinic's and the other a detox's or the like.

    Hospitals hold a second certificate for their wards: two programs in one house.
    """
    return not CLINIC_WORDS.isdisjoint(a.name) and not WARD_WORDS.isdisjoint(b.name)


def _other_program(a: Traits, b: Traits) -> bool:
    """Say whether `a` names a service that an opioid treatment program is not.

    "Example Hospital, Day Treatment" is not its methadone clinic, and "Harbor Center at
    Example Hospital" is not the hospital.
    """
    if not b.otp and not a.otp:
        return False
    guest, *hosts = re.split(r"\sat\s", a.listing.name1, flags=re.IGNORECASE)
    if hosts and name_likeness(name_words(guest), b.name) < 0.5:
        return True
    return not a.otp and bool(SERVICE_WORDS & (set(a.name) - set(b.name)))


def _neither(a: Traits, b: Traits, found: Comparison) -> Judgement:
    """Judge where neither the phone nor the whole address agrees."""
    likely = found.name >= 0.8
    if found.door and found.neighbors and (likely or (a.otp and b.otp)):
        return unsure("same house and street", "another town, with a neighboring ZIP")
    if found.near and likely:
        return unsure("names are alike, within 150 m", "another address and number")
    return different("another address and another number")


def _other_town(a: Traits, b: Traits, found: Comparison) -> Judgement:
    """Judge one house and phone under another town and ZIP: one list is mistaken."""
    if found.name >= 0.5:
        return same(
            420 + _ties(a, b, found), "same name, phone and street", "a wrong ZIP"
        )
    if found.neighbors:
        return same(
            410 + _ties(a, b, found),
            "same phone, house and street",
            "a neighboring ZIP",
        )
    return unsure("same phone, house and street", "another town and ZIP")


def _one_phone(a: Traits, b: Traits, found: Comparison) -> Judgement:
    if found.street in ALIKE and found.house is not Likeness.UNKNOWN:
        return _one_street(_ties(a, b, found), found)
    if found.house is Likeness.SAME and found.name >= 0.5:
        return same(
            450 + _ties(a, b, found), "same phone and house number", "names are alike"
        )
    if Likeness.UNKNOWN in {found.house, found.street} and found.name >= 0.6:
        return same(
            430 + _ties(a, b, found), "same name, phone and town", "no full street"
        )
    if found.near and found.name >= 0.5:
        return same(
            440 + _ties(a, b, found), "same phone, within 150 m", "names are alike"
        )
    if found.house is Likeness.OTHER and found.name < 0.8:
        return different("one phone for several addresses")
    return unsure("same phone and town", "another street")


def _one_street(ties: int, found: Comparison) -> Judgement:
    if found.house is Likeness.SWAPPED:
        return same(500 + ties, "same phone and street", "house number has a slip")
    if found.house is not Likeness.CLOSE:
        return different("same phone and street, but another house")
    if found.name >= 0.6:
        return same(450 + ties, "same name, phone and street", "one digit differs")
    return unsure("same phone and street", "one digit of the house number differs")


def _ties(a: Traits, b: Traits, found: Comparison) -> int:
    """Return what chooses among several rows at one address, at most 90."""
    return (
        round(50 * found.name)
        + 25 * (a.otp and b.otp)
        + 15 * (found.units is Likeness.SAME and bool(a.street.units))
    )
