"""Colors that operators choose, held to what people can read (WCAG 2 contrast)."""

WHITE, BLACK = "#ffffff", "#000000"


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
