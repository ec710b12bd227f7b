"""An operator's own words as HTML: paragraphs, lists and links, and nothing else."""

import re

from markupsafe import Markup, escape

LINK = re.compile(r"\[([^\[\]]{1,200})\]\(((?:https://|tel:\+?|/)[^\s()\"'<>\\]*)\)")
BLANK_LINES = re.compile(r"\n\s*\n")
BULLET = "- "


def local_markup(text: str) -> Markup:
    """Return paragraphs; lines that start with "- " are a list; `[words](https://…)` links.

    Everything else is shown as it was typed: no tag, no script, no picture gets through.
    """
    blocks = BLANK_LINES.split(text.strip())
    return Markup("\n").join(_block(block.strip()) for block in blocks if block.strip())


def _block(block: str) -> Markup:
    rows = [row.strip() for row in block.splitlines()]
    if all(row.startswith(BULLET) for row in rows):
        items = (_linked(row.removeprefix(BULLET)) for row in rows)
        inside = Markup().join(Markup("<li>{}</li>").format(item) for item in items)
        return Markup("<ul>{}</ul>").format(inside)
    return Markup("<p>{}</p>").format(_linked(" ".join(rows)))


def _linked(text: str) -> Markup:
    parts, at = Markup(), 0
    for found in LINK.finditer(text):
        parts += escape(text[at : found.start()])
        words, address = found.groups()
        if address.startswith("//"):
            parts += escape(found[0])
        else:
            parts += Markup('<a href="{}">{}</a>').format(address, words)
        at = found.end()
    return parts + escape(text[at:])
