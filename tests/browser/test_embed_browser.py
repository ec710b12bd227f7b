"""A clinic's own page with our snippet in it, on another origin, in a real browser."""

import re
import threading
from html import unescape
from pathlib import Path

import pytest
import requests
from axe_playwright_python.sync_playwright import Axe
from werkzeug.wrappers import Request, Response

from locator.config import Settings
from locator.web import create_app
from tests.browser.accessible import CONTRAST, RULES
from tests.browser.conftest import quiet_server
from tests.web.house_rules import Page
from tests.web.invented import make_store

pytestmark = [
    pytest.mark.browser,
    pytest.mark.server,
    pytest.mark.xdist_group("browser"),
]

SMALL = {"width": 320, "height": 640}
ASKED = "near=02118&term=buprenorphine"
LINES = ["tel:911", "tel:988", "sms:988", "tel:+18006624357"]
DOCS = Path(__file__).resolve().parent.parent.parent / "docs/embedding.md"
SANDBOX = re.search(r'sandbox="([^"]+)"', DOCS.read_text("utf-8"))[1]
HOST_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Our clinic</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<script>var got = []; addEventListener("message", (e) => got.push(e.data));</script>
</head><body><main><h1>Our clinic</h1><a href="#top">Our own link</a>
{snippet}
<p>Our own words</p></main></body></html>"""


class Served:
    """A server of this machine that remembers what was asked of it, and how."""

    def __init__(self, host: str, app) -> None:
        self.asked: list[Request] = []
        self.server = quiet_server(self.remember(app))
        self.address = f"http://{host}:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def remember(self, app):
        def answer(environ, start_response):
            self.asked.append(Request(dict(environ)))
            return app(environ, start_response)

        return answer


@pytest.fixture(scope="module")
def start():
    """Start servers that stop when the module is done."""
    started = []

    def begin(host, app) -> Served:
        started.append(Served(host, app))
        return started[-1]

    yield begin
    for served in started:
        served.server.shutdown()
        served.server.server_close()


@pytest.fixture(scope="module")
def make_site_server(start, tmp_path_factory):
    def begin(**changes) -> Served:
        home = tmp_path_factory.mktemp("home")
        settings = Settings(home=home, database_url="sqlite://", **changes)
        return start("127.0.0.1", create_app(settings, store=make_store()))

    return begin


@pytest.fixture(scope="module")
def ours(make_site_server) -> Served:
    return make_site_server()


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return {}


@pytest.fixture(scope="module")
def clinic(start, pages) -> Served:
    """The clinic: another host name and another port, so another site to a browser."""

    @Request.application
    def app(request):
        return Response(pages[request.path], mimetype="text/html")

    return start("localhost", app)


@pytest.fixture(scope="module")
def snippet(ours) -> str:
    """Return what the link maker gives a clinic to copy."""
    made = requests.get(f"{ours.address}/link?{ASKED}", timeout=10).text
    (box,) = (e for e in Page(made).all("textarea") if e.get("id") == "embed-html")
    return unescape("".join(box.itertext()))


@pytest.fixture
def visit(browser, clinic, pages, ours):
    """Open a clinic's page that holds some HTML; returns it and the frame in it."""
    contexts, asked = [], []
    ours.asked.clear()

    def open_(html: str, **options):
        pages["/"] = HOST_PAGE.format(snippet=html)
        options.setdefault("viewport", SMALL)
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{clinic.address}/")
        return page

    yield open_
    assert not [cookie for context in contexts for cookie in context.cookies()]
    for context in contexts:
        context.close()
    known = (clinic.address, "http://127.0.0.1:", "tel:", "sms:", "data:,")
    assert not [url for url in asked if not url.startswith(known)]
    for request in ours.asked:
        assert "Referer" not in request.headers
        assert "Cookie" not in request.headers


def frame_of(page):
    """Return the frame once it is as tall as what it holds."""
    page.locator("iframe").first.wait_for()
    page.wait_for_function("got.length > 0")
    return content(page, 0)


