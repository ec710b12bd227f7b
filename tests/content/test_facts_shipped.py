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
    r"|tel:|sms:|\b(?:911|988)\b"
)
YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


def name_of(path):
    return str(path.relative_to(ROOT))


def written(path):
    """Return what a template says, without Jinja comments and names of our facts."""
    text = path.read_text("utf-8")
    text = re.sub(r"{#.*?#}", "", text, flags=re.DOTALL)
    return re.sub(r"(?:fact|fact_text|line|help_line|noted)\([^)]*\)", "", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_no_template_writes_a_hotline_or_a_year(path):
    text = written(path)

    assert PHONE.findall(text) == []
    assert YEAR.findall(text) == []


def test_no_code_of_the_site_writes_a_hotline():
    numbers = {line.number for line in the_library().lines.values()} - {"911", "988"}
    hrefs = {line.href for line in the_library().lines.values()}
    text = "\n".join(path.read_text("utf-8") for path in CODE)

    assert {number for number in numbers | hrefs if number in text} == set()


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
