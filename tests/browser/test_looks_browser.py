"""How pages look and behave: the strip of crisis lines, zoom, forced colors, print."""

import pytest

from tests.web.invented import make_id

pytestmark = [
    pytest.mark.browser,
    pytest.mark.server,
    pytest.mark.xdist_group("browser"),
]

RESULTS = "/search?near=02118&term=buprenorphine,methadone"
LONG = "/search?near=02118&radius=100&page=2"
EACH_LANGUAGE = pytest.mark.parametrize("language", ["", "/es"], ids=["en", "es"])


MAIN_PAGES = pytest.mark.parametrize(
    "path",
    ["/", RESULTS, f"/locations/bay-street-health-{make_id(1)}", "/crisis", "/guides/kratom", "/handout?near=02118"],
    ids=["home", "results", "place", "crisis", "kratom", "handout"],
)  # fmt: skip


def test_forced_colors_and_less_motion_leave_every_button_its_edge(address, open_page):
    page = open_page(address + RESULTS, forced_colors="active", reduced_motion="reduce")
    for name in (".call", ".card", ".chips a", ".labels li"):
        edge = "e => getComputedStyle(e).borderTopWidth"
        assert page.locator(name).first.evaluate(edge) != "0px"


@MAIN_PAGES
def test_nothing_moves_for_those_who_asked_for_less_motion(address, open_page, path):
    page = open_page(address + path, reduced_motion="reduce")
    moving = page.evaluate(
        """[...document.querySelectorAll("*")].filter(e => {
        const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(e);
        return animationName !== "none" || transitionDuration !== "0s"
            || scrollBehavior !== "auto" }).map(e => e.outerHTML)"""
    )
    assert moving == []


@MAIN_PAGES
def test_forced_colors_keep_every_word_and_control_in_the_users_colors(
    address, open_page, path
):
    page = open_page(address + path, forced_colors="active")
    own = page.evaluate(
        """[...document.querySelectorAll("body *")].filter(e => !e.closest("svg")
        && getComputedStyle(e).forcedColorAdjust !== "auto").map(e => e.outerHTML)"""
    )
    assert own == []
    for control in page.locator(":is(.call, .big, .quiet, .strip a):visible").all():
        assert control.evaluate("e => getComputedStyle(e).color") != control.evaluate(
            "e => getComputedStyle(e).backgroundColor"
        )


@MAIN_PAGES
@EACH_LANGUAGE
def test_a_page_zoomed_to_400_percent_is_read_without_scrolling_sideways(
    address, open_page, path, language
):
    # What 1280 by 1024 pixels are at 400 percent, with four of the screen's for each.
    zoomed = {"width": 320, "height": 256}
    page = open_page(address + language + path, viewport=zoomed, device_scale_factor=4)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    scroll(page, 1500)
    assert has_let_go(page)  # it would be more than a fifth of the height


def strip_box(page):
    return page.locator(".strip").bounding_box()


def has_let_go(page) -> bool:
    box = strip_box(page)
    return box is None or box["y"] + box["height"] <= 0


def scroll(page, to: int) -> None:
    page.evaluate(f"window.scrollTo(0, {to})")


@pytest.mark.parametrize(
    "viewport",
    [{"width": 360, "height": 740}, {"width": 320, "height": 640}, {"width": 740, "height": 360}, {"width": 1280, "height": 800}],
    ids=["phone", "small", "landscape", "desk"],
)  # fmt: skip
@EACH_LANGUAGE
def test_the_strip_stays_in_view_while_the_page_scrolls(
    address, open_page, viewport, language
):
    page = open_page(address + language + LONG, viewport=viewport)
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
    [({"width": 740, "height": 250}, 100), ({"width": 360, "height": 240}, 100), ({"width": 320, "height": 640}, 200), ({"width": 740, "height": 360}, 200)],
    ids=["keyboard-landscape", "keyboard", "large-text", "large-text-landscape"],
)  # fmt: skip
@EACH_LANGUAGE
def test_the_strip_lets_go_where_it_would_take_too_much(
    address, open_page, viewport, text, language
):
    page = open_page(address + language + LONG, viewport=viewport)
    page.evaluate(f"document.documentElement.style.fontSize = '{text}%'")
    scroll(page, 1500)
    assert has_let_go(page)