def content(page, number: int):
    return page.locator("iframe").nth(number).element_handle().content_frame()


def plain_frame(ours, sandbox: str | None = None) -> str:
    mark = f' sandbox="{sandbox}"' if sandbox is not None else ""
    return (
        f'<iframe src="{ours.address}/embed?{ASKED}" title="Find treatment" width="100%"'
        f' height="600" referrerpolicy="no-referrer"{mark}></iframe>'
    )


def inside(page):
    """Return a frame that nothing resizes."""
    page.frame_locator("iframe").locator(".card").first.wait_for()
    return content(page, 0)


def height(page) -> float:
    return page.locator("iframe").first.bounding_box()["height"]


def test_the_nearest_places_and_the_lines_show_inside_a_clinics_page(visit, snippet):
    page = visit(snippet)
    frame = frame_of(page)
    strip = frame.locator(".strip").first
    assert [a.get_attribute("href") for a in strip.locator("a").all()] == LINES
    assert strip.bounding_box()["y"] == page.locator("iframe").bounding_box()["y"]
    assert frame.locator("h1").inner_text().startswith("20 places within 25 miles")
    assert frame.locator(".card").count() == 10
    call = frame.locator(".card a.call").first
    assert call.get_attribute("href").startswith("tel:+1617555")
    for href in LINES:
        assert frame.locator(f'.crisis a[href="{href}"]').is_visible()


def test_the_frame_has_a_title_and_takes_the_links_place(visit, snippet):
    page = visit(snippet)
    frame_of(page)
    title = page.locator("iframe").get_attribute("title")
    assert title == "Find treatment near 02118"
    assert not page.locator("treatment-locator > a").is_visible()
    assert page.locator("iframe").get_attribute("sandbox") is None


def test_the_frame_is_as_tall_as_what_it_holds_and_says_nothing_else(visit, snippet):
    page = visit(snippet)
    frame = frame_of(page)
    before = height(page)
    assert before == frame.evaluate("document.documentElement.scrollHeight")
    frame.get_by_text("Change the search").click()
    page.wait_for_function("h => got.at(-1) > h + 300", arg=before)
    assert height(page) == frame.evaluate("document.documentElement.scrollHeight")
    assert all(isinstance(data, int) for data in page.evaluate("got"))


def test_nobody_else_can_change_the_height(visit, snippet, ours):
    page = visit(snippet + plain_frame(ours))
    frame_of(page)
    before = height(page)
    page.evaluate("postMessage(77, '*')")
    content(page, 1).evaluate("parent.postMessage(77, '*')")
    page.wait_for_function("got.filter((data) => data === 77).length === 2")
    assert height(page) == before


def test_the_frame_tells_only_the_page_around_it(visit, snippet):
    page = visit(snippet)
    frame = frame_of(page)
    frame.evaluate("addEventListener('message', (e) => { window.last = e.origin })")
    told = page.evaluate("got.length")
    frame.evaluate("postMessage(0, '*')")
    frame.wait_for_function("window.last")
    assert page.evaluate("got.length") == told


