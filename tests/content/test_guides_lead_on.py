"""Every guide leads on: to the search, to its neighbors, to the crisis lines."""

from pathlib import Path

import pytest
from flask import Flask

from locator.config import Settings
from locator.taxonomy import TERMS
from locator.web import create_app
from locator.web.guides import BY_SLUG, GUIDES
from tests.web.house_rules import Page
from tests.web.invented import make_store

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "guides"
URGENT = ("overdose", "tonight", "kratom")


@pytest.fixture(scope="module")
def app(tmp_path_factory) -> Flask:
    home = tmp_path_factory.mktemp("guides")
    settings = Settings(home=home, database_url="sqlite://")
    return create_app(settings, store=make_store())


@pytest.fixture(params=GUIDES, ids=lambda guide: guide.slug)
def guide(request):
    return request.param


def read(app: Flask, slug: str) -> Page:
    return Page(app.test_client().get(f"/guides/{slug}").text)


def in_main(page: Page, name: str) -> list:
    return [e for e in page.one("main").iter() if page.name(e) == name]


def test_every_guide_ends_in_a_search_box_that_asks_for_something(app, guide):
    page = read(app, guide.slug)
    forms = [e for e in in_main(page, "form") if e.get("action") == "/search"]
    fields = list(forms[-1].iter())
    hidden = [e for e in fields if e.get("type") == "hidden"]
    marked = [e for e in fields if "checked" in e.attrib]

    assert [e.get("name") for e in fields if e.get("name") == "near"] == ["near"]
    assert [e for e in (*hidden, *marked) if e.get("name") == "term"]


def test_no_search_box_asks_for_naltrexone_by_itself(guide):
    assert guide.terms
    assert "naltrexone" not in guide.terms


def test_every_choice_of_a_guide_is_a_term_that_the_search_knows(guide):
    offered = {term for want in guide.choices for term in want.terms}

    assert offered <= set(TERMS)
    assert set(guide.terms) <= set(TERMS)


def test_every_guide_leads_to_the_crisis_page_and_to_its_neighbors(app, guide):
    page = read(app, guide.slug)
    links = {e.get("href") for e in in_main(page, "a")}

    assert {"/crisis", "/guides/"} <= links
    assert {f"/guides/{slug}" for slug in guide.near} <= links
    assert guide.slug not in guide.near
    assert set(guide.near) <= set(BY_SLUG)


@pytest.mark.parametrize("slug", URGENT)
def test_the_emergency_comes_first_and_calls_911_in_one_tap(app, slug):
    page = read(app, slug)
    first = in_main(page, "section")[0]
    calls = [e.get("href") for e in first.iter() if page.name(e) == "a"]

    assert "urgent" in first.get("class", "")
    assert "tel:911" in calls
    assert in_main(page, "h2")[0] in list(first.iter())


def test_the_table_of_medicines_names_each_one_under_each_question(app):
    page = read(app, "medicines")
    rows = [page.text(e) for e in in_main(page, "th") if e.get("scope") == "row"]
    questions = [e for e in in_main(page, "th") if e.get("scope") == "rowgroup"]

    assert rows == ["Buprenorphine", "Methadone", "Naltrexone"] * len(questions)
    assert len(questions) == 4


def test_every_guide_template_is_listed():
    written = {path.stem for path in TEMPLATES.glob("[!_]*.html")}

    assert written - set(BY_SLUG) == {"index", "words"}
