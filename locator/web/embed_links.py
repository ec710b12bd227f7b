"""Where links in a frame lead: searches stay inside, calls go out, all else opens anew.

Done once over the finished page, so that no template can forget it: most of our pages
refuse to be framed, and others must not learn whose page somebody came from.
"""

import re
from html import escape
from urllib.parse import urlencode

from locator.web.embed_look import FrameLook
from locator.web.links import mounted

LINK = re.compile(r'<a\b((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>')
HREF = re.compile(r'\shref="([^"]*)"')
OWN_MARKS = re.compile(r'\s(?:rel|target|referrerpolicy)="[^"]*"')
STAYS = ("#", "tel:", "sms:")
ANEW = ' target="_blank" rel="noopener noreferrer"'


def settle_links(html: str, look: FrameLook) -> str:
    """Return a page of ours with every link made for a frame."""
    search, framed, dress = mounted("/search?"), mounted("/embed?"), look_query(look)

    def settle(link: re.Match[str]) -> str:
        href = HREF.search(link[1])
        if href is None or href[1].startswith(STAYS):
            return link[0]
        if href[1].startswith(search):
            stay = framed + href[1].removeprefix(search) + escape(dress)
            return link[0].replace(href[0], f' href="{stay}"')
        return f"<a{OWN_MARKS.sub('', link[1])}{ANEW}>"

    return LINK.sub(settle, html)


def look_query(look: FrameLook) -> str:
    """Return what an address carries on of a look, "" or "&theme=dark"."""
    pairs = look_pairs(look)
    return f"&{urlencode(pairs)}" if pairs else ""


def look_pairs(look: FrameLook) -> list[tuple[str, str]]:
    """Return what a form or an address carries on of a look."""
    theme = [] if look.theme == "auto" else [("theme", look.theme)]
    return theme + ([("accent", look.accent)] if look.accent else [])
