"""What a clinic copies to lead people here: a link, a button, an embed, each as HTML.

Snippets send no referrer, and what was typed is escaped in them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup

from locator.web.colors import readable_on
from locator.web.translation import gettext as _

THEMES = ("auto", "light", "dark")
TEAL = "0b4f54"  # the color of everything on our own pages that can be pressed
HEX = re.compile(r"#?([0-9a-fA-F]{6})")

LINK = Markup(
    '<a href="{address}" rel="noopener" referrerpolicy="no-referrer">{words}</a>'
)
BUTTON = Markup(
    '<a href="{address}" rel="noopener" referrerpolicy="no-referrer"'
    ' style="display:inline-block;padding:14px 22px;border-radius:8px;'
    "background:#{ground};color:{ink};font:600 17px/1.3 system-ui,sans-serif;"
    'text-decoration:none">{words}</a>'
)
EMBED = Markup(
    '<script src="{script}" async referrerpolicy="no-referrer"></script>\n'
    "<treatment-locator{attributes}>\n  {link}\n</treatment-locator>"
)


@dataclass(frozen=True, slots=True)
class Look:
    """How the button and the embed look, and in which language they are."""

    language: str = "en"
    theme: str = "auto"
    accent: str = TEAL

    @property
    def ink(self) -> str:
        """Black or white: what can be read on the accent color."""
        return readable_on(self.accent)


@dataclass(frozen=True, slots=True)
class Kit:
    """Everything to copy for one search."""

    address: str
    words: str
    link: str
    button: str
    embed: str
    preview: str  # the path of the embed as it would be framed


def read_accent(text: str) -> str | None:
    """Return a color as six digits, or None if it is none."""
    match = HEX.fullmatch(text.strip())
    return match[1].lower() if match else None


def make_kit(
    address: str, script: str, near: str, terms: Iterable[str], look: Look
) -> Kit:
    """Return the snippets for a search; `script` is where the embed's script is."""
    words = _("Find treatment near %(place)s", place=near)
    link = LINK.format(address=address, words=words)
    pairs = {
        "near": near,
        "term": " ".join(terms),
        "lang": "" if look.language == "en" else look.language,
        "theme": "" if look.theme == "auto" else look.theme,
        "accent": "" if look.accent == TEAL else look.accent,
    }
    attributes = Markup().join(
        Markup(' {}="{}"').format(name, value) for name, value in pairs.items() if value
    )
    return Kit(
        address=address,
        words=words,
        link=str(link),
        button=str(
            BUTTON.format(
                address=address, words=words, ground=look.accent, ink=look.ink
            )
        ),
        embed=str(EMBED.format(script=script, attributes=attributes, link=link)),
        preview="/embed?" + urlencode({k: v for k, v in pairs.items() if v}),
    )
