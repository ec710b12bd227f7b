"""Write docs/screenshots/: the pages a visitor sees, on a phone, with invented places."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.web.invented import FakeStore, make_id, make_store
from tools.programs import CHROMIUM_FLAGS, find_chromium
from tools.served import serving

TARGET = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
SEARCH = "/search?near=02118&term=buprenorphine&term=methadone"
BAY = f"/locations/bay-street-health-{make_id(1)}"
PAGES = {
    "home": "/",
    "results": SEARCH,
    "empty": "/search?near=59718&term=methadone&radius=5",
    "place": f"{BAY}?near=02118&term=buprenorphine",
    "hand-out": "/handout?near=02118",
    "crisis": "/crisis",
    "kratom": "/guides/kratom",
    "error": "/search?near=nowhere",
    "not-found": "/nothing",
    "home-es": "/es/",
    "results-es": f"/es{SEARCH}",
}
BROKEN = {"our-fault": BAY}
NOT_LOADED = {"not-loaded": SEARCH}


def main() -> None:
    """Look at every page in the light and in the dark, 360 by 740."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for old in TARGET.glob("*.png"):
        old.unlink()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=CHROMIUM_FLAGS
        )
        for store, pages in (
            (make_store(), PAGES),
            (make_store(broken=True), BROKEN),
            (FakeStore([]), NOT_LOADED),
        ):
            with serving(store) as address:
                take(browser, address, pages)
        browser.close()


def take(browser: Browser, address: str, pages: dict[str, str]) -> None:
    """Take every page of one site, in few colors where a tool for that is there."""
    for scheme in ("light", "dark"):
        context = browser.new_context(
            viewport={"width": 360, "height": 740},
            color_scheme=scheme,
            service_workers="block",
        )
        page = context.new_page()
        for name, path in pages.items():
            page.goto(address + path)
            target = TARGET / f"{name}-{scheme}.png"
            page.screenshot(path=target)
            make_small(target)
        context.close()


def make_small(picture: Path) -> None:
    """Keep 48 colors: text on paper has no more, and a third of the bytes."""
    convert = shutil.which("convert")
    if convert is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.png"
        subprocess.run(
            [convert, picture, "+dither", "-colors", "48", "-strip", f"png8:{small}"],
            check=True,
        )
        shutil.move(small, picture)


if __name__ == "__main__":
    main()
