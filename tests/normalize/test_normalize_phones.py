"""Numbers a person can dial, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.normalize import normalize_phone
from locator.records import Phone, PhoneKind


@pytest.mark.parametrize(
    ("printed", "number", "extension"),
    [
        ("617-555-0100", "+16175550100", None),
        ("(617)555-0100", "+16175550100", None),
        ("1.617.555.0100", "+16175550100", None),
        ("+16175550100", "+16175550100", None),
        ("617-555-0100 x12345", "+16175550100", "12345"),
        ("6175550100x12", "+16175550100", "12"),
        ("617 555 0100 ext. 5", "+16175550100", "5"),
        ("617-555-0100 x0", "+16175550100", None),
        ("684-555-0112", "+16845550112", None),
        ("888-858-1723", "+18888581723", None),
        ("Call 617-555-0100 or 617-555-0101", "+16175550100", None),
        ("988", "988", None),
        ("Call 988", "988", None),
    ],
)
def test_printed_number_becomes_e164(printed, number, extension):
    assert normalize_phone(printed) == Phone(number, PhoneKind.MAIN, extension)


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("888-PARNEXT", "+18887276398"),
        ("866-YESYWCA", "+18669379922"),
        ("954-730PATH", "+19547307284"),
        ("1-800-RECOVERY", "+18007326837"),
        ("1-800-662-HELP (4357)", "+18006624357"),
        ("(800) 273-TALK (8255)", "+18002738255"),
    ],
)
def test_letters_become_the_digits_under_them(printed, number):
    assert normalize_phone(printed) == Phone(number)


@pytest.mark.parametrize(
    "printed",
    [
        None,
        "",
        "none",
        "555-0100",
        "617-555-010",
        "877-HELP 123",
        "999-999-9999",
        "911",
    ],
)
def test_number_nobody_can_dial_is_dropped(printed):
    assert normalize_phone(printed) is None


def test_country_code_of_the_pacific_states_is_not_an_area_code():
    assert normalize_phone("691-555-0123", state="FM") == Phone("+6915550123")
    assert normalize_phone("315-555-0123", state="NY") == Phone("+13155550123")


@given(st.text(), st.sampled_from(PhoneKind), st.none() | st.text())
def test_any_text_gives_a_number_or_none(text, kind, state):
    phone = normalize_phone(text, kind, state=state)
    if phone is not None:
        assert phone.kind is kind
        assert normalize_phone(phone.number, kind) == Phone(phone.number, kind)


@given(st.text(alphabet="0123456789x-+() .#extEXTABCabc٣", max_size=30))
def test_any_phone_like_text_gives_a_number_or_none(text):
    phone = normalize_phone(text)
    assert phone is None or phone.number.removeprefix("+").isascii()
