"""Every page is read with ease, in every language we have, and no word shames anybody."""

import re
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from locator.content import the_library
from locator.web.footnotes import set_today
from locator.web.guides import GUIDES
from locator.web.translation import CATALOGUES, DEFAULT, languages
from tests.content.reading import ease, grade, prose
from tests.web.every_page import VISITS, make_every_site
from tests.web.house_rules import Page
from tests.web.invented import make_id
from tools.messages import collect

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parent.parent.parent
FIRST_SCREENS = {
    "home": "/",
    "results": "/search?near=02118",
    "refused": "/search",
    "crisis": "/crisis",
    "place": f"/locations/bay-street-health-{make_id(1)}",
    "not-found": "/nothing",
    "guides": "/guides/",
}
OTHERS = {
    "about": "/about",
    "data": "/about/data",
    "privacy": "/privacy",
    "accessibility": "/accessibility",
    "words": "/guides/words",
    **{guide.slug: f"/guides/{guide.slug}" for guide in GUIDES},
}
# What can lapse changes what is read, so both are measured.
DAYS = [date(2026, 12, 1), date(2027, 12, 1)]
# Grades of Flesch-Kincaid, and the same on the scale of Fernández-Huerta.
MOST = {"first screen": 6.0, "other": 8.0}
LEAST = {"first screen": 70.0, "other": 60.0}
# One or two sentences swing more than a page does.
HARDEST = {"en": 11.0, "es": 40.0}

# Words that shame or that only insiders know. Names of programs and sources are kept
# in `name`, `title` and `publisher`, which are not read here.
NEVER = {
    "en": re.compile(
        r"\b((?i:addicts?|alcoholics?|abuse[drs]?|abusers?|clean|dirty|junk(?:ie|y)s?|users?"
        r"|drug habit|substitution|replacement therapy|relapsed?|non-?complian\w+"
        r"|self-refer\w*|utiliz\w+|facilit(?:y|ies)|modalit\w+)|MAT|MOUD|OUD|SUD)\b",
    ),
    "es": re.compile(
        r"\b(adict[oa]s?|abusos?|abusar|alcohólic[oa]s?|drogadict[oa]s?|limpi[oa]s?"
        r"|suci[oa]s?|TAM|yonquis?|recaída)\b",
        re.IGNORECASE,
    ),
}


def catalogue(language):
    path = CATALOGUES / language / "LC_MESSAGES/messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


PAGES = [
    pytest.param(language, path, kind, id=f"{language}-{name}")
    for language in languages()
    for kind, paths in (("first screen", FIRST_SCREENS), ("other", OTHERS))
    for name, path in paths.items()
]


@pytest.fixture(scope="module", params=DAYS, ids=str)
def dated(request, site):
    before = site.app.extensions["today"]
    set_today(site.app, request.param)
    yield site
    site.app.extensions["today"] = before


@pytest.mark.parametrize(("language", "path", "kind"), PAGES)
def test_a_page_is_read_with_ease(dated, language, path, kind):
    prefix = "" if language == "en" else f"/{language}"
    text = prose(Page(dated.client.get(prefix + path).text))

    if language == "en":
        assert grade(text) <= MOST[kind]
    elif language == "es":
        assert ease(text) >= LEAST[kind]
    else:
        pytest.skip("no formula of ours measures this language; ask a reader")


@pytest.fixture(scope="module")
def everywhere(tmp_path_factory):
    home = tmp_path_factory.mktemp("plain")
    return {name: app.test_client() for name, app in make_every_site(home).items()}


@pytest.mark.parametrize("visit", VISITS, ids=lambda visit: visit.name)
def test_no_page_at_all_is_hard_to_read(everywhere, visit):
    """Sheets, errors and forms, too; a page of a few words can't be measured."""
    for language in languages():
        there = visit if language == DEFAULT else visit.in_language(language)
        method = "POST" if there.sends else "GET"
        text = prose(Page(everywhere[there.site].open(there.path, method=method).text))

        if len(text.split()) < 20:
            continue
        assert language != "en" or grade(text) <= MOST["other"]
        assert language != "es" or ease(text) >= LEAST["other"]


def test_no_fact_hides_its_hard_words_among_the_easy_ones_of_its_page():
    facts, lines = the_library().facts.values(), the_library().lines.values()
    said = {text for fact in facts for text in (fact.text, fact.fallback) if text}
    said |= {text for line in lines for text in (line.says, line.note) if text}
    spanish = catalogue("es")

    assert [text for text in said if grade(text) > HARDEST["en"]] == []
    assert [t for t in said if ease(spanish.get(t).string) < HARDEST["es"]] == []


def test_a_sentence_of_ours_never_shames_and_uses_no_jargon():
    found = {
        text: match[0]
        for message in collect()
        if message.id
        for text in ([message.id] if isinstance(message.id, str) else message.id)
        if (match := NEVER["en"].search(text))
    }

    assert found == {}


@pytest.mark.parametrize("language", languages()[1:])
def test_a_translated_sentence_never_shames(language):
    found = {
        text: match[0]
        for message in catalogue(language)
        for text in (
            [message.string] if isinstance(message.string, str) else message.string
        )
        if language in NEVER and text and (match := NEVER[language].search(text))
    }

    assert found == {}


def test_no_fact_of_ours_shames():
    said = {
        id_: f"{fact.text} {fact.fallback}" for id_, fact in the_library().facts.items()
    }

    assert {i: text for i, text in said.items() if NEVER["en"].search(text)} == {}
