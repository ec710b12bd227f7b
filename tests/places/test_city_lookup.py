"""Towns: found however they are spelled, and suggested where they are not."""

import pytest

from locator.errors import UnknownPlace, UnknownZip
from locator.geo import Point, distance_m, m_to_miles
from locator.places import STATE_NAMES, lookup_city, lookup_near
from locator.places.names import fold_town
from locator.places.tables import read_town, towns_in_state
from locator.records import Precision


def suggestions_for(text: str) -> tuple[str, ...]:
    with pytest.raises(UnknownPlace) as caught:
        lookup_near(text)
    assert not isinstance(caught.value, UnknownZip)
    return caught.value.suggestions


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Boston, MA", "Boston, MA"),
        ("boston ma", "Boston, MA"),
        ("  BOSTON ,, Massachusetts. ", "Boston, MA"),
        ("Boston, Mass.", "Boston, MA"),
        ("Boston, MA, USA", "Boston, MA"),
        ("boston ma usa", "Boston, MA"),
        ("Boston, Suffolk County, Massachusetts", "Boston, MA"),
        ("12345 Main St, Boston, MA", "Boston, MA"),
        ("new york new york", "New York, NY"),
        ("NYC", "New York, NY"),
        ("New York City, NY", "New York City, NY"),
        ("DC", "Washington, DC"),
        ("washington dc", "Washington, DC"),
        ("Washington, D.C.", "Washington, DC"),
        ("San Juan, PR", "San Juan, PR"),
        ("mayaguez puerto rico", "Mayag\u00fcez, PR"),
        ("Hagatna, GU", "Hag\u00e5t\u00f1a, GU"),
        ("Charlotte Amalie, US Virgin Islands", "Charlotte Amalie, VI"),
        ("Saint Louis MO", "St. Louis, MO"),
        ("st. paul, mn", "Saint Paul, MN"),
        ("mc lean va", "McLean, VA"),
        ("Ft Worth, TX", "Fort Worth, TX"),
        ("Mt. Vernon, NY", "Mount Vernon, NY"),
        ("o fallon mo", "O'Fallon, MO"),
        ("O\u2019Fallon, MO", "O'Fallon, MO"),
        ("Winston Salem NC", "Winston-Salem, NC"),
        ("w palm beach fl", "West Palm Beach, FL"),
        ("charleston west virginia", "Charleston, WV"),
        ("Carson, NV", "Carson City, NV"),
        ("kansas city mo", "Kansas City, MO"),
        ("Lacygne, KS", "La Cygne, KS"),
        ("los angeles", "Los Angeles, CA"),
        ("Albuquerque", "Albuquerque, NM"),
        ("LA, CA", "Los Angeles, CA"),
        ("philly", "Philadelphia, PA"),
        ("NYC, NY", "New York, NY"),
        ("123 main st boston ma", "Boston, MA"),
        ("boston\u200b, ma", "Boston, MA"),
    ],
)
def test_usual_spellings_find_the_town(text, label):
    near = lookup_near(text)
    assert near.label == near.canonical == label
    assert near.precision is Precision.ZIP
    assert near.postal_code is None


def test_a_towns_answer_carries_its_parts():
    near = lookup_city("boston", "ma")
    assert (near.city, near.state) == ("Boston", "MA")


def test_of_two_towns_of_one_name_the_larger_is_taken_whole():
    # One Whitehall is beside Pittsburgh, the larger 240 miles away beside Allentown.
    point = lookup_near("Whitehall, PA").point
    assert m_to_miles(distance_m(point, Point(40.667, -75.500))) < 3


def test_every_town_is_found_again_by_its_own_text():
    texts = [
        read_town(line).text
        for state in STATE_NAMES
        for line in towns_in_state(state).values()
    ]
    assert len(texts) > 30_000
    assert [text for text in texts if lookup_near(text).canonical != text] == []


def test_a_misspelt_town_gets_suggestions_that_work():
    suggestions = suggestions_for("Bostan, MA")
    assert suggestions[0] == "Boston, MA"
    assert len(suggestions) <= 3
    assert [lookup_near(text).label for text in suggestions] == list(suggestions)


def test_a_town_of_another_state_is_suggested():
    assert "Boston, MA" in suggestions_for("Boston, NH")


def test_a_misspelt_state_is_put_right():
    assert suggestions_for("Worcester, Massachusets")[0] == "Worcester, MA"


def test_a_town_without_a_state_asks_for_it_and_names_the_biggest():
    with pytest.raises(UnknownPlace, match="Add the state") as caught:
        lookup_near("Springfield")
    assert caught.value.suggestions[:2] == ("Springfield, MO", "Springfield, MA")


def test_a_misspelt_town_without_a_state_gets_suggestions():
    assert suggestions_for("Bostan") == ("Boston, MA",)


def test_a_town_whose_name_ends_like_a_state_asks_for_the_state():
    assert suggestions_for("Port Penn") == ("Port Penn, DE",)


def test_a_small_town_of_an_only_name_may_be_another_one_misspelt():
    assert suggestions_for("Bozman") == ("Bozman, MD",)


@pytest.mark.parametrize(
    ("text", "first"), [("texas", "Houston, TX"), ("Kansas", "Wichita, KS")]
)
def test_a_state_is_no_town_that_is_called_much_like_it(text, first):
    with pytest.raises(UnknownPlace, match="is a big area") as caught:
        lookup_near(text)
    assert caught.value.suggestions[0] == first


def test_a_name_of_a_big_town_and_of_a_state_asks_which():
    assert suggestions_for("New York")[0] == "New York, NY"
    assert suggestions_for("washington")[:2] == ("Washington, DC", "Seattle, WA")


def test_a_whole_state_offers_its_biggest_towns():
    assert suggestions_for("West Virginia")[:2] == ("Huntington, WV", "Charleston, WV")


def test_one_place_is_suggested_under_one_name():
    assert suggestions_for("Guam")[0] == "Dededo, GU"
    assert len(set(suggestions_for("Guam"))) == 3


def test_an_unknown_state_code_is_refused_with_towns_of_that_name():
    with pytest.raises(UnknownPlace, match="No such state") as caught:
        lookup_city("Boston", "ZZ")
    assert caught.value.suggestions[0] == "Boston, MA"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St. Mary's", "Saint Marys"),
        ("Mc Kinney", "McKinney"),
        ("Cañon", "Canon"),
        ("E. Orange", "East Orange"),
        ("Hot Spgs", "Hot Springs"),
    ],
)
def test_spellings_fold_to_one_key(one, other):
    assert fold_town(one) == fold_town(other)


def test_marks_alone_fold_to_nothing():
    assert fold_town(" .,-\u00b4 \N{GRINNING FACE}") == ""
