"""Facts in words: distances, dates, numbers, ages."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.geo import miles_to_m
from locator.records import Phone
from locator.web import words
from locator.web.freshness import age_of, source_text

TODAY = date(2026, 11, 22)
COPIED = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("miles", "text"),
    [
        (0.01, "less than 0.1 mile"),
        (1.0, "about 1 mile"),
        (3.44, "about 3.4 miles"),
        (9.96, "about 10 miles"),
        (1234.0, "about 1,234 miles"),
    ],
)
def test_distances_are_said_as_exactly_as_they_help(miles, text):
    assert words.miles(miles_to_m(miles)) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [("2022", "2022"), ("2026-05", "May 2026"), ("2026-05-25", "25 May 2026"), ("2022-99", "2022-99"), ("soon", "soon")],
)  # fmt: skip
def test_dates_are_said_as_exactly_as_they_are_known(text, said):
    assert words.iso_day(text) == said


@pytest.mark.parametrize(
    ("as_of", "age"),
    [
        ("2026-05-25", ""),
        ("2025", ""),
        ("2025-11-22", "aging"),
        ("2024", "aging"),
        ("2024-11-22", "old"),
        ("2022", "old"),
        ("2022-99-99", ""),
    ],
)
def test_old_facts_are_marked_by_the_date_they_stand_for(as_of, age):
    assert age_of(as_of, COPIED, TODAY) == age


def test_without_a_date_the_copy_speaks():
    assert age_of(None, COPIED, TODAY) == ""
    assert age_of(None, datetime(2024, 1, 1, tzinfo=UTC), TODAY) == "old"
    assert age_of(None, None, TODAY) == ""


def test_sources_are_named_in_words():
    assert source_text("findtreatment", None, COPIED) == (
        "SAMHSA list, copied 20 Nov 2026. Clinics answer about once a year. "
        "Call to check."
    )
    assert source_text("national-directory", "2022", COPIED) == (
        "SAMHSA 2023 directory (2022 survey). Call to check."
    )
    assert source_text("findtreatment", "2019-05", None) == (
        "SAMHSA list of May 2019. Call to check."
    )
    assert source_text("other", None, COPIED) == (
        "other, copied 20 Nov 2026. Call to check."
    )


@given(st.text(), st.none() | st.text())
def test_a_phone_link_holds_nothing_but_digits_and_pauses(number, extension):
    href = words.phone_href(Phone(number, extension=extension))
    assert href is None or set(href.removeprefix("tel:")) <= set("+,") | {
        c for c in href if c.isdigit()
    }
