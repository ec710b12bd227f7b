"""In a language that changes every letter, no page says a word that nobody translated."""

from unittest import mock

import pytest

from locator.places import STATE_NAMES
from locator.web import sms_text
from tests.web.every_page import BAY, VISITS, make_every_site
from tests.web.house_rules import Page
from tests.web.invented import boston_places
from tests.web.strange_language import CODE, WIDE, left_out, plain_words, spoken

pytestmark = pytest.mark.long

FORMATS = {
    "GeoJSON", "CSV", "JSON", "JSON lines", "OpenAPI", "CC BY",
    "SAMHSA National Directories", "FindTreatment.gov", "page", "limit",
}  # fmt: skip
TOWNS = {
    "Back Bay", "Bolton", "Boston", "Boylston", "Bozeman", "Brockton", "Cambridge", "Dorchester",
    "Framingham", "Lynn", "Manchester", "Pawtucket", "Providence", "Quincy",
    "Roxbury Crossing", "Waltham", "Warwick", "Worcester",
}  # fmt: skip
TYPED = {"Bostn", "MT", "xx", "nope"}
TEXTS = ("/handout.txt?near=02118", f"{BAY}/text")


@pytest.fixture(scope="module")
def strange(tmp_path_factory):
    """Every site in a language whose letters are not those of English."""
    home = tmp_path_factory.mktemp("strange")
    letters = sms_text.GSM_7 | set(map(chr, WIDE.values()))
    with (
        spoken(home / "catalogues"),
        mock.patch.object(sms_text, "GSM_7", letters),
    ):
        yield {name: app.test_client() for name, app in make_every_site(home).items()}


@pytest.fixture(scope="module")
def names() -> set[str]:
    """What stays as it is in every language: names of places, and of formats."""
    found = {
        "Treatment Locator",
        "Gone Clinic",
        *FORMATS,
        *TOWNS,
        *TYPED,
        *STATE_NAMES.values(),
    }
    for place in boston_places():
        at = place.address
        found |= {
            place.name,
            place.organization,
            at.address_1,
            at.city,
            at.state_province,
        }
    return {name for name in found if name}


@pytest.mark.parametrize("visit", VISITS, ids=lambda visit: visit.name)
def test_no_word_of_a_page_was_left_out(strange, names, visit):
    there = visit.in_language(CODE)
    method = "POST" if visit.sends else "GET"
    answer = strange[visit.site].open(there.path, method=method)

    assert answer.status_code == visit.status
    assert left_out(Page(answer.text), names) == []


@pytest.mark.parametrize("path", TEXTS)
def test_no_word_of_a_plain_text_was_left_out(strange, names, path):
    answer = strange["listed"].get(f"/{CODE}{path}")

    assert answer.status_code == 200
    lines = answer.text.splitlines()
    assert [line for line in lines if plain_words(line, names)] == []


def test_a_word_that_nobody_translated_is_noticed(strange, names):
    html = strange["listed"].get(f"/{CODE}/about").text
    spoilt = html.replace("</main>", "<p>Left out.</p></main>")

    assert left_out(Page(spoilt), names) == ["Left out."]
