"""Colors that operators choose, held to what people can read (WCAG 2 contrast)."""

from collections.abc import Callable, Iterable

WHITE, BLACK = "#ffffff", "#000000"
# What stands behind words and buttons on our pages; site.css has the same.
LIGHT_GROUNDS = ("#fbfaf6", WHITE)
DARK_GROUNDS = ("#161715", "#1f211f")
STEPS = 200


def luminance(color: str) -> float:
    """Return how bright a color of six digits is, from 0 to 1."""
    channels = (int(color.lstrip("#")[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return how well two colors part, from 1 to 21."""
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def readable_on(ground: str) -> str:
    """Return white or black, whichever reads better: always 4.5 to 1 or more."""
    return max((WHITE, BLACK), key=lambda ink: contrast(ink, ground))


def worst(color: str, others: Iterable[str]) -> float:
    """Return how poorly a color parts from the nearest of others."""
    return min(contrast(color, other) for other in others)


def nearest(color: str, ink: str, passes: Callable[[str], bool]) -> str:
    """Return the first color on the way to an ink that passes; the ink itself does."""
    mixed = (mix(color, ink, step / STEPS) for step in range(STEPS + 1))
    return next(filter(passes, mixed))


def mix(one: str, other: str, share: float) -> str:
    """Return a color with a share of another in it."""
    pairs = (
        (int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5)
    )
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
