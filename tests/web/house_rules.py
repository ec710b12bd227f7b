"""What every page of the site must keep, checked on each page that a test fetches."""

import re
import warnings
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib

from locator.web.crisis import crisis_lines
from locator.web.translation import languages, speaking

XHTML = "{http://www.w3.org/1999/xhtml}"
CRISIS = ["tel:911", "tel:988", "sms:988", "tel:+18006624357"]
SAID = {
    "en": (
        "Overdose, or can't wake someone? Call 911",
        "In crisis? Call 988",
        "Text 988",
        "Find treatment by phone, free, 24/7: 1-800-662-4357",
        "More ways: text, chat, ASL, español, veterans",
    ),
    "es": (
        "¿Sobredosis, o alguien no despierta? Llame al 911",
        "¿En crisis? Llame al 988 y oprima 2",
        "Envíe AYUDA al 988",
        "Para hallar tratamiento, gratis, 24/7: 1-800-662-4357",
        "Más: mensaje, chat, ASL, español, veteranos",
    ),
}
WORDS_WE_DO_NOT_USE = re.compile(r"\b(addicts?|abuse|clean|MAT)\b")


class Page:
    """A parsed page with the questions that tests ask of it."""

    def __init__(self, html: str) -> None:
        self.html = html
        parser = html5lib.HTMLParser(strict=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            self.root: Element = parser.parse(html)

    def all(self, *names: str) -> list[Element]:
        return [e for e in self.root.iter() if self.name(e) in names]

    def one(self, name: str) -> Element:
        (element,) = self.all(name)
        return element

    def by_class(self, name: str) -> list[Element]:
        return [e for e in self.root.iter() if name in (e.get("class") or "").split()]

    def links(self) -> list[str]:
        return [e.get("href", "") for e in self.all("a")]

    @staticmethod
    def name(element: Element) -> str:
        tag = element.tag
        return tag.removeprefix(XHTML) if isinstance(tag, str) else ""

    @staticmethod
    def text(element: Element) -> str:
        return " ".join("".join(element.itertext()).split())

    @property
    def language(self) -> str:
        return self.one("html").get("lang", "")

    @property
    def heading(self) -> str:
        return self.text(self.one("h1"))

    @property
    def words(self) -> str:
        return self.text(self.one("body"))


def check_page(html: str) -> Page:
    """Parse a page strictly and hold it to every house rule."""
    page = Page(html)
    for rule in RULES:
        rule(page)
    return page


def check_framed_page(html: str) -> Page:
    """Parse a page for a frame strictly, and hold it to what holds there, too."""
    page = Page(html)
    for rule in FRAMED_RULES:
        rule(page)
    return page


def title_opens_with_the_heading(page: Page) -> None:
    title = page.text(page.one("title"))
    assert page.heading, "an h1 without words"
    assert title.startswith(page.heading), (title, page.heading)


def has_language_and_landmarks(page: Page) -> None:
    assert page.language in languages()
    for landmark in ("main", "header", "footer"):
        page.one(landmark)
    assert all(nav.get("aria-label") for nav in page.all("nav"))


def has_a_skip_link_first(page: Page) -> None:
    first = page.all("a")[0]
    assert first.get("href") == "#main"
    assert page.one("main").get("id") == "main"


def ids_are_unique_and_references_lead_somewhere(page: Page) -> None:
    ids = Counter(e.get("id") for e in page.root.iter() if e.get("id"))
    assert not [name for name, count in ids.items() if count > 1], ids
    for attribute in ("for", "aria-describedby", "aria-labelledby"):
        for element in page.root.iter():
            for name in (element.get(attribute) or "").split():
                assert name in ids, (attribute, name)
    for href in page.links():
        if href.startswith("#"):
            assert href[1:] in ids, href


def inputs_are_labelled(page: Page) -> None:
    named = {e.get("for") for e in page.all("label")}
    wrapped = {
        id(child)
        for label in page.all("label")
        for child in label.iter()
        if page.text(label)
    }
    for field in page.all("input", "select", "textarea"):
        if field.get("type") != "hidden":
            assert id(field) in wrapped or field.get("id") in named, field.attrib


def headings_never_skip_a_level(page: Page) -> None:
    levels = [int(page.name(e)[1]) for e in page.all("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels)), levels


def crisis_lines_open_and_close_the_page(page: Page) -> None:
    blocks = page.by_class("crisis")
    assert len(blocks) == 2
    elements = list(page.root.iter())
    main = elements.index(page.one("main"))
    assert elements.index(blocks[0]) < main < elements.index(blocks[1])
    for block in blocks:
        links = [e for e in block.iter() if page.name(e) == "a"]
        prefix = "" if page.language == "en" else f"/{page.language}"
        assert [e.get("href") for e in links] == [*CRISIS, f"{prefix}/crisis"]
        said = page.text(block)
        for words in said_in(page.language):
            assert words in said, words
    (strip,) = page.by_class("strip")
    links = [e for e in strip.iter() if page.name(e) == "a"]
    assert [e.get("href") for e in links] == CRISIS
    for link in links:
        words = page.text(link)
        assert words in link.get("aria-label", words)


def said_in(language: str) -> Iterable[str]:
    """Return what the band says: written out here, else as the catalogue has it."""
    if language in SAID:
        return SAID[language]
    with speaking(language):
        return [line.name for line in crisis_lines()]


def nothing_inline_and_nothing_from_elsewhere(page: Page) -> None:
    for element in page.root.iter():
        for name in element.attrib:
            assert name != "style", "inline style"
            assert not name.startswith("on"), name
    assert not page.all("style", "object", "embed", "base")
    frames = [e.get("src", "") for e in page.all("iframe")]
    # Only the link maker has one, to show what our own embed looks like.
    assert all(re.match(r"(/[a-z]{2,3})?/embed\?", src) for src in frames)
    for script in page.all("script"):
        # Data for search engines is no script; a browser does not run it.
        if script.get("type") != "application/ld+json":
            assert script.get("src", "").startswith("/static/"), script.attrib
            assert not page.text(script)
    for element in page.all("link", "img", "source", "video", "audio"):
        if element.get("rel") in {"canonical", "alternate"}:
            continue  # read by search engines, fetched by no browser
        address = element.get("href") or element.get("src") or ""
        if element.get("rel") == "manifest":  # written in the language of the page
            assert address.endswith("/manifest.webmanifest")
        else:
            assert address.startswith(("/static/", "/brand/")), address


def forms_send_only_what_is_kept(page: Page) -> None:
    for form in page.all("form"):
        action = form.get("action", "")
        assert action.startswith("/")
        # Searches ask; only what is kept is sent.
        keeps = action.startswith("/desk/") or action.endswith("/wrong")
        assert form.get("method") == ("post" if keeps else "get")


def links_are_safe_and_say_something(page: Page) -> None:
    for link in page.all("a"):
        href = link.get("href", "")
        assert href.startswith(("/", "#", "tel:", "sms:", "https://", "http://")), href
        assert not href.startswith("//"), href
        assert page.text(link) or link.get("aria-label"), href
        assert link.get("target") is None


def our_words_put_people_first(page: Page) -> None:
    if page.language == "en":
        assert not WORDS_WE_DO_NOT_USE.findall(page.words)


RULES = (
    title_opens_with_the_heading,
    has_language_and_landmarks,
    has_a_skip_link_first,
    ids_are_unique_and_references_lead_somewhere,
    inputs_are_labelled,
    headings_never_skip_a_level,
    crisis_lines_open_and_close_the_page,
    nothing_inline_and_nothing_from_elsewhere,
    forms_send_only_what_is_kept,
    links_are_safe_and_say_something,
    our_words_put_people_first,
)
FRAMED_RULES = (
    ids_are_unique_and_references_lead_somewhere,
    inputs_are_labelled,
    headings_never_skip_a_level,
    nothing_inline_and_nothing_from_elsewhere,
    our_words_put_people_first,
)
