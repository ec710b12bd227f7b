"""The search box: any text gives a place or an error with what to do, in bounded time."""

import string

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from locator.errors import UnknownPlace, UnknownZip
from locator.geo import Point
from locator.places import Near, lookup_near, lookup_zip
from locator.records import Precision

HALF_PLACES = st.lists(
    st.sampled_from(
        [
            "Boston",
            "boston",
            "St.",
            "Mc",
            "New York",
            "MA",
            "ny",
            "DC",
            "02118",
            "-1234",
            ",",
            " ",
            "42.33",
            "-71.07",
            "usa",
            "West Virginia",
            "\x00",
            "é",
            "(",
        ]
    )
).map("".join)


def look_up(text: str) -> tuple[Near | None, UnknownPlace | None]:
    try:
        return lookup_near(text), None
    except UnknownPlace as error:
        return None, error


@settings(max_examples=400)
@given(st.one_of(st.text(), st.text(string.printable), HALF_PLACES))
@example("\x00" * 50)
@example("a" * 100_000)
@example("9" * 120)
@example("1e999,1e999")
@example("\ud800")
@example("0" * 59 + "," + "0" * 59)
@example("St " * 40)
def test_any_text_gives_a_place_or_says_what_to_do(text):
    near, error = look_up(text)
    if near:
        assert lookup_near(near.canonical) == near
        return
    assert error.field == "near"
    assert str(error).isprintable()
    assert len(str(error)) < 300
    assert len(error.suggestions) <= 3
    for suggestion in error.suggestions:
        assert lookup_near(suggestion).canonical == suggestion


@settings(max_examples=200)
@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_point_is_never_rounded(latitude, longitude):
    text = f"{latitude:.9f},{longitude:.9f}"
    near, error = look_up(text)
    if error:  # the wrong way round: the point put right is not rounded either
        near = lookup_near(error.suggestions[0])
        text = ",".join(reversed(text.split(",")))
    assert near.point == Point(*map(float, text.split(",")))
    assert lookup_near(near.canonical) == near


@settings(max_examples=300)
@given(st.text(string.digits + " -", min_size=1, max_size=12))
def test_digits_give_a_zip_or_an_error_about_zips(text):
    try:
        near = lookup_near(text)
    except UnknownPlace:
        return
    assert near.postal_code == near.canonical


@pytest.mark.parametrize(
    "text",
    [
        "02118",
        "02118-1234",
        "021181234",
        "Boston, MA 02118",
        "boston ma 02118-1234",
        "MA 02118",
        "02118, Boston, MA",
        "(02118)",
        "1 Any Street, Boston MA 02118",
        "02118 boston",
        "\uff10\uff12\uff11\uff11\uff18",
        "\u0660\u0662\u0661\u0661\u0668",
        "\u200e02118\u200b",
    ],
)
def test_a_text_with_a_zip_is_that_zip(text):
    near = lookup_near(text)
    place = lookup_zip("02118")
    assert near == Near(
        label="02118, Boston, MA",
        point=place.point,
        precision=Precision.ZIP,
        postal_code="02118",
        city="Boston",
        state="MA",
        canonical="02118",
    )


def test_a_house_number_is_no_zip():
    assert lookup_near("12345 Main St, Boston, MA").label == "Boston, MA"


def test_an_approximate_zip_names_no_town():
    near = lookup_near("02198")
    assert (near.label, near.city, near.precision) == (
        "02198, MA",
        None,
        Precision.AREA,
    )


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("42.33,-71.07", "42.3300,-71.0700"),
        ("(42.33, -71.07)", "42.3300,-71.0700"),
        ("42.331234567 -71.07", "42.331234567,-71.0700"),
        ("13.48,144.75", "13.4800,144.7500"),
        ("0.00001,-0.00001", "0.00001,-0.00001"),
    ],
)
def test_a_point_is_taken_as_typed(text, canonical):
    near = lookup_near(text)
    assert near.canonical == canonical
    assert near.precision is Precision.ADDRESS
    assert (near.postal_code, near.city, near.state) == (None, None, None)


def test_a_points_label_is_short():
    assert lookup_near("42.3312345,-71.0712345").label == "42.33, -71.07"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("-71.07,42.33", "42.3300,-71.0700"),
        ("144.8, 13.4", "13.4000,144.8000"),
        ("-157.8,21.3", "21.3000,-157.8000"),
    ],
)
def test_a_point_the_wrong_way_round_is_put_right(text, meant):
    with pytest.raises(UnknownPlace, match="latitude first") as caught:
        lookup_near(text)
    assert caught.value.suggestions == (meant,)


@pytest.mark.parametrize("text", ["91,0", "0,181", "999,999", "-90.1,10"])
def test_a_point_off_the_earth_is_refused(text):
    with pytest.raises(UnknownPlace, match="not a point on earth"):
        lookup_near(text)


@pytest.mark.parametrize("text", ["1,2,3", "42.33", "+1 617", "1;;2", "42.3.3,-71"])
def test_numbers_that_are_no_point_are_refused(text):
    with pytest.raises(UnknownPlace, match="latitude, then longitude"):
        lookup_near(text)


@pytest.mark.parametrize("text", ["2118", "123456", "42 71", "02118 02119"])
def test_digits_that_are_no_zip_speak_of_five_digits(text):
    with pytest.raises(UnknownZip, match="five digits"):
        lookup_near(text)


@pytest.mark.parametrize(
    "text", ["", "   ", "\x00", ",,,", "\N{GRINNING FACE}", "\u3002"]
)
def test_nothing_to_read_says_what_to_type(text):
    with pytest.raises(UnknownPlace, match="Type a ZIP code, or a city and state"):
        lookup_near(text)


def test_a_long_text_is_refused_unread():
    with pytest.raises(UnknownPlace, match="too long"):
        lookup_near("Boston, MA " * 10_000)


def test_what_is_said_back_is_printable_and_short():
    with pytest.raises(UnknownPlace) as caught:
        lookup_near("Bos\x00tan\x1b[31m" + "x" * 80 + ", MA")
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 200
