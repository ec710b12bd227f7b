"""A made-up third language that shows which words on a page no catalogue holds.

Every letter of every sentence we have is written twice as wide, as no directory writes.
What is left in plain letters was never given to a translator. Greek lends its name, so
that dates and numbers come in letters of their own, too.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock
from xml.etree.ElementTree import Element

from babel.messages.catalog import Catalog

from locator.web import translation
from tests.web.house_rules import Page
from tools.messages import collect, mo_bytes, po_bytes

CODE = "el"
WIDE = {**{n: n + 0xFEE0 for n in range(ord("A"), ord("Z") + 1)},
        **{n: n + 0xFEE0 for n in range(ord("a"), ord("z") + 1)}}  # fmt: skip
# Placeholders and tags stay as they are.
KEPT = re.compile(r"(%\(\w+\)s|</?[a-z][^>]*>|%%)")
WORD = re.compile(r"[A-Za-z]{2,}")
# Addresses are no words: links, hosts, mail.
ADDRESS = re.compile(r"https?://\S+|\b[\w.@-]+\.(?:com|org|gov|net|example|test)\b\S*")
SAID_ALOUD = ("aria-label", "alt", "title", "placeholder", "content", "label")
NOT_READ = {"script", "style", "code", "pre", "samp", "kbd", "cite"}


def widen(text: str) -> str:
    """Return a sentence in the strange language."""
    parts = KEPT.split(text)
    return "".join(p if n % 2 else p.translate(WIDE) for n, p in enumerate(parts))


def strange_catalogue() -> Catalog:
    """Return every sentence of ours with its strange translation."""
    catalog = Catalog(locale=CODE)
    for message in collect():
        if isinstance(message.id, str):
            catalog.add(message.id, widen(message.id))
        else:
            catalog.add(message.id, tuple(map(widen, message.id)))
    return catalog


@contextmanager
def spoken(folder: Path) -> Iterator[None]:
    """Have the site find the strange catalogue in a folder, beside no other."""
    home = folder / CODE / "LC_MESSAGES"
    home.mkdir(parents=True)
    catalog = strange_catalogue()
    (home / "messages.po").write_bytes(po_bytes(catalog))
    (home / "messages.mo").write_bytes(mo_bytes(catalog))
    with mock.patch.object(translation, "CATALOGUES", folder):
        forget()
        yield
    forget()


def forget() -> None:
    """Let the site look anew for its languages."""
    translation.languages.cache_clear()
    translation.catalogue.cache_clear()


def left_out(page: Page, names: Iterable[str]) -> list[str]:
    """Return what a page says in plain letters that is no name and not marked foreign."""
    texts = (" ".join(text.split()) for text in _said(page.root, page))
    return [text for text in texts if plain_words(text, names)]


def plain_words(text: str, names: Iterable[str]) -> list[str]:
    """Return the words of a text in plain letters, without names, tags and addresses."""
    alike = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    apart = re.compile(rf"(?<!\w)(?:{alike})(?!\w)|<[^>]+>|{ADDRESS.pattern}")
    return WORD.findall(apart.sub(" ", text))


def _said(element: Element, page: Page) -> Iterator[str]:
    name = page.name(element)
    if element.get("lang", CODE) != CODE:
        return
    if (
        name != "meta"
        or element.get("name") == "description"
        or element.get("property")
    ):
        yield from (element.get(key) or "" for key in SAID_ALOUD)
    if name == "input" and element.get("type") == "submit":
        yield element.get("value") or ""
    if name not in NOT_READ:
        yield element.text or ""
        for child in element:
            yield from _said(child, page)
    for child in element:
        yield child.tail or ""