def press_tab_until(page, frame, test: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if frame.evaluate(f"({test})(document.activeElement)"):
            return
    raise AssertionError(f"no Tab leads to {test}")


def test_everything_is_reached_by_keyboard(visit, snippet):
    page = visit(snippet)
    frame = frame_of(page)
    page.get_by_role("link", name="Our own link").focus()
    for test in (
        "e => e.href === 'tel:911'",
        "e => e.tagName === 'SUMMARY'",
        "e => e.classList.contains('call')",
        "e => e.rel === 'next'",
        "e => e.classList.contains('more')",
    ):
        press_tab_until(page, frame, test)


@pytest.mark.parametrize("width", [280, 320, 1280])
def test_axe_finds_nothing_in_the_frame(visit, snippet, width):
    page = visit(snippet, viewport={"width": width, "height": 740}, bypass_csp=True)
    frame = frame_of(page)
    frame.get_by_text("Change the search").click()
    found = Axe().run(frame, options=RULES)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("look", ["", 'theme="light"', 'theme="dark"'])
@pytest.mark.parametrize("accent", ["", 'accent="c2185b"'])
def test_every_look_can_be_read(visit, snippet, look, accent):
    dressed = snippet.replace(
        "<treatment-locator", f"<treatment-locator {look} {accent}"
    )
    page = visit(dressed, bypass_csp=True)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(frame_of(page), options=CONTRAST)
        assert found.violations_count == 0, found.generate_report()


def test_a_look_is_what_the_clinic_asked_for(visit, snippet):
    ground = "() => getComputedStyle(document.body).backgroundColor"
    light, dark = "rgb(251, 250, 246)", "rgb(22, 23, 21)"
    for theme, scheme, color in (
        ("light", "dark", light),
        ("dark", "light", dark),
        ("auto", "light", light),
    ):
        page = visit(
            snippet.replace(
                "<treatment-locator", f'<treatment-locator theme="{theme}"'
            ),
            color_scheme=scheme,
        )
        assert frame_of(page).evaluate(ground) == color


@pytest.mark.parametrize(("width", "text"), [(280, 100), (280, 200), (320, 200)])
def test_nothing_is_cut_off_in_a_narrow_page_or_in_large_text(
    visit, snippet, width, text
):
    page = visit(snippet, viewport={"width": width, "height": 640})
    frame = frame_of(page)
    frame.evaluate(f"document.documentElement.style.fontSize = '{text}%'")
    room = page.locator("iframe").bounding_box()["width"]
    assert room <= width
    assert frame.evaluate("document.documentElement.scrollWidth") <= room
    for link in frame.locator(".strip a").all():
        size = link.bounding_box()
        assert size["width"] >= 44
        assert size["height"] >= 44


def test_more_places_stay_in_the_frame_and_come_into_view(visit, snippet):
    page = visit(snippet)
    frame = frame_of(page)
    frame.get_by_role("link", name="More places").click()
    frame.get_by_text("Page 2 of 2").wait_for()
    assert frame.locator("ol.cards").first.get_attribute("start") == "11"
    page.wait_for_function(
        "Math.abs(document.querySelector('iframe').getBoundingClientRect().top) < 2"
    )
    assert "Our own words" in page.locator("main").inner_text()


def test_a_link_within_the_frame_moves_the_page_around_it(visit, snippet):
    page = visit(snippet.replace('near="02118"', 'near="02118" radius="1"'))
    frame = frame_of(page)
    frame.locator('a[href="#source-1"]').first.evaluate("e => e.click()")
    page.wait_for_function("scrollY > 640")


def test_a_place_opens_in_a_new_tab_that_knows_nothing_of_the_clinic(visit, snippet):
    page = visit(snippet)
    frame = frame_of(page)
    with page.context.expect_page() as opened:
        frame.locator(".card h2 a").first.click()
    place = opened.value
    place.wait_for_load_state()
    assert "/locations/" in place.url
    assert place.evaluate("[opener, document.referrer]") == [None, ""]


def press(frame, href: str) -> None:
    frame.locator(f'a[href="{href}"]:visible').first.click()


def dial(page, frame, href: str) -> list[str]:
    """Press a number, wait until the browser was sent to it; return what was refused."""
    refused = []
    page.on("console", lambda message: refused.append(message.text))
    with page.expect_request(href):
        press(frame, href)
    page.wait_for_timeout(300)
    return [text for text in refused if BLOCKED in text]


BLOCKED = "blocked by sandbox"
NUMBERS = ["tel:911", "tel:988", "tel:+16175550102"]


@pytest.mark.parametrize("href", NUMBERS)
@pytest.mark.parametrize("sandbox", [None, SANDBOX], ids=["free", "sandboxed"])
def test_a_call_can_be_made_from_inside_the_frame(visit, ours, sandbox, href):
    page = visit(plain_frame(ours, sandbox).replace("buprenorphine", "methadone"))
    assert dial(page, inside(page), href) == []


@pytest.mark.parametrize("href", NUMBERS)
def test_a_call_can_be_made_from_the_snippet(visit, snippet, href):
    page = visit(snippet.replace("buprenorphine", "methadone"))
    assert dial(page, frame_of(page), href) == []


def test_a_stricter_sandbox_stops_calls_which_is_why_the_docs_give_one(visit, ours):
    page = visit(plain_frame(ours, "allow-scripts allow-forms allow-same-origin"))
    with page.expect_console_message(lambda message: BLOCKED in message.text):
        press(inside(page), "tel:911")


def test_a_sandboxed_frame_still_searches_and_opens_places(visit, ours):
    page = visit(plain_frame(ours, SANDBOX))
    frame = inside(page)
    frame.get_by_text("Change the search").click()
    frame.get_by_label("Methadone", exact=False).last.check()
    frame.get_by_role("button", name="Search").click()
    frame.get_by_role("link", name="Corner Methadone Clinic", exact=True).wait_for()
    with page.context.expect_page() as opened:
        frame.get_by_role("link", name="Corner Methadone Clinic", exact=True).click()
    opened.value.wait_for_url("**/locations/**")


def test_without_script_the_snippet_is_a_link(visit, snippet):
    page = visit(snippet, java_script_enabled=False)
    assert page.get_by_role("link", name="Find treatment near 02118").is_visible()
    assert page.locator("iframe").count() == 0


@pytest.mark.parametrize(
    "path", ["/near/02118/methadone", "/es/near/02118", "/search?near=02118&radius=5"]
)
def test_a_plain_link_becomes_a_frame(visit, ours, path):
    page = visit(
        f'<a href="{ours.address}{path}" data-treatment-locator>Find treatment</a>'
        f'<script src="{ours.address}/embed.js" referrerpolicy="no-referrer"></script>'
    )
    frame = frame_of(page)
    assert "02118" in frame.locator("h1").inner_text()
    assert frame.evaluate("document.documentElement.lang") == (
        "es" if "/es/" in path else "en"
    )
    assert not page.get_by_text("Find treatment", exact=True).is_visible()


def test_a_link_to_somebody_else_stays_a_link(visit, ours):
    page = visit(
        '<a href="http://127.0.0.1:9/near/02118" data-treatment-locator>Elsewhere</a>'
        f'<script src="{ours.address}/embed.js" referrerpolicy="no-referrer"></script>'
    )
    assert page.get_by_role("link", name="Elsewhere").is_visible()
    assert page.locator("iframe").count() == 0


def test_a_link_that_was_broken_while_copying_leaves_the_others_alone(visit, ours):
    mark = "data-treatment-locator"
    page = visit(
        f'<a href="{ours.address}/near/%E0%A4/methadone" {mark}>Broken</a>'
        f'<a href="{ours.address}/near/02118" {mark}>Whole</a>'
        f'<script src="{ours.address}/embed.js" referrerpolicy="no-referrer"></script>'
    )
    # A browser does not lay out frames off the screen, and these tell only what was laid
    # out: the first one, once it is tall, may have pushed this one away.
    page.wait_for_function(
        "() => document.querySelectorAll('iframe')[1].scrollIntoView({block: 'nearest'})"
        " || got.length > 1"
    )
    assert "02118" in content(page, 1).locator("h1").inner_text()


def refused_frame(page) -> None:
    """Wait for the page that a browser puts in the place of what it must not show."""
    page.frame_locator("iframe").locator("body.neterror").wait_for(state="attached")


def test_where_framing_is_not_allowed_the_link_stays(
    visit, make_site_server, snippet, ours
):
    strict = make_site_server(frame_ancestors="https://another.example")
    page = visit(snippet.replace(ours.address, strict.address))
    refused_frame(page)
    assert page.get_by_role("link", name="Find treatment near 02118").is_visible()


def test_no_other_page_of_ours_can_be_framed(visit, ours):
    page = visit(plain_frame(ours).replace("/embed?", "/search?"))
    refused_frame(page)
