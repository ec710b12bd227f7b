"""The page for when the site itself cannot answer: crisis lines, and nothing to load.

The web server sends it for requests that it cannot read, and nginx (as
deploy/nginx/unavailable.html, which `tools/build_unavailable.py` writes) for its own errors.
"""

from functools import cache
from html import escape

from locator.web.crisis import CrisisLine, crisis_lines
from locator.web.translation import DEFAULT, language_name, languages, speaking

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>This page did not load</title>
</head>
<body>
<main>
{lines}
<h1>This page did not load</h1>
<p>It does not mean that there is no help near you. Call one of the numbers above, or
<a href="/">start again</a> with a ZIP code.</p>
</main>
</body>
</html>
"""


@cache
def unavailable_page() -> str:
    """Return the page, with the lines in every language we have."""
    return PAGE.format(lines="\n".join(_lines_in(code) for code in languages()))


def _lines_in(code: str) -> str:
    with speaking(code):
        items = "\n".join(_item(line) for line in crisis_lines())
    name = "" if code == DEFAULT else f"<p>{escape(language_name(code))}</p>\n"
    mark = "" if code == DEFAULT else f' lang="{code}"'
    return f"<section{mark}>\n{name}<ul>\n{items}\n</ul>\n</section>"


def _item(line: CrisisLine) -> str:
    why = f"{escape(line.why)} " if line.why else ""
    return (
        f'<li>{why}<a href="{line.href}"><strong>{escape(line.act)}</strong></a></li>'
    )
