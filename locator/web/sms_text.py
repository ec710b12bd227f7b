"""Text that fits in text messages: 160 characters of the phone network's own alphabet.

A letter outside of that alphabet makes a message hold 70 characters and cost more, so
accents that it lacks are dropped.
"""

import unicodedata
from collections.abc import Iterable

ONE_MESSAGE = 160
# The basic alphabet of GSM 03.38, without its Greek capitals.
GSM_7 = frozenset(
    "@£$¥èéùìòÇ\nØøÅåÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà_"
)
PLAIN = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "“": '"', "”": '"', "\u2013": "-", "—": "-", "…": "...",
        "•": "-", "·": "-", "[": "(", "]": ")", "{": "(", "}": ")", "\\": "/",
        "|": "/", "~": "-", "^": "'", "`": "'", "\t": " ", "€": "EUR", "\u00a0": " ",
    }
)  # fmt: skip


def gsm_text(text: str) -> str:
    """Return a text in the alphabet of text messages, one character for each."""
    return "".join(_plain(letter) for letter in text.translate(PLAIN))


def _plain(letter: str) -> str:
    if letter in GSM_7:
        return letter
    parts = unicodedata.normalize("NFKD", letter).translate(PLAIN)
    return "".join(part for part in parts if part in GSM_7)


def message_parts(lines: Iterable[str], mark: str = "") -> list[str]:
    """Return messages of whole lines, each short enough to be sent as one.

    A line too long for one message loses its end. `mark` opens every message.
    """
    room = ONE_MESSAGE - len(mark)
    parts: list[str] = []
    for line in lines:
        short = shorten(gsm_text(line), room)
        joined = f"{parts[-1]}\n{short}" if parts else short
        if parts and len(joined) <= room:
            parts[-1] = joined
        else:
            parts.append(short)
    return [mark + part for part in parts]


def shorten(text: str, room: int) -> str:
    """Return a text cut to fit, three dots for what is gone."""
    return text if len(text) <= room else f"{text[: room - 3].rstrip()}..."
