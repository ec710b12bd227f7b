"""A copy with a name, a logo, a color and a local line, as a browser lays it out."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from locator.config import Settings
from locator.web import create_app
from tests.browser.accessible import CONTRAST, RULES
from tests.web.invented import make_store
from tests.web.test_site_file import WHOLE, png

pytestmark = [
    pytest.mark.browser,
    pytest.mark.server,
    pytest.mark.xdist_group("browser"),
]
SMALL = {"width": 320, "height": 640}
EACH_PATH = pytest.mark.parametrize(
    "path", ["/", "/guides/overdose", "/about", "/privacy", "/accessibility", "/crisis"]
)


@pytest.fixture(scope="module")
def county(serve_app, tmp_path_factory):
    home = tmp_path_factory.mktemp("county")
    (home / "site.toml").write_text(WHOLE, "utf-8")
    (home / "logo.png").write_bytes(png())
    settings = Settings(
        home, "sqlite://", contact="web@example.org", secret_key="k" * 32, counts=True
    )
    return serve_app(create_app(settings, store=make_store()))


@EACH_PATH
def test_axe_finds_nothing_on_a_copy_of_its_own_looks(county, open_page, path):
    page = open_page(county + path, bypass_csp=True, viewport=SMALL)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for rules in (RULES, CONTRAST):
            found = Axe().run(page, options=rules)
            assert found.violations_count == 0, found.generate_report()


@EACH_PATH
def test_a_local_line_leaves_the_lines_on_the_first_screen(county, open_page, path):
    page = open_page(county + path, viewport=SMALL)
    for href in ("tel:911", "tel:+18006624357", "tel:+16175550143"):
        box = page.locator(f'.crisis a[href="{href}"]').first.bounding_box()
        assert box["y"] + box["height"] <= 640
        assert box["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_color_is_used_in_the_light_and_in_the_dark(county, open_page):
    page = open_page(f"{county}/about")
    color = "getComputedStyle(document.querySelector('main a')).color"
    assert page.evaluate(color) == "rgb(107, 29, 29)"
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(color) != "rgb(107, 29, 29)"
