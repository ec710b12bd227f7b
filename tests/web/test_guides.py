"""The guides: their frame, their sources, and the one about kratom."""

import re
from datetime import date

import pytest

from locator.content import the_library
from locator.taxonomy import TERMS
from locator.web.footnotes import set_today
from locator.web.guides import GUIDES
from tests.web.house_rules import Page

pytestmark = pytest.mark.long

GUIDE_PATHS = [f"/guides/{guide.slug}" for guide in GUIDES]
EACH_GUIDE = pytest.mark.parametrize("path", GUIDE_PATHS)
KRATOM = "/guides/kratom"
# Amounts, strength, strains and fright; and no advice to start naltrexone.
NEVER_OF_KRATOM = {
    "en": re.compile(
        r"detox|\bnatural|taper|strains?\b|stronger than|potent|times as|\d+ ?m?g\b|grams?"
        r"|\bdos(?:e|es|age)\b|\bdead|deaths?\b|\bkill|gas station|poison(?! help)|\bdanger"
        r"|legal high",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"desintoxic|\bnatural|\bcepas?\b|más fuerte que|poten(?:te|cia)|veces más|\d+ ?m?g\b"
        r"|\bgramos?|\bdosis\b|\bmuert|\bmat(?:a|ar|an)\b|gasolinera|peligr|envenena(?!miento\))",
        re.IGNORECASE,
    ),
}


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
def test_every_source_has_a_date_its_own_or_that_of_our_reading(dated_site, path):
    page = dated_site.page(path)
    (listed,) = page.by_class("sources")
    notes = [page.text(e) for e in listed.iter() if page.name(e) == "li"]
    dated = re.compile(r", (no date; read )?(\d{1,2} )?([A-Z][a-z]{2} )?\d{4}$")

    assert notes
    assert [note for note in notes if not dated.search(note)] == []


def test_a_source_without_a_date_is_dated_by_the_day_it_was_read(dated_site):
    words = dated_site.page(KRATOM).words

    assert "FDA: FDA and Kratom, no date; read 22 Nov 2026" in words


@EACH_GUIDE
def test_a_number_in_a_guide_is_sourced_like_every_claim(dated_site, path):
    page = dated_site.page(path)
    (listed,) = page.by_class("sources")
    titles = page.text(listed)
    around = {child: parent for parent in page.root.iter() for child in parent}

    unsourced = [
        link.get("href")
        for link in page.by_class("number")
        if not any(all(t in titles for t in named) for named in titles_of(link))
        or not [e for e in around[link] if e.get("class") == "notes"]
    ]

    assert unsourced == []


@EACH_GUIDE
def test_no_note_looks_like_the_last_digit_of_a_number(dated_site, path):
    numbers = dated_site.page(path).by_class("number")

    assert [e.get("href") for e in numbers if not (e.tail or "").strip()] == []


def titles_of(link) -> list[list[str]]:
    """Return the titles of the sources of every line that a link dials."""
    library = the_library()
    return [
        [library.sources[id_].title for id_ in line.sources]
        for line in library.lines.values()
        if line.href == link.get("href")
    ]


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


def said_of_kratom(house, path: str) -> str:
    """Return the guide's own words, without the titles of its sources."""
    page = Page(house.client.get(path).text)
    for listed in page.by_class("sources"):
        listed.clear()
    return page.text(page.one("main"))


@pytest.mark.parametrize("language", NEVER_OF_KRATOM)
def test_kratom_never_speaks_of_amounts_strength_or_fear(make_site, language):
    house = make_site()
    prefix = "" if language == "en" else f"/{language}"

    # What can lapse changes what is said, so both are read.
    for day in (date(2026, 12, 1), date(2027, 12, 1)):
        set_today(house.app, day)
        said = said_of_kratom(house, prefix + KRATOM)
        assert "7-OH" in said
        assert NEVER_OF_KRATOM[language].findall(said) == []


def test_kratom_says_what_dependence_on_opioids_is_treated_with_not_kratom(dated_site):
    words = dated_site.page(KRATOM).words

    asked = "Are you in withdrawal from opioids, or do you want to stop them?"
    assert f"{asked} Two medicines are proven for this" in words
    assert "reports of a few cases" in words


def test_kratom_does_not_pretend_to_know_the_law_of_today(dated_site):
    words = dated_site.page(KRATOM).words

    assert "We do not know if the DEA's plan is law by now." in words


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
