"""Every page as a browser lays it out: crisis lines, width, contrast, dark, print."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from locator.web.guides import GUIDES
from tests.web.invented import make_id

pytestmark = [
    pytest.mark.browser,
    pytest.mark.server,
    pytest.mark.xdist_group("browser"),
]

PATHS = {
    "home": "/",
    "results": "/search?near=02118&term=buprenorphine,methadone",
    "all": "/search?near=02118&radius=100&page=2",
    "few": "/search?near=02118&radius=2&term=naltrexone",
    "refused": "/search?near=xx&radius=900&term=nope",
    "place": f"/locations/bay-street-health-{make_id(1)}",
    "hostile": f"/locations/hostile-{make_id(9)}",
    "crisis": "/crisis",
    "about": "/about",
    "data": "/about/data",
    "privacy": "/privacy",
    "accessibility": "/accessibility",
    "guides": "/guides/",
    "words": "/guides/words",
    **{guide.slug: f"/guides/{guide.slug}" for guide in GUIDES},
    "not-found": "/nothing",
}
SMALL = {"width": 320, "height": 640}
RULES = {
    "runOnly": [
        "wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa",
        "best-practice",
    ]
}  # fmt: skip
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast-enhanced"]}}
EACH_PATH = pytest.mark.parametrize("path", PATHS.values(), ids=PATHS.keys())


@EACH_PATH
def test_crisis_lines_are_on_the_first_screen_of_a_small_phone(
    address, open_page, path
):
    page = open_page(address + path, viewport=SMALL)
    block = page.locator(".crisis").first
    for href in ("tel:911", "tel:988", "sms:988", "tel:+18006624357"):
        link = block.locator(f'a[href="{href}"]')
        box = link.bounding_box()
        assert box["y"] + box["height"] <= 640
        assert box["height"] >= 44
        assert box["width"] >= 44
    more = block.locator(".more").bounding_box()
    assert more["y"] + more["height"] <= 320


@EACH_PATH
def test_nothing_is_wider_than_a_small_phone(address, open_page, path):
    page = open_page(address + path, viewport=SMALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@EACH_PATH
def test_axe_finds_nothing_in_the_light_and_in_the_dark(address, open_page, path):
    page = open_page(address + path, bypass_csp=True)
    for width in (320, 360, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, found.generate_report()
    page.emulate_media(color_scheme="dark")
    found = Axe().run(page, options=CONTRAST)
    assert found.violations_count == 0, found.generate_report()


def test_axe_finds_nothing_where_there_is_no_list(
    empty_address, practice_address, open_page
):
    for url in (
        f"{empty_address}/search?near=02118",
        f"{practice_address}/search?near=02118",
    ):
        found = Axe().run(open_page(url, bypass_csp=True), options=RULES)
        assert found.violations_count == 0, found.generate_report()


def test_forced_colors_and_less_motion_leave_every_button_its_edge(address, open_page):
    page = open_page(
        address + PATHS["results"], forced_colors="active", reduced_motion="reduce"
    )
    for name in (".call", ".card", ".chips a", ".labels li"):
        edge = "e => getComputedStyle(e).borderTopWidth"
        assert page.locator(name).first.evaluate(edge) != "0px"
    still = "e => getComputedStyle(e).transitionDuration"
    assert page.locator(".call").first.evaluate(still) == "0s"


def strip_box(page):
    return page.locator(".strip").bounding_box()


def scroll(page, to: int) -> None:
    page.evaluate(f"window.scrollTo(0, {to})")


@pytest.mark.parametrize(
    "viewport",
    [{"width": 360, "height": 740}, {"width": 320, "height": 640}, {"width": 740, "height": 360}, {"width": 1280, "height": 800}],
    ids=["phone", "small", "landscape", "desk"],
)  # fmt: skip
def test_the_strip_stays_in_view_while_the_page_scrolls(address, open_page, viewport):
    page = open_page(address + PATHS["all"], viewport=viewport)
    scroll(page, 1500)
    box = strip_box(page)
    assert box["y"] == 0
    assert box["height"] <= 0.2 * viewport["height"]
    for link in page.locator(".strip a").all():
        size = link.bounding_box()
        assert size["width"] >= 44
        assert size["height"] >= 44
        assert size["x"] >= 0
        assert size["x"] + size["width"] <= viewport["width"]


@pytest.mark.parametrize(
    ("viewport", "text"),
    [({"width": 740, "height": 250}, 100), ({"width": 320, "height": 640}, 200), ({"width": 740, "height": 360}, 200)],
    ids=["keyboard-open", "large-text", "large-text-landscape"],
)  # fmt: skip
def test_the_strip_lets_go_where_it_would_take_too_much(
    address, open_page, viewport, text
):
    page = open_page(address + PATHS["all"], viewport=viewport)
    page.evaluate(f"document.documentElement.style.fontSize = '{text}%'")
    scroll(page, 1500)
    box = strip_box(page)
    assert box is None or box["y"] + box["height"] <= 0


def test_the_strip_never_covers_what_has_focus(address, open_page):
    page = open_page(address + PATHS["all"])
    for link in page.locator("main a:visible").all()[::-1]:
        link.focus()
        top = link.bounding_box()["y"]
        assert top >= 0
        # Whatever else has stuck to the top is no better than the strip.
        over = page.locator(".leave").bounding_box()
        assert top >= over["y"] + over["height"] or page.evaluate("scrollY") == 0


def test_the_strip_shows_itself_when_it_has_focus(address, open_page):
    page = open_page(address)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    link = page.locator('.strip a[href="tel:911"]')
    assert link.evaluate(
        """e => { const b = e.getBoundingClientRect();
        return e.contains(document.elementFromPoint(b.x + 5, b.y + 5)) }"""
    )


def test_print_keeps_the_lines_and_the_numbers(address, open_page):
    page = open_page(address + PATHS["results"])
    page.emulate_media(media="print")
    assert page.locator(".crisis").first.is_visible()
    assert not page.locator(".strip").is_visible()
    assert not page.locator("form").first.is_visible()
    call = page.locator(".call").first
    assert call.is_visible()
    ink, ground = call.evaluate(
        "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
    )
    assert (ink, ground) == ("rgb(0, 0, 0)", "rgba(0, 0, 0, 0)")
