"""The map as a browser draws it: small, dark, without color, on paper, by touch."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [
    pytest.mark.browser,
    pytest.mark.server,
    pytest.mark.xdist_group("browser"),
]

SEARCH = "/search?near=02118&radius=50"
SMALL = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 800}


def test_a_pin_leads_to_its_place(address, open_page):
    page = open_page(address + SEARCH, java_script_enabled=False)
    pin = page.locator(".near-map a").first
    target = pin.get_attribute("href")
    pin.click()
    assert page.url.endswith(target)
    assert (
        page.locator(target).locator("b").first.inner_text()
        == pin.inner_html().split("<text>")[1].split("</text>")[0]
    )


def test_the_map_comes_after_the_list_on_a_phone_and_beside_it_on_a_desk(
    address, open_page
):
    page = open_page(address + SEARCH, viewport=SMALL)
    drawn, cards = page.locator(".near-map"), page.locator("ol.cards")
    listed = cards.bounding_box()
    assert drawn.bounding_box()["y"] >= listed["y"] + listed["height"]
    page.set_viewport_size(DESK)
    listed, box = cards.bounding_box(), drawn.bounding_box()
    assert box["x"] >= listed["x"] + listed["width"]
    assert box["y"] < 800


def test_words_on_the_map_are_large_enough_on_a_small_phone(address, open_page):
    page = open_page(address + SEARCH, viewport=SMALL)
    box = page.locator(".near-map svg").bounding_box()
    assert box["width"] <= 320
    assert 16 * box["width"] / 320 >= 14
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_pins_are_no_stops_for_the_keyboard(address, open_page):
    page = open_page(address + SEARCH)
    stops = page.evaluate(
        "[...document.querySelectorAll('.near-map svg a')].filter(a => a.tabIndex >= 0).length"
    )
    assert stops == 0


@pytest.mark.parametrize(
    "media",
    [{"color_scheme": "dark"}, {"forced_colors": "active"}, {"media": "print"}],
    ids=["dark", "forced-colors", "print"],
)
def test_pins_stand_out_in_every_look(address, open_page, media):
    page = open_page(address + SEARCH)
    page.emulate_media(**media)
    assert page.locator(".near-map svg").is_visible()
    number, ground, edge = page.locator(".near-map svg").evaluate(
        """svg => {
          const of = (part, what) => getComputedStyle(svg.querySelector(part))[what];
          return [of('a text', 'fill'), of('a rect', 'fill'), of('a rect', 'stroke')];
        }"""
    )
    assert number != ground
    assert edge != ground


def test_axe_finds_nothing_in_the_map(address, open_page):
    page = open_page(address + SEARCH, bypass_csp=True)
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
    found = Axe().run(page, context=".near-map", options=rules)
    assert found.violations_count == 0, found.generate_report()
