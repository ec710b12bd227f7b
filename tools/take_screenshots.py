"""Write docs/screenshots/: the pages a visitor sees, on a phone, with practice places."""

import shutil
import tempfile
import threading
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from locator import ingest
from locator.config import Settings
from locator.store import open_store
from locator.web import create_app

TARGET = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
PAGES = {
    "home": "/",
    "results": "/search?near=02118&term=buprenorphine&term=methadone",
    "empty": "/search?near=59718&term=methadone&radius=5",
    "crisis": "/crisis",
    "error": "/search?near=nowhere",
}
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run"
    " --disable-background-networking --disable-component-update --disable-sync"
)


def take(base: str) -> None:
    """Take every page in light and dark at 360 by 740."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=FLAGS.split()
        )
        for scheme in ("light", "dark"):
            page = browser.new_page(
                viewport={"width": 360, "height": 740}, color_scheme=scheme
            )
            for name, path in PAGES.items():
                page.goto(base + path)
                page.screenshot(path=TARGET / f"{name}-{scheme}.png")
        browser.close()


def main() -> None:
    """Serve the practice directory from a temporary home and look at it."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        settings = Settings.from_environ({"LOCATOR_HOME": home})
        store = open_store(settings.database_url)
        store.ensure_schema()
        ingest.load_practice(store, home=settings.home, now=datetime.now(UTC))
        server = make_server("127.0.0.1", 0, create_app(settings), threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        take(f"http://127.0.0.1:{server.port}")
        server.shutdown()


if __name__ == "__main__":
    main()
