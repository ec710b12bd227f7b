"""The measures of plain words measure what they say."""

import pytest

from tests.content.reading import (
    ease,
    english_syllables,
    grade,
    prose,
    spanish_syllables,
)
from tests.web.house_rules import Page

ENGLISH = {
    1: "the call stopped called lines make care while can't phone breathe are nails asked",
    2: "people open little table needed wanted doctor only taken places being science",
    3: "medicine withdrawal counseling insurance another area idea radio opinion serious",
    4: "emergency information available community January usually",
}
SPANISH = {
    1: "sol el tres pie dio bien voz que rey hoy",
    2: "agua una casa lista quiere guerra hoja ciudad llame vía cuatro país leer también",
    3: "ayuda abierto comida llamada caliente dolores gratuito",
    4: "medicina teléfono sobredosis tratamiento",
}


@pytest.mark.parametrize(("count", "words"), ENGLISH.items())
def test_english_syllables_are_counted(count, words):
    assert {w: english_syllables(w) for w in words.split()} == dict.fromkeys(
        words.split(), count
    )


@pytest.mark.parametrize(("count", "words"), SPANISH.items())
def test_spanish_syllables_are_counted(count, words):
    assert {w: spanish_syllables(w) for w in words.split()} == dict.fromkeys(
        words.split(), count
    )


def test_a_heavy_sentence_has_a_higher_grade():
    light = "Call the clinic. Ask if they can see you now."
    heavy = (
        "Individuals experiencing symptoms of acute withdrawal should immediately "
        "contact an appropriately licensed facility to determine availability."
    )

    assert grade(light) < 2
    assert grade(heavy) > 14


def test_a_heavy_spanish_sentence_is_less_easy():
    light = "Llame a la clínica. Diga que quiere ayuda. Le van a oír."
    heavy = (
        "Las personas que experimenten sintomatología de abstinencia deberán comunicarse "
        "inmediatamente con un establecimiento autorizado para determinar disponibilidad."
    )

    assert ease(light) > 80
    assert ease(heavy) < 40


def test_prose_is_the_sentences_of_main_without_headings_and_notes():
    page = Page(
        '<!DOCTYPE html><html lang="en"><title>t</title><body><p>Out</p><main><h1>Head</h1>'
        "<ul><li>One is.<sup>1</sup></li><li>Two are.</li></ul>"
        '<p class="sources">A book.</p></main>'
    )

    assert prose(page) == "One is. Two are."
