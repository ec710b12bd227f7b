"""The page for programmers: each example is asked, and its answer compared."""

from dataclasses import replace

import pytest

from locator.web.developers import EXAMPLES, FILES, PLACE_ID
from tests.web.invented import (
    COPIED,
    YES,
    PlaceChange,
    make_location,
    make_store,
    offers,
)


@pytest.fixture
def example_site(make_site):
    """The site over the one place that the examples tell of."""
    place = make_location(1, "Example Street Clinic", id=PLACE_ID)
    place = replace(
        place,
        address=replace(place.address, address_1="12 Example Street"),
        phones=(replace(place.phones[0], number="+16175550123"),),
        offers=offers(methadone=YES),
    )
    added = PlaceChange(1, PLACE_ID, "added", COPIED)
    return make_site(make_store([place], changed=[added]))


def holds(answer, part):
    """Tell whether an answer holds all that a part of it shows."""
    if isinstance(part, dict):
        return all(name in answer and holds(answer[name], part[name]) for name in part)
    if isinstance(part, list):
        return len(answer) >= len(part) and all(map(holds, answer, part))
    return answer == part


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.request)
def test_an_example_answers_what_the_page_says(example_site, example):
    answer = example_site.json(example.request, example.status)
    assert holds(answer, example.answer), answer


def test_the_comparison_can_fail():
    assert holds({"a": [{"b": 1, "c": 2}], "d": 3}, {"a": [{"b": 1}]})
    for part in ({"a": [{"b": 2}]}, {"e": 1}, {"a": [{}, {}]}):
        assert not holds({"a": [{"b": 1}]}, part)


def test_the_page_shows_each_example_whole(site):
    page = site.page("/developers")
    shown = [page.text(block) for block in page.all("pre")]
    assert shown == [" ".join(example.answer_text.split()) for example in EXAMPLES]
    for example in EXAMPLES:
        assert example.request in page.links()
        assert f"GET {example.request}" in page.words


def test_every_file_on_the_page_is_there(site):
    links = site.page("/developers").links()
    for _, path in FILES:
        assert path in links
        assert site.get(path).status_code == 200


def test_each_address_of_the_api_is_on_the_page_or_in_its_description(site):
    told = site.json("/api/v1/openapi.json")["paths"]
    asked = {example.request.partition("?")[0] for example in EXAMPLES}
    asked |= {path for _, path in FILES}
    unseen = {path for path in told if path.startswith("/api/") and "{" not in path}
    assert unseen <= asked


def test_the_page_leads_to_english_answers_from_any_language(site):
    response = site.client.get("/es/developers")
    assert f'href="/api/v1/locations/{PLACE_ID}"' in response.text
