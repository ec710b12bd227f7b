"""Every catalogue holds every sentence of ours, whole, and the site speaks from it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from locator.web.translation import languages
from tools.messages import CATALOGUES, KEYWORDS, collect, mo_bytes, po_bytes, update

ROOT = Path(__file__).resolve().parent.parent
MARKS = re.compile(r"%\(\w+\)s|</?[a-z][^>]*>")
NUMBERS = re.compile(r"\d+")
# 988 in Spanish has a key and a word of its own; a short name may name the hours.
OTHER_NUMBERS = {"Helpline", "If you may hurt yourself, call or text 988 now."}
EACH_LANGUAGE = pytest.mark.parametrize("language", languages()[1:])


@pytest.fixture(scope="module")
def ours() -> Catalog:
    """Every sentence that stands in the code, the pages and the tables today."""
    return collect()


def po_path(language: str) -> Path:
    return CATALOGUES / language / "LC_MESSAGES/messages.po"


def catalogue(language: str) -> Catalog:
    with po_path(language).open("rb") as file:
        return read_po(file, locale=language)


def ids(catalog: Catalog) -> set[str | tuple[str, ...]]:
    return {as_key(message.id) for message in catalog if message.id}


def as_key(value: str | list[str] | tuple[str, ...]) -> str | tuple[str, ...]:
    return value if isinstance(value, str) else tuple(value)


def strings(value: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def pairs(language: str) -> Iterator[tuple[Message, str, str]]:
    """Yield each English form of a message with its translation."""
    for message in catalogue(language):
        if message.id:
            forms = strings(message.id)
            for number, said in enumerate(strings(message.string)):
                yield message, forms[min(number, len(forms) - 1)], said


@EACH_LANGUAGE
def test_every_sentence_of_ours_is_translated(language, ours):
    known = {
        as_key(message.id): all(strings(message.string))
        for message in catalogue(language)
        if message.id and not message.fuzzy
    }

    assert [key for key in ids(ours) if not known.get(key)] == []


@EACH_LANGUAGE
def test_no_sentence_is_kept_that_nobody_says(language, ours):
    kept = catalogue(language)

    assert ids(kept) - ids(ours) == set()
    assert not kept.obsolete


@EACH_LANGUAGE
def test_the_file_is_as_the_tool_writes_it(language, ours):
    path = po_path(language)

    assert path.read_bytes() == po_bytes(update(path, ours))


@EACH_LANGUAGE
def test_the_site_reads_what_the_translators_wrote(language):
    compiled = po_path(language).with_suffix(".mo").read_bytes()

    assert compiled == mo_bytes(catalogue(language))


@EACH_LANGUAGE
def test_a_translation_keeps_what_is_filled_in_and_marked_up(language):
    spoilt = [
        said
        for _message, english, said in pairs(language)
        if sorted(MARKS.findall(english)) != sorted(MARKS.findall(said))
    ]

    assert spoilt == []


@EACH_LANGUAGE
def test_a_translation_tells_the_same_numbers(language):
    spoilt = {
        english: said
        for _message, english, said in pairs(language)
        if digits(english) != digits(said) and english not in OTHER_NUMBERS
    }

    assert spoilt == {}


def digits(text: str) -> list[str]:
    return sorted(NUMBERS.findall(re.sub(r"%\(\w+\)s", "", text)))


def test_every_sentence_in_the_code_is_found_by_the_tool(ours):
    """The tool reads calls of `_` alone, and none inside an f-string."""
    found = {text for key in ids(ours) for text in strings(key)}
    code = (
        path for path in (ROOT / "locator").glob("**/*.py") if "cli" not in path.parts
    )
    missed = {text for path in code for text in marked(path)} - found

    assert missed == set()


def marked(path: Path) -> Iterator[str]:
    """Yield the first words of each call that is for translators."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in KEYWORDS
            and node.args
            and isinstance(node.args[0], ast.Constant)
            and isinstance(node.args[0].value, str)
        ):
            yield node.args[0].value
