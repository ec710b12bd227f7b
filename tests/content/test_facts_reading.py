"""Fact files are read strictly: what is wrong stops the reading and is named."""

from datetime import date

import pytest

from locator.content import read_library
from locator.errors import BadFacts, UnknownFact

SOURCE = """
[sources.book]
title = "A book"
publisher = "A press"
date = "2024-05"
"""
FACT = """
[facts.sky]
text = "The sky is up."
sources = ["book"]
checked_on = 2026-01-01
recheck_by = 2026-06-01
"""
LAPSING = """
[facts.rule]
text = "The rule holds."
fallback = "Ask if the rule holds."
sources = ["book"]
checked_on = 2026-01-01
recheck_by = 2026-06-01
valid_until = 2026-07-31
"""


@pytest.fixture
def read(tmp_path):
    def write(*texts: str):
        for number, text in enumerate(texts):
            (tmp_path / f"{number}.toml").write_text(text, "utf-8")
        return read_library(tmp_path)

    return write


def test_a_fact_is_read_with_its_sources(read):
    library = read(SOURCE, FACT)

    assert library.fact("sky").says(date(2030, 1, 1)) == "The sky is up."
    assert library.sources["book"].date == "2024-05"


def test_after_its_last_day_only_the_fallback_is_said(read):
    rule = read(SOURCE, LAPSING).fact("rule")

    assert rule.says(date(2026, 7, 31)) == "The rule holds."
    assert rule.says(date(2026, 8, 1)) == "Ask if the rule holds."


def test_a_fact_past_its_recheck_is_overdue_and_still_says_the_same(read):
    library = read(SOURCE, FACT)

    assert library.overdue(date(2026, 6, 1)) == {}
    assert list(library.overdue(date(2026, 6, 2))) == ["sky"]
    assert library.fact("sky").says(date(2026, 6, 2)) == "The sky is up."


@pytest.mark.parametrize(
    ("wrong", "right", "named"),
    [
        ("pages", "sources", "pages"),
        ('"leaflet"', '"book"', "leaflet"),
        ("", "checked_on = 2026-01-01\n", "checked_on"),
        ("", "recheck_by = 2026-06-01\n", "recheck_by"),
        ("2025-06-01", "2026-06-01", "recheck_by"),
        ("[]", '["book"]', "sources"),
        ('""', '"The sky is up."', "text"),
        ("facts.Sky_1", "facts.sky", "Sky_1"),
        ('certainty = "so-so"\nrecheck_by', "recheck_by", "certainty"),
        ("valid_until = 2026-07-31\nrecheck_by", "recheck_by", "fallback"),
    ],
)
def test_what_is_wrong_is_refused_and_named(read, wrong, right, named):
    with pytest.raises(BadFacts, match=named):
        read(SOURCE, FACT.replace(right, wrong))


def test_a_fact_never_repeats_the_number_of_a_line(read):
    line = """
[lines.sky]
label = "Sky line"
number = "617-555-0101"
href = "tel:+16175550101"
says = "For the sky."
ways = [{ label = "Call", href = "tel:+16175550101" }]
sources = ["book"]
checked_on = 2026-01-01
recheck_by = 2026-06-01
"""
    with pytest.raises(BadFacts, match="its line alone"):
        read(SOURCE, line, FACT.replace("The sky is up.", "Call 617-555-0101."))


def test_an_id_is_written_once(read):
    with pytest.raises(BadFacts, match="sky"):
        read(SOURCE, FACT, FACT)


def test_a_page_that_asks_for_what_is_not_there_is_told_so(read):
    with pytest.raises(UnknownFact, match="sea"):
        read(SOURCE, FACT).fact("sea")
