"""An operator's color for what can be pressed, held to what everybody can read."""

from dataclasses import dataclass

from locator.errors import ConfigError
from locator.web.colors import (
    BLACK,
    DARK_GROUNDS,
    LIGHT_GROUNDS,
    WHITE,
    contrast,
    nearest,
    worst,
)

# The pills of site.css on which the color stands too, and the ink that stands on it.
LIGHT_PILL, LIGHT_INK = "#e4f0ef", WHITE
DARK_PILL, DARK_INK = "#16383a", "#062325"
TEXT, PART = 7.0, 4.5  # WCAG 2: AAA for text; AA, and more, for what frames it


@dataclass(frozen=True, slots=True)
class Accent:
    """The color of links and buttons, in the light and in the dark."""

    light: str
    dark: str

    def sheet(self) -> str:
        """Return the style sheet that puts it in the place of our own."""
        on_screen = "@media screen and (forced-colors: none)"
        return (
            f"{on_screen} {{ :root {{ --press: {self.light}; --on-press: {LIGHT_INK} }} }}\n"
            f"{on_screen} and (prefers-color-scheme: dark) "
            f"{{ :root {{ --press: {self.dark}; --on-press: {DARK_INK} }} }}\n"
        )


def check_accent(light: str, dark: str | None) -> Accent:
    """Return the accent; raise ConfigError, naming a color that passes, if it is too faint.

    Without a color for the dark, the one for the light is brightened until it passes.
    """
    light = light.lower()
    if not passes_light(light):
        raise ConfigError(
            f"accent.light: {light} has {worst(light, LIGHT_GROUNDS):.1f} to 1 against the"
            f" page, and text needs {TEXT:g} to 1; {nearest(light, BLACK, passes_light)} is the"
            " nearest darker color that everybody can read"
        )
    if dark is None:
        return Accent(light, nearest(light, WHITE, passes_dark))
    dark = dark.lower()
    if not passes_dark(dark):
        raise ConfigError(
            f"accent.dark: {dark} has {worst(dark, DARK_GROUNDS):.1f} to 1 against the dark"
            f" page, and text needs {TEXT:g} to 1; {nearest(dark, WHITE, passes_dark)} is the nearest"
            " brighter color that everybody can read"
        )
    return Accent(light, dark)


def passes_light(color: str) -> bool:
    """Tell whether a color can be read, and read upon, on the light page."""
    return (
        worst(color, (*LIGHT_GROUNDS, LIGHT_INK)) >= TEXT
        and contrast(color, LIGHT_PILL) >= PART
    )


def passes_dark(color: str) -> bool:
    """Tell whether a color can be read, and read upon, on the dark page."""
    return (
        worst(color, (*DARK_GROUNDS, DARK_INK)) >= TEXT
        and contrast(color, DARK_PILL) >= PART
    )
