"""A third language is one catalogue in a folder, and no code."""

import pytest

from locator.config import Settings
from locator.web import create_app
from locator.web.translation import DEFAULT, current_language
from tests.web.conftest import HouseClient
from tests.web.every_page import BAY
from tests.web.house_rules import CRISIS, Page
from tests.web.invented import make_store
from tests.web.strange_language import CODE, spoken, widen

PATHS = ["/", "/search?near=02118&term=methadone", BAY, "/crisis", "/guides/kratom"]


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    home = tmp_path_factory.mktemp("third")
    with spoken(home / "catalogues"):
        settings = Settings(
            home=home, database_url="sqlite://", base_url="https://help.example"
        )
        yield HouseClient(create_app(settings, store=make_store()))


def fetch(client: HouseClient, path: str) -> Page:
    """Fetch a page; its words are strange, so the rules on words can't hold."""
    return Page(client.get(path).text)


def other_languages(page: Page) -> dict[str, str]:
    links = (e for e in page.all("a") if e.get("hreflang"))
    return {e.get("hreflang"): e.get("href") for e in links}


@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_there_in_the_new_language_by_its_rules(client, path):
    page = fetch(client, f"/{CODE}{path}")

    assert page.language == CODE
    assert widen("Skip to main content") in page.words


@pytest.mark.parametrize("path", PATHS)
def test_every_page_links_to_itself_in_the_new_language_and_back(client, path):
    assert other_languages(fetch(client, path))[CODE] == f"/{CODE}{path}"
    assert other_languages(fetch(client, f"/{CODE}{path}"))["en"] == path


def test_the_name_of_a_place_is_marked_as_english(client):
    assert fetch(client, f"/{CODE}{BAY}").one("h1").get("lang") == "en"
    assert fetch(client, BAY).one("h1").get("lang") is None


def test_search_engines_are_told_of_the_new_language(client):
    page = fetch(client, "/guides/kratom")
    links = {
        e.get("hreflang"): e.get("href")
        for e in page.all("link")
        if e.get("rel") == "alternate"
    }

    assert links[CODE] == f"https://help.example/{CODE}/guides/kratom"
    assert links["en"] == "https://help.example/guides/kratom"


def test_a_new_language_dials_the_lines_of_english(client):
    page = fetch(client, f"/{CODE}/crisis")

    assert set(CRISIS) <= set(page.links())


def test_what_runs_after_a_request_speaks_english_again(client):
    fetch(client, f"/{CODE}/crisis")

    assert current_language() == DEFAULT


def test_a_language_without_a_catalogue_is_no_page(client):
    assert client.get("/fr/crisis", 404)


def test_a_page_in_another_language_says_that_a_native_speaker_has_not_read_it(client):
    awaits = "This translation still awaits review by a native speaker."

    assert widen(awaits) in fetch(client, f"/{CODE}/about").words
    assert awaits not in fetch(client, "/about").words
