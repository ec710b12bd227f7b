"""How a frame of ours looks on somebody else's page: light or dark, and in what color.

A color that cannot be seen on the page's own ground is never used. Words in it are made
darker or lighter until they read as well as ours do.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from locator.web.colors import (
    BLACK,
    DARK_GROUNDS,
    LIGHT_GROUNDS,
    WHITE,
    nearest,
    readable_on,
    worst,
)
from locator.web.link_kit import TEAL, THEMES, read_accent
from locator.wording import to_translate

GROUNDS: Mapping[str, tuple[str, ...]] = {
    "light": LIGHT_GROUNDS,
    "dark": DARK_GROUNDS,
}
INK = {"light": BLACK, "dark": WHITE}
SEEN, READ = 4.5, 7.0  # a button on its ground; words, as everywhere on the site

NO_COLOR = to_translate("A color is six digits or letters from a to f, such as 0b4f54.")
TOO_PALE = to_translate(
    "That color is too pale to be seen on a light page. Choose a darker one, or the dark "
    "look."
)


@dataclass(frozen=True, slots=True)
class FrameLook:
    """The look of one frame; no accent is our own color."""

    theme: str = "auto"
    accent: str | None = None


def read_look(asked: Mapping[str, str]) -> FrameLook:
    """Return the look that a frame asks for; what does not fit is left out."""
    theme = asked.get("theme", "auto")
    theme = theme if theme in THEMES else "auto"
    typed = asked.get("accent", "")
    accent = None if refused(typed, theme) else read_accent(typed)
    return FrameLook(theme, accent if accent != TEAL else None)


def refused(typed: str, theme: str) -> str | None:
    """Return why a color cannot be had in a look, None if it can."""
    accent = read_accent(typed)
    if accent is None:
        return NO_COLOR
    # In the dark a color is made as bright as it must be; made darker it is another one.
    return None if theme == "dark" or is_seen(accent, "light") else TOO_PALE


def is_seen(accent: str, shade: str) -> bool:
    """Tell whether a button of a color stands out on a light or a dark page."""
    return worst(accent, GROUNDS[shade]) >= SEEN


# Every page of a frame with a color names its sheet by what is in it.
@lru_cache(maxsize=256)
def style_sheet(accent: str) -> str:
    """Return the sheet that puts a color to use where it can be seen."""
    light, dark = _tokens(accent, "light"), _tokens(accent, "dark")
    rules = [
        f":root[data-theme]{{{light}}}" if is_seen(accent, "light") else "",
        f":root[data-theme=dark]{{{dark}}}",
        "@media (prefers-color-scheme:dark){",
        f":root[data-theme=auto]{{{dark}}}",
        "}",
    ]
    return "@media screen{" + "".join(rules) + "}\n"


def _tokens(accent: str, shade: str) -> str:
    button = toward(accent, shade, SEEN)
    words = toward(accent, shade, READ)
    return f"--press:{words};--accent:{button};--on-accent:{readable_on(button)}"


def toward(accent: str, shade: str, least: float) -> str:
    """Return a color mixed with as little ink as makes it stand out enough."""
    return nearest(
        f"#{accent}",
        INK[shade],
        lambda color: worst(color, GROUNDS[shade]) >= least,
    )
