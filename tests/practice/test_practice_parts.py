"""The parts that practice rows are made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.places import zip_codes_in_state
from locator.practice.answers import categories, services
from locator.practice.catalog import PROGRAMS
from locator.practice.draws import fraction, happens
from locator.practice.phones import Numbers, with_extension
from locator.practice.programs import COMMON, LOCAL, ticked
from locator.practice.states import PLACES, places_in, sites, states

pytestmark = pytest.mark.long


def test_services_come_in_the_order_of_the_api_whatever_the_order_asked():
    assert services(["UB", "SA", "OTP"]) == [
        {"f1": "Type of Care", "f2": "TC", "f3": "Substance use treatment"},
        {
            "f1": "Type of Opioid Treatment",
            "f2": "OT",
            "f3": "Federally-certified Opioid Treatment Program; Prescribes buprenorphine",
        },
    ]


def test_an_answer_that_the_survey_does_not_offer_is_an_error():
    with pytest.raises(KeyError, match=r"not in answers\.txt: NOPE"):
        services(["SA", "NOPE"])


def test_no_code_stands_for_two_answers():
    codes = [code for category in categories() for code in category.answers]

    assert len(codes) == len(set(codes))


def test_never_beats_always():
    assert ticked(["FEM+MALE TELE", "-MALE"], 7) == {"FEM", "TELE"}


def test_one_of_several_is_picked():
    picked = {tuple(ticked(["PVTN|PVTP"], place)) for place in range(50)}

    assert picked == {("PVTN",), ("PVTP",)}


@given(st.integers(0, 10**6), st.text())
def test_a_fraction_is_from_zero_up_to_one(place, question):
    assert 0 <= fraction(place, question) < 1


def test_what_happens_to_thirty_percent_happens_to_about_thirty_percent():
    assert 270 < sum(happens(30, place, "anything") for place in range(1000)) < 330


def test_a_fraction_never_changes_between_versions():
    assert round(fraction(12, "TELE:70"), 6) == 0.920462


def test_numbers_overflow_into_the_next_area_code_and_then_end():
    numbers = Numbers(["907", "684"])
    taken = [numbers.take("684") for _ in range(200)]

    assert taken[99:101] == ["684-555-0199", "907-555-0100"]
    assert len(set(taken)) == 200
    with pytest.raises(LookupError, match="907, 684"):
        numbers.take("684")


def test_extensions_have_one_to_five_digits():
    phones = [with_extension("907-555-0100", place, "phone") for place in range(500)]
    digits = {len(phone.partition(" x")[2]) for phone in phones}

    assert digits == {0, 1, 2, 3, 4, 5}


def test_all_states_together_get_about_the_places_asked_for():
    everyone = sum(state.population for state in states())

    assert abs(sum(places_in(state, everyone) for state in states()) - PLACES) < 30


def test_a_state_gives_each_of_its_places_a_site():
    for state in states():
        assert len(list(sites(state, 40))) == 40
        assert sum(state.towns.values()) <= state.population


def test_every_town_is_a_standard_zip_code_of_its_state():
    for state in states():
        places = zip_codes_in_state(state.code)
        standard = {each.postal_code for each in places if each.kind == "standard"}

        assert set(state.towns) - standard == set(), state.code


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.slug)
def test_every_program_answers_only_what_the_survey_offers(program):
    for state in ["OH", *LOCAL]:
        for place in range(0, 1000, 50):
            services(program.codes(state, place))
            services(program.twin_codes(state, place))


@pytest.mark.parametrize("kind", COMMON)
def test_common_answers_are_offered_by_the_survey(kind):
    for place in range(100):
        assert services(ticked([COMMON[kind]], place))
