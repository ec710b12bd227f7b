"""How hard a page's words are: Flesch-Kincaid in English, Fernández-Huerta in Spanish.

textstat counts words and sentences. It counts English syllables with a dictionary that
it downloads, which no test may do, so syllables are counted here.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import textstat

from tests.web.house_rules import Page

BLOCKS = {
    "button", "caption", "dd", "dt", "figcaption", "h1", "h2", "h3", "h4", "label",
    "legend", "li", "option", "p", "section", "summary", "td", "th", "div", "small",
}  # fmt: skip
# Notes' numbers, titles of sources, addresses and what is typed are nobody's prose.
NOT_PROSE = {"sup", "cite", "address", "select", "code", "svg"}

# Said openly: these names cannot be made shorter, so a plain word stands for each.
MEDICINES = (
    "acamprosate", "benzodiazepines?", "buprenorphine", "fentanyl", "kratom", "methadone",
    "naloxone", "naltrexone", "opioids?", "Suboxone", "Sublocade", "Vivitrol", "Brixadi",
    "Zubsolv", "buprenorfina", "metadona", "naltrexona", "naloxona", "benzodiacepinas?",
    "fentanilo", "opioides?", "acamprosato",
)  # fmt: skip
PLACES_AND_NAMES = (
    "SAMHSA", "Medicaid", "Medicare", "TRICARE", "FDA", "DEA", "VeteransCrisisLine.net",
    "988lifeline.org", "poisonhelp.hrsa.gov", "JavaScript", "GeoNames",
    r"FindTreatment(?:\.gov)?", "Indian Health Service", "American Sign Language",
    "Social Security", "FindTreatment@samhsa.hhs.gov",
)  # fmt: skip
NAMES = re.compile(
    r"\b(" + "|".join((*MEDICINES, *PLACES_AND_NAMES)) + r")\b", re.IGNORECASE
)
STAND_IN = {"en": "pill", "es": "casa"}


def prose(page: Page) -> str:
    """Return a page's own sentences; headings and labels would only flatter it."""
    texts = _blocks(page, page.one("main"))
    return " ".join(text for text in texts if text[-1] in ".?!" and " " in text)


def _blocks(page: Page, top: Element) -> Iterator[str]:
    found: list[list[str]] = [[]]

    def walk(element: Element) -> None:
        name = page.name(element)
        skipped = name in NOT_PROSE or "sources" in (element.get("class") or "")
        if name in BLOCKS:
            found.append([])
        if not skipped:
            found[-1].append(element.text or "")
            for child in element:
                walk(child)
                found[-1].append(child.tail or "")
        if name in BLOCKS:
            found.append([])

    walk(top)
    return (text for parts in found if (text := " ".join("".join(parts).split())))


def grade(text: str) -> float:
    """Return the American school grade (Flesch-Kincaid) that reads a text with ease."""
    text = NAMES.sub(STAND_IN["en"], text)
    length, syllables = _measures(text, english_syllables)
    return 0.39 * length + 11.8 * syllables - 15.59


def ease(text: str) -> float:
    """Return how easy a Spanish text is (Fernández-Huerta): 70 is grade 6, 60 grade 8."""
    text = NAMES.sub(STAND_IN["es"], text)
    length, syllables = _measures(text, spanish_syllables)
    return 206.84 - 60 * syllables - 1.02 * length


def _measures(text, syllables) -> tuple[float, float]:
    words = re.findall(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?", text)
    return (
        len(words) / textstat.sentence_count(text),
        sum(map(syllables, words)) / len(words),
    )


def english_syllables(word: str) -> int:
    """Return the syllables of an English word, by the usual rules of spelling."""
    word = word.lower().replace("\u2019", "'")
    word = re.sub(r"'(s|t|re|ve|ll|d|m)$", "", word)
    count = len(re.findall(r"[aeiouy]+", word))
    if re.search(r"[^aeiouylr]e$|[aeiouy]re$|[aeiouy]le$|[rl][^aeiouyl]e$", word):
        count -= 1  # a last e is silent: make, care, while
    elif re.search(r"[^aeiouytd]ed$|[^aeiouysxzcg]es$", word) and not re.search(
        r"(sh|ch)es$|[^aeiouyl]l(ed|es)$", word
    ):
        count -= 1  # so it is in called and lines
    apart = r"i(?:a(?!g)|o(?!n|us)|et|ence|um)|[rv]ious|eo(?!ple)|ei(?=ng)|ea$|[nd]ua|sual|uou"
    count += len(re.findall(apart, word))
    return max(count, 1)


def spanish_syllables(word: str) -> int:
    """Return the syllables of a Spanish word: its vowels, less the second of a diphthong."""
    word = re.sub(r"(?<=[qg])u(?=[eéií])", "", word.lower())
    word = re.sub(r"y$", "i", word)
    nuclei = re.findall(r"[iuü]?[aeoáéó][iuü]?|[íú]|[iuü][íú]|[iuü]{1,2}", word)
    return max(len(nuclei), 1)