def test_a_keyboard_on_the_screen_makes_the_page_lower(address, open_page):
    # Else the strip would be measured against what the keyboard hides.
    viewport = open_page(address).locator("meta[name=viewport]")
    assert "interactive-widget=resizes-content" in viewport.get_attribute("content")


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
    page = open_page(address + RESULTS)
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


WIDE_LETTERS = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important }"""


@EACH_LANGUAGE
def test_wider_letters_cut_no_crisis_line_off_the_strip(address, open_page, language):
    page = open_page(
        address + language + LONG,
        viewport={"width": 320, "height": 640},
        bypass_csp=True,
    )
    page.add_style_tag(content=WIDE_LETTERS)
    scroll(page, 1500)
    assert strip_box(page)["y"] == 0
    for link in page.locator(".strip a").all():
        size = link.bounding_box()
        assert size["x"] + size["width"] <= 320
        assert link.evaluate("e => e.scrollHeight <= e.clientHeight")
        assert link.evaluate("e => e.scrollWidth <= e.clientWidth")


# A link that stands alone: no sentence around it, no note, no title in a list of sources.
HARD_TO_HIT = """() => {
    const alone = (link) =>
        link.parentElement.textContent.trim().length - link.textContent.trim().length < 4;
    const lone = [...document.querySelectorAll("main a[href], footer a[href]")].filter(
        e => e.checkVisibility() && !e.closest("sup, svg, .sources")
            && (e.closest(".other") || alone(e)));
    return lone.filter(e => {
        e.scrollIntoView({ block: "center" });
        const { left, top, bottom, width } = e.getBoundingClientRect();
        const reach = Math.max(0, (43 - (bottom - top)) / 2);
        return [top - reach + 1, bottom + reach - 1].some(y =>
            document.elementFromPoint(left + width / 2, y)?.closest("a") !== e);
    }).map(e => e.outerHTML) }"""


@pytest.mark.parametrize(
    "path",
    [RESULTS, "/search?near=59718&term=methadone", f"/locations/bay-street-health-{make_id(1)}", "/crisis", "/handout", "/handout?near=02118", "/handout?near=02118&format=text", "/guides/", "/offline"],
)  # fmt: skip
def test_every_link_that_stands_alone_is_as_tall_as_a_thumb(address, open_page, path):
    page = open_page(address + path, viewport={"width": 320, "height": 740})
    assert page.locator("main a").count()
    assert page.evaluate(HARD_TO_HIT) == []


def test_a_place_on_paper_is_what_one_needs_to_call_and_go(address, open_page):
    page = open_page(f"{address}/locations/bay-street-health-{make_id(1)}")
    page.emulate_media(media="print")
    shown = page.locator("main").inner_text()
    for kept in ("617-555-0101", "What to say when you call", "Ways to pay"):
        assert kept in shown
    for useless in ("Word for word", "What these words mean", "Directions", "Copy"):
        assert useless not in shown


# How many lines the word takes up, wherever it stands.
LINES_OF_THE_WORD = """() =>
    [...document.querySelectorAll(".labels li, .choice span")].flatMap(e => {
        const text = e.firstChild;
        const start = text.data.indexOf("Buprenorphine");
        if (start < 0 || !e.checkVisibility()) return [];
        const word = document.createRange();
        word.setStart(text, start);
        word.setEnd(text, start + "Buprenorphine".length);
        return [word.getClientRects().length];
    })"""


def test_twice_as_large_text_breaks_no_medicine_in_two_on_a_phone(address, open_page):
    page = open_page(address + RESULTS)
    page.get_by_text("Search and filters").click()
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    lines = page.evaluate(LINES_OF_THE_WORD)
    assert len(lines) > 2
    assert set(lines) == {1}
