"""About, privacy and accessibility say what is so on this copy, and no more."""

import hashlib
import re
from pathlib import Path

import axe_playwright_python
import pytest

from locator.web.conformance import TESTED, TESTED_ON
from locator.web.site_file import Contact, Site
from locator.web.translation import language_name, languages
from locator.web.words import day
from tests.web.house_rules import RULES, Page

ROOT = Path(__file__).resolve().parent.parent.parent
REPORT = ROOT / "docs/accessibility-conformance.md"


def words_of(site, path):
    return site.page(path).words


def mark_of_the_tests() -> str:
    """Return a mark of what the browser and the house rules hold pages to."""
    axe = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text()[:40]
    browser = "".join(
        path.read_text() for path in sorted((ROOT / "tests/browser").glob("*.py"))
    )
    parts = [
        re.search(r"axe v[\d.]+", axe)[0],
        *sorted(set(re.findall(r'"(wcag\d+a+|best-practice)"', browser))),
        *sorted(rule.__name__ for rule in RULES),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def test_the_statement_is_as_new_as_the_tests_behind_it():
    assert mark_of_the_tests() == TESTED, "see locator/web/conformance.py"


def test_page_and_report_name_the_same_day(site):
    assert f"The tests last ran on {day(TESTED_ON)}." in words_of(
        site, "/accessibility"
    )
    assert f"Tested on {TESTED_ON.isoformat()}" in REPORT.read_text("utf-8")


def test_the_statement_claims_no_more_than_programs_can_prove(site):
    words = words_of(site, "/accessibility")
    assert "We do not say that all of it is met" in words
    assert "not tried with a real screen reader" in words


@pytest.mark.parametrize("path", ["/about", "/privacy", "/accessibility"])
def test_the_operator_can_be_reached_where_the_file_says_how(make_site, tmp_path, path):
    (tmp_path / "site.toml").write_text(
        '[contact]\nemail = "web@example.org"\nphone = "617-555-0100"\n'
    )
    page = Page(make_site().get(path).text)
    assert {"mailto:web@example.org", "tel:+16175550100"} <= set(page.links())


def test_a_contact_without_a_way_is_none():
    assert not Contact()
    assert not Site().contact


def test_without_a_contact_the_pages_say_so(site):
    assert "have not said here how to reach them" in words_of(site, "/about")
    assert "has not said here how to reach them" in words_of(site, "/accessibility")


@pytest.mark.parametrize(
    ("changes", "path", "says"),
    [
        (
            {"geocoder": "photon"},
            "/privacy",
            "we may ask a map service about its street",
        ),
        ({"counts": True}, "/privacy", "A sum under 11 is not kept"),
        ({"contact": "a@b.example"}, "/privacy", "deleted after 180 days"),
        ({"contact": "a@b.example"}, "/about", "press “Something wrong here?”"),
        ({"content_review": "2026-10, Dr. Who"}, "/about", "guides: 2026-10, Dr. Who."),
    ],
)
def test_a_setting_changes_what_the_pages_say(make_site, site, changes, path, says):
    settings = {"secret_key": "k" * 32, **changes}
    assert says in words_of(make_site(**settings), path)
    assert says not in words_of(site, path)


def test_the_pages_name_every_language(site):
    page = site.page("/about")
    named = {e.get("lang"): page.text(e) for e in page.all("li") if e.get("lang")}
    assert named == {code: language_name(code) for code in languages()}
    assert named["es"] == "Español"
