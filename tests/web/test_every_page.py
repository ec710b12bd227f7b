"""Every route and every error keeps the house rules, crisis lines first of all."""

import pytest

from locator.progress import Stages
from locator.web import errors
from locator.web.translation import languages
from tests.web.conftest import HouseClient
from tests.web.every_page import VISITS, make_every_site, never_visited
from tests.web.house_rules import Page, check_framed_page, check_page
from tests.web.invented import FakeStore, make_id

EACH_VISIT = pytest.mark.parametrize("visit", VISITS, ids=lambda visit: visit.name)


@pytest.fixture(scope="module")
def clients(tmp_path_factory):
    """A client of every site in which the visits happen."""
    sites = make_every_site(tmp_path_factory.mktemp("every"))
    return {name: HouseClient(app) for name, app in sites.items()}


@pytest.mark.parametrize("language", languages())
@EACH_VISIT
def test_every_page_keeps_the_house_rules(clients, visit, language):
    page = fetch(clients, visit.in_language(language))
    assert page.language == language


def fetch(clients, visit) -> Page:
    client = clients[visit.site]
    if not (visit.sends or visit.framed):
        return client.page(visit.path, visit.status)
    method = "POST" if visit.sends else "GET"
    answer = client.client.open(visit.path, method=method)
    assert answer.status_code == visit.status
    return (check_framed_page if visit.framed else check_page)(answer.text)


def test_every_route_is_visited_or_is_no_page(site):
    assert never_visited(site.app) == set()


def test_a_forgotten_route_is_noticed(site):
    visits = [visit for visit in VISITS if visit.name != "privacy"]
    assert never_visited(site.app, visits) == {"/privacy"}


def test_a_wrong_method_says_what_to_do_next(site):
    response = site.client.post("/search")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
    assert "Search for a place instead" in check_page(response.text).words


@pytest.fixture
def error_log(monkeypatch, caplog):
    # import-linter's set-up, run by another test, switches existing loggers off.
    monkeypatch.setattr(errors.log, "disabled", False)
    return caplog


def test_our_own_failure_never_reads_as_nobody_near_you(make_site, error_log):
    site = make_site(FakeStore([]))
    site.app.add_url_rule("/broken", view_func=lambda: 1 / 0)
    page = site.page("/broken", 500)
    assert page.heading == "Something broke on our side"
    assert "does not mean there is no help near you" in page.words
    assert "ZeroDivisionError" in error_log.text


def test_a_failure_logs_nothing_of_what_was_asked(make_site, error_log):
    site = make_site()
    site.app.extensions["directory"].store.broken = True
    site.page(f"/locations/bay-street-health-{make_id(1)}", 500)
    assert "RuntimeError in places.location" in error_log.text
    assert "bay-street" not in error_log.text
    assert "02118" not in error_log.text


def test_without_a_list_a_search_says_so_and_gives_the_lines(make_site, tmp_path):
    Stages(tmp_path, "findtreatment").tell("Reading", 5, 20)
    page = make_site(FakeStore([])).page("/search?near=02118", 503)
    assert page.heading == "Our list has not loaded"
    assert "This does not mean there is no help near you" in page.words
    assert "25 percent done" in page.words


@pytest.mark.parametrize("text", ["", "[]", "{", '{"done": "x"}', "[1]"])
def test_a_spoiled_progress_file_changes_nothing(make_site, tmp_path, text):
    (tmp_path / "sync.json").write_text(text)
    make_site(FakeStore([])).page("/search?near=02118", 503)


@pytest.mark.parametrize("path", ["/", "/crisis", "/about", "/about/data", "/privacy"])
def test_words_do_not_need_a_list(make_site, path):
    make_site(FakeStore([])).page(path)
