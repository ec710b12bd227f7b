"""Without a connection, and on the home screen: the worker, its pages, the manifest.

The worker stores pages that are the same for everybody. What somebody searched for is
kept only by that person's own press of a button, in the browser, and never reaches us.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from locator.web.assets import asset
from locator.web.branding import brand_files, the_site
from locator.web.guides import GUIDES
from locator.web.headers import index_or_none
from locator.web.languages import address, root_path
from locator.web.translation import CATALOGUES, DEFAULT, current_language, languages
from locator.web.translation import gettext as _

offline = Blueprint("offline", __name__)

FILES = ("site.css", "site.js", "leave.js", "keep.js", "icon.svg")
ICON_SIZES = (192, 512)
CONTENT = Path(__file__).resolve().parent.parent / "content"


def init_app(app: Flask) -> None:
    """Let every page name the worker of its language."""
    app.jinja_env.globals.update(worker_path=worker_path, root_path=root_path)


def worker_path() -> str:
    """Return the address of the worker that stores this language's pages.

    One address for the whole site, so that a phone stores one language at a time.
    """
    return f"{root_path()}/worker.js?language={current_language()}"


@offline.get("/offline")
def no_connection() -> ResponseReturnValue:
    """Say that there is no connection, and what works without one."""
    return render_template("offline.html", guides=GUIDES)


@offline.get("/kept")
def kept() -> ResponseReturnValue:
    """Show the lists that the browser keeps; we do not know them."""
    return render_template("kept.html")


@offline.get("/leave")
def leave() -> ResponseReturnValue:
    """Say how to leave fast, and what that cannot hide."""
    return render_template("leave.html")


@offline.get("/manifest.webmanifest")
def manifest() -> Response:
    """Describe the site to phones that put it on the home screen.

    Its name there is neutral: others may see the phone.
    """
    body = {
        "name": _("Health services"),
        "short_name": _("Health services"),
        "lang": current_language(),
        "start_url": url_for("pages.home"),
        "scope": f"{root_path()}/",
        "id": f"{root_path()}/",
        "display": "minimal-ui",
        "background_color": "#fbfaf6",
        "theme_color": "#141414",
        "icons": [
            {"src": asset("icon.svg"), "sizes": "any", "type": "image/svg+xml"},
            *(
                {
                    "src": asset(f"icon-{size}.png"),
                    "sizes": f"{size}x{size}",
                    "type": "image/png",
                }
                for size in ICON_SIZES
            ),
        ],
    }
    return Response(json.dumps(body), mimetype="application/manifest+json")


@offline.get("/worker.js")
def worker() -> Response:
    """Send the worker with the plan of what it stores."""
    asked = request.args.get("language", DEFAULT)
    plan = make_plan(asked if asked in languages() else DEFAULT)
    script = Path(str(current_app.static_folder)) / "worker.js"
    body = f"const PLAN = {json.dumps(plan)};\n{script.read_text(encoding='utf-8')}"
    response = Response(body, mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


def make_plan(language: str) -> dict[str, Any]:
    """Return what the worker stores: pages in one language, and the files they need."""
    pages = ["/offline", "/kept", "/crisis", "/guides/", "/guides/words"]
    pages += [f"/guides/{guide.slug}" for guide in GUIDES]
    paths = [address(page, language) for page in pages]
    files = [*(asset(name) for name in FILES), *brand_files()]
    mark = [
        *paths,
        *files,
        release(),
        the_site().digest,
        str(practice()),
        edition(datetime.now(UTC).date()),
    ]
    return {
        "version": hashlib.sha256("\n".join(mark).encode()).hexdigest()[:12],
        "offline": paths[0],
        "pages": paths,
        "files": files,
    }


def edition(today: date) -> str:
    """Return the month: facts lapse by date, so what is stored is renewed monthly."""
    return f"{today:%Y-%m}"


def practice() -> bool:
    """Tell whether the pages say that the places are invented."""
    index = index_or_none()
    return index is not None and index.practice


@cache
def release() -> str:
    """Return a mark of every word and line that pages are made of."""
    mark = hashlib.sha256()
    for path in _sources():
        mark.update(path.read_bytes())
    return mark.hexdigest()


def _sources() -> Iterator[Path]:
    templates = Path(str(current_app.template_folder))
    for folder in (templates, CONTENT, CATALOGUES):
        yield from sorted(
            path
            for path in folder.rglob("*")
            if path.suffix in {".html", ".toml", ".po", ".mo"}
        )
