"""The facts that ship: every one is used, every number stands in one place."""

import re
from pathlib import Path

import pytest

from locator.content import the_library

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
CODE = sorted((ROOT / "locator").rglob("*.py"))
# A page, a year of a list and sizes of forms are no facts of law or medicine.
PHONE = re.compile(
    r"(?<![\w&#.-])(?:\+?1[-. ])?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}|\b\d{3}-\d{4}\b"
    r"|tel:|sms:|\b(?:911|988|\d{6,})\b"
)
VANITY = re.compile(r"\b\d{3}-[A-Z]{4}")
LAW = re.compile(
    r"\bCFR\b|\bU\.? ?S\.? ?C\b|\bFR \d|\b[Ss]ection \d|§|\bSchedule [IV]+\b|\bADA\b|\bHIPAA\b"
    r"|\b(?:[A-Z]\w+ )+Act\b"
)
YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


def name_of(path):
    return str(path.relative_to(ROOT))


def written(path):
    """Return what a template says, without Jinja comments and names of our facts."""
    text = path.read_text("utf-8")
    text = re.sub(r"{#.*?#}", "", text, flags=re.DOTALL)
    return re.sub(
        r"\b(?:fact|fact_text|line|help_line|noted|number_first)\([^)]*\)", "", text
    )


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_no_template_writes_a_hotline_a_law_or_a_year(path):
    text = written(path)

    assert PHONE.findall(text) == []
    assert VANITY.findall(text) == []
    assert LAW.findall(text) == []
    assert YEAR.findall(text) == []


def test_no_code_of_the_site_writes_a_hotline():
    lines = the_library().lines.values()
    numbers = {line.number for line in lines} - {"911", "988"}
    hrefs = {href for line in lines for _label, href in dialed(line)}
    text = "\n".join(path.read_text("utf-8") for path in CODE)

    assert {number for number in numbers | hrefs if number in text} == set()


def dialed(line):
    """Return every link that a line is reached by, with the words on it."""
    ways = [*line.ways, *(way for said in line.other.values() for way in said.ways)]
    return [(line.number, line.href), *((way.label, way.href) for way in ways)]


def digits(text):
    return re.sub(r"\D", "", text)


@pytest.mark.parametrize("id_", the_library().lines)
def test_the_words_on_a_link_name_the_number_that_it_dials(id_):
    wrong = [
        (label, href)
        for label, href in dialed(the_library().line(id_))
        if not href.startswith("https:") and digits(href) not in digits(label)
    ]

    assert wrong == []


def test_the_band_dials_what_its_lines_dial():
    for shown in the_library().band:
        hrefs = {href for _label, href in dialed(the_library().line(shown.line))}

        assert shown.href in hrefs
        for words in (shown, *shown.other.values()):
            assert digits(shown.href) in digits(words.act)


def test_every_fact_and_source_is_used():
    written = "\n".join(path.read_text("utf-8") for path in (*TEMPLATES, *CODE))
    library = the_library()
    used = {name for entry in library.entries().values() for name in entry.sources}

    assert {id_ for id_ in library.facts if f'"{id_}"' not in written} == set()
    assert set(library.sources) - used == set()


def test_the_band_has_the_four_numbers_that_every_page_must_show():
    shown = the_library().band

    assert [each.href for each in shown] == [
        "tel:911",
        "tel:988",
        "sms:988",
        "tel:+18006624357",
    ]


def test_in_spanish_the_lifeline_is_called_and_written_to_in_another_way():
    call, text = the_library().band[1:3]

    assert call.words_in("es").act == "Call 988, then press 2"
    assert text.words_in("es").act == "Text AYUDA to 988"
    assert call.words_in("en").act == "Call 988"


def test_no_line_that_ended_or_is_in_doubt_is_printed():
    words = " ".join(
        f"{line.label} {line.says} {line.note} {line.ways}"
        for line in the_library().lines.values()
    ).lower()

    assert "press 3" not in words
    assert "never use alone" not in words
