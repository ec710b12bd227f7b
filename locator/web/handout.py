"""A search on paper: the five nearest places as a sheet to call from, one page long."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from markupsafe import Markup

from locator.places import Near
from locator.search import DirectoryIndex, find_nearby
from locator.store import SourceState
from locator.taxonomy import TERMS
from locator.web.cards import Card, CardMaker
from locator.web.forms import SearchForm
from locator.web.qr import qr_inline
from locator.web.short_links import absolute, short_path
from locator.web.translation import gettext as _
from locator.web.words import day

ON_A_SHEET = 5


@dataclass(frozen=True, slots=True)
class Handout:
    """Everything that the sheet says."""

    title: str
    cards: tuple[Card, ...]
    made_on: str
    # Which lists stand behind the places, and how old they are, each once.
    sources: tuple[str, ...]
    link: str | None  # the same search, where the site has an address for others
    code: Markup | None
    practice: bool
    # Whether somebody may come for medicine: not where they asked for care alone.
    medicine: bool


def make_handout(
    form: SearchForm,
    index: DirectoryIndex,
    sources: Sequence[SourceState],
    now: datetime,
) -> Handout:
    """Search, and lay out the nearest places for paper."""
    near = form.place
    page = find_nearby(index, replace(form, page=1, limit=ON_A_SHEET).query())
    maker = CardMaker(sources, now.date(), near, form.terms)
    cards = tuple(maker.cards((*page.hits, *page.beyond)[:ON_A_SHEET]))
    link = absolute(short_path(near, form.terms))
    return Handout(
        title=discreet_title(near),
        cards=cards,
        made_on=day(now),
        sources=source_texts(cards),
        link=link,
        code=qr_inline(link, _("Scan for this list on a phone")) if link else None,
        practice=index.practice,
        medicine=not care_alone(form.terms),
    )


def care_alone(terms: Sequence[str]) -> bool:
    """Tell whether filters ask for some kind of care, such as counseling, and no medicine."""
    groups = {TERMS[slug].group for slug in terms}
    return "care" in groups and "medicine" not in groups


def discreet_title(near: Near) -> str:
    """Return a title that can lie on a table: it names no medicine."""
    if near.postal_code or near.city:
        return _("Health services near %(place)s", place=near.canonical)
    return _("Health services near you")


def source_texts(cards: Sequence[Card]) -> tuple[str, ...]:
    """Return each list behind some cards once, with how old it is."""
    lines = (line for card in cards for line in card.sources)
    texts = (f"{line.text} {line.age_text}".strip() for line in lines)
    return tuple(dict.fromkeys(texts))
