"""The files of frames on other people's pages: one script for the page, and colors."""

import hashlib
import json
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, request
from flask.typing import ResponseReturnValue

from locator.web.assets import A_YEAR
from locator.web.embed_look import style_sheet
from locator.web.languages import root_path
from locator.web.link_kit import read_accent
from locator.web.translation import gettext as _
from locator.web.translation import languages, speaking

embed_files = Blueprint("embed_files", __name__)

# Its address stands in other people's pages for ever, so what is new must get there.
SCRIPT_LASTS = (
    "public, max-age=3600, stale-while-revalidate=86400, stale-if-error=604800"
)


@embed_files.get("/embed.js")
def script() -> Response:
    """Send the script with the titles of frames in every language."""
    code = (Path(str(current_app.static_folder)) / "embed.js").read_text("utf-8")
    response = Response(f"({code.strip()})({titles()});\n", mimetype="text/javascript")
    response.headers["Cache-Control"] = SCRIPT_LASTS
    # Pages that are isolated from others take a script only if it says so.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@embed_files.get("/embed/theme-<accent>.css")
def theme(accent: str) -> ResponseReturnValue:
    """Send the sheet of one color."""
    if read_accent(accent) != accent:
        abort(404)
    response = Response(style_sheet(accent), mimetype="text/css")
    lasts = f"max-age={A_YEAR}, immutable" if "v" in request.args else "max-age=86400"
    response.headers["Cache-Control"] = f"public, {lasts}"
    return response


def theme_address(accent: str) -> str:
    """Return where the sheet of a color is; its content is part of the address."""
    mark = hashlib.sha256(style_sheet(accent).encode()).hexdigest()[:10]
    return f"{root_path()}/embed/theme-{accent}.css?v={mark}"


@cache
def titles() -> str:
    """Return a frame's title by language, as JSON: without a place, and with one."""
    found = {}
    for code in languages():
        with speaking(code):
            found[code] = [
                _("Find treatment near you"),
                _("Find treatment near %(place)s"),
            ]
    return json.dumps(found, ensure_ascii=True)
