"""The guides: their frame, their sources, and the one about kratom."""

import re
from datetime import date

import pytest

from locator.taxonomy import TERMS
from locator.web.footnotes import set_today
from locator.web.guides import GUIDES
from tests.web.house_rules import Page

GUIDE_PATHS = [f"/guides/{guide.slug}" for guide in GUIDES]
EACH_GUIDE = pytest.mark.parametrize("path", GUIDE_PATHS)
KRATOM = "/guides/kratom"


@pytest.fixture
def dated_site(make_site):
    """The site as it is on a day that does not move."""
    house = make_site()
    set_today(house.app, date(2026, 12, 1))
    return house


def search_boxes(page: Page):
    return [form for form in page.all("form") if form.get("action") == "/search"]


def fields(page: Page, form) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for field in form.iter():
        if page.name(field) in {"input", "select"} and field.get("name"):
            found.setdefault(field.get("name"), []).append(field.get("value", ""))
    return found


@EACH_GUIDE
def test_a_guide_ends_in_the_search_box_and_its_sources(dated_site, path):
    page = dated_site.page(path)

    assert "near" in fields(page, search_boxes(page)[-1])
    (sources,) = page.by_class("sources")
    assert len([e for e in sources.iter() if page.name(e) == "li"]) >= 1


@EACH_GUIDE
def test_a_guide_says_that_no_clinician_of_ours_reviewed_it(dated_site, path):
    words = dated_site.page(path).words

    assert (
        "We last compared this page with copies of its sources on 22 Nov 2026." in words
    )
    assert "No clinician of ours has reviewed it." in words


def test_a_guide_names_the_review_that_the_operator_records(make_site):
    site = make_site(content_review="2026-10-01, medical director")

    words = site.page(KRATOM).words

    assert "A clinician reviewed it: 2026-10-01, medical director." in words
    assert "No clinician" not in words


@EACH_GUIDE
def test_every_note_leads_to_a_source_and_every_source_is_used(dated_site, path):
    page = dated_site.page(path)

    linked = {href for href in page.links() if href.startswith("#source-")}
    listed = re.findall(r'<li id="(source-\d+)"', page.html)

    assert linked == {f"#{id_}" for id_ in listed}
    assert len(listed) >= 1


def test_the_list_of_guides_leads_to_each(site):
    links = site.page("/guides/").links()

    assert set(GUIDE_PATHS) <= set(links)


def test_a_guide_that_is_not_there_is_not_found(site):
    site.page("/guides/nothing", 404)


def test_kratom_starts_with_the_emergency_and_then_the_two_medicines(dated_site):
    words = dated_site.page(KRATOM).text(dated_site.page(KRATOM).one("main"))

    order = [
        "Can't be woken",
        "Give naloxone, and stay. It can help with 7-OH too.",
        "Two medicines are proven for this: buprenorphine and methadone.",
        "“It helps with withdrawal”",
    ]
    places = [words.index(text) for text in order]
    assert places == sorted(places)


def test_kratom_presets_two_medicines_and_carries_its_topic(dated_site):
    page = dated_site.page(KRATOM)

    for form in search_boxes(page):
        asked = fields(page, form)
        assert asked["term"] == ["buprenorphine", "methadone"]
        assert asked["topic"] == ["kratom"]


@pytest.mark.parametrize(
    "never",
    [
        r"detox", r"\bnatural", r"taper", r"strains?\b", r"stronger than", r"potent",
        r"times as", r"\d+ ?m?g\b", r"grams?", r"\bdos(e|es|age)\b", r"\bdead", r"deaths?\b",
        r"\bkill", r"gas station", r"poison(?! help)", r"\bdanger", r"legal high",
    ],
)  # fmt: skip
def test_kratom_never_speaks_of_amounts_strength_or_fear(dated_site, never):
    page = dated_site.page(KRATOM)
    main = page.text(page.one("main"))
    ours = main[: main.rindex("Sources")]

    assert not re.search(never, ours, re.IGNORECASE)


def test_what_can_lapse_is_replaced_by_its_fallback(make_site):
    site = make_site()
    set_today(site.app, date(2026, 12, 1))
    before = site.page(KRATOM).words
    set_today(site.app, date(2027, 6, 1))
    after = site.page(KRATOM).words

    assert "July 2026" in before
    assert "July 2026" not in after
    assert "The rules on 7-OH are changing, and they differ by state." in after


def test_the_words_page_explains_what_filters_say(site):
    page = site.page("/guides/words")

    assert "residential" in page.html
    assert "You stay there day and night while you get care." in page.words


def test_every_term_of_a_filter_or_a_card_is_explained(site):
    page = site.page("/guides/words")
    explained = {e.get("id") for e in page.all("dt")}

    assert set(TERMS) == explained
    assert all(page.text(e) for e in page.all("dd"))
