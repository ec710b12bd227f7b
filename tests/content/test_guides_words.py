"""What the guides say, and never say."""

import re
from datetime import date, timedelta

import pytest
from flask import Flask

from locator.config import Settings
from locator.content import the_library
from locator.web import create_app
from locator.web.footnotes import set_today
from locator.web.guides import GUIDES
from tests.web.house_rules import Page
from tests.web.invented import make_store

AMOUNT = re.compile(
    r"\b\d+(?:\.\d+)?\s?(?:mg|mcg|ml|grams?|doses?|pills?)\b", re.IGNORECASE
)
PROMISE = re.compile(
    r"won't be arrested|will not be arrested|can't be arrested", re.IGNORECASE
)
# What people look for, and what a fright needs first, guide by guide.
MUST_SAY = {
    "medicines": ["Counseling can help. It should not be a condition"],
    "first-call": ["Are you taking new patients?"],
    "paying": ["set your fee by your income"],
    "telehealth": ["by video or by phone, with no visit in person first"],
    "overdose": ["Call 911", "Give naloxone", "Stay until help comes"],
    "helping-someone": ["medicine for this"],
    "tonight": ["Alcohol withdrawal can kill", "Stopping benzodiazepines"],
    "pregnant": ["Do not stop opioids, buprenorphine or methadone suddenly"],
    "leaving": ["The amount you took before can now cause an overdose"],
    "under-18": ["Can I start without a parent?"],
}
SLUGS = [guide.slug for guide in GUIDES]


@pytest.fixture(scope="module")
def app(tmp_path_factory) -> Flask:
    home = tmp_path_factory.mktemp("guides")
    settings = Settings(home=home, database_url="sqlite://")
    app = create_app(settings, store=make_store())
    set_today(app, date(2026, 12, 1))
    return app


def read(app: Flask, slug: str) -> Page:
    return Page(app.test_client().get(f"/guides/{slug}").text)


def without_notes(page: Page) -> str:
    """Return the words without the numbers of notes."""
    for parent in page.root.iter():
        for note in [e for e in parent if page.name(e) == "sup"]:
            after = note.tail
            note.clear()
            note.tail = after
    return page.text(page.one("main"))


@pytest.mark.parametrize("slug", MUST_SAY)
def test_each_guide_says_what_people_come_for(app, slug):
    words = read(app, slug).words

    assert [said for said in MUST_SAY[slug] if said not in words] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_no_guide_names_an_amount_or_promises_what_police_do(app, slug):
    words = without_notes(read(app, slug))

    assert AMOUNT.findall(words) == []
    assert PROMISE.findall(words) == []


@pytest.mark.parametrize("slug", SLUGS)
def test_every_guide_names_its_sources_with_their_publishers(app, slug):
    page = read(app, slug)
    used = {
        link.removeprefix("#") for link in page.links() if link.startswith("#source-")
    }
    shown = {
        e.get("id"): page.text(e)
        for e in page.all("li")
        if "source-" in e.get("id", "")
    }
    publishers = {source.publisher for source in the_library().sources.values()}

    assert used
    assert used == set(shown)
    assert {text.partition(":")[0] for text in shown.values()} <= publishers


@pytest.mark.parametrize("slug", SLUGS)
def test_nobody_is_told_not_to_mix_without_being_told_not_to_stop_alone(app, slug):
    words = without_notes(read(app, slug))

    # Who drops alcohol or benzodiazepines at once to be good may have a seizure.
    if re.search("Do not mix|don't mix", words):
        assert "do not stop on your own. Get medical care first." in words


@pytest.mark.parametrize("slug", SLUGS)
def test_who_is_told_to_keep_naloxone_is_told_where_to_get_it(app, slug):
    words = without_notes(read(app, slug))

    if "Keep naloxone near" in words:
        assert "sold without a prescription" in words


def test_what_must_not_be_started_alone_is_named_wherever_the_fact_stands():
    facts = the_library().facts

    assert "buprenorphine" in facts["buprenorphine-too-early"].text
    assert "naltrexone" in facts["naltrexone-too-early"].text


def test_what_rests_on_one_report_or_a_second_hand_copy_is_marked_so():
    facts = the_library().facts
    careful = ("first-weeks-out", "treatment-without-medicine", "good-samaritan")

    assert {facts[id_].certainty for id_ in careful} == {"medium"}


def test_federal_rules_on_methadone_are_never_told_without_the_states():
    rules = [
        fact.text
        for id_, fact in the_library().facts.items()
        if id_.startswith("methadone-") and "ederal rules" in fact.text
    ]

    assert rules
    assert [text for text in rules if "state may be stricter" not in text] == []


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (date(2026, 12, 31), "with no visit in person first"),
        (date(2027, 1, 1), "The rules may have changed, so ask the clinic"),
    ],
)
def test_the_rule_on_telehealth_prints_until_it_lapses(tmp_path, day, says):
    settings = Settings(home=tmp_path, database_url="sqlite://")
    app = create_app(settings, store=make_store())
    set_today(app, day)

    assert says in read(app, "telehealth").words
    assert says in read(app, "tonight").words


LAPSING = [id_ for id_, fact in the_library().facts.items() if fact.valid_until]


@pytest.mark.parametrize("id_", LAPSING)
def test_what_has_lapsed_is_on_no_guide_and_its_fallback_is(tmp_path, id_):
    fact = the_library().fact(id_)
    settings = Settings(home=tmp_path, database_url="sqlite://")
    app = create_app(settings, store=make_store())

    def said_on(day: date) -> str:
        set_today(app, day)
        return " ".join(without_notes(read(app, slug)) for slug in SLUGS)

    before = said_on(fact.valid_until)
    after = said_on(fact.valid_until + timedelta(days=1))

    assert fact.text in before
    assert fact.text not in after
    assert fact.fallback in after
