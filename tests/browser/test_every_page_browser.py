"""Every page as a browser lays it out, in every width, light and language: axe and size.

`make test` takes one combination for each page, another for the next one; all of them
are left to `make test-full`.
"""

from itertools import product

import pytest

from locator.web.translation import languages
from tests.browser.accessible import violations
from tests.web.every_page import VISITS, make_every_site

pytestmark = [pytest.mark.browser, pytest.mark.server]

CRISIS = ("tel:911", "tel:988", "sms:988", "tel:+18006624357")
LOOKS = tuple(product((320, 360, 1280), ("light", "dark")))
# Two workers share the work where there are two.
LANGUAGES = [
    pytest.param(code, marks=pytest.mark.xdist_group(f"browser-{n % 2}"))
    for n, code in enumerate(languages())
]
EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
UNFRAMED = [visit for visit in VISITS if not visit.framed]  # nothing sticks in a frame
EACH_VISIT = pytest.mark.parametrize("visit", VISITS, ids=lambda visit: visit.name)
SEND = """path => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = path;
    document.body.append(form);
    form.submit();
}"""


@pytest.fixture(scope="session")
def addresses(serve_app, tmp_path_factory) -> dict[str, str]:
    """The addresses of all sites in which the visits happen."""
    sites = make_every_site(tmp_path_factory.mktemp("every"))
    return {name: serve_app(app) for name, app in sites.items()}


@pytest.fixture(scope="module")
def tab(browser):
    """One tab for all pages here, as a new one for each takes longer than the page."""
    context = browser.new_context(bypass_csp=True, service_workers="block")
    yield context.new_page()
    assert not context.cookies()
    context.close()


@pytest.fixture
def visit_page(tab, addresses):
    def go(visit, language, width=320, height=640, scheme="light"):
        visit = visit.in_language(language)
        tab.set_viewport_size({"width": width, "height": height})
        tab.emulate_media(color_scheme=scheme)
        base = addresses[visit.site]
        if visit.sends:
            tab.goto(f"{base}/healthz")
            with tab.expect_navigation() as sent:
                tab.evaluate(SEND, visit.path)
            answer = sent.value
        else:
            answer = tab.goto(base + visit.path)
        assert answer.status == visit.status
        return tab

    return go


def look_of(visit) -> tuple[int, str]:
    """Return the width and light in which `make test` looks at a page."""
    return LOOKS[VISITS.index(visit) % len(LOOKS)]


@pytest.mark.xdist_group("browser-0")
@EACH_VISIT
def test_axe_finds_nothing_in_one_look_of_each_page(visit_page, visit):
    width, scheme = look_of(visit)
    language = languages()[VISITS.index(visit) // len(LOOKS) % len(languages())]
    assert violations(visit_page(visit, language, width, 740, scheme)) == []


@pytest.mark.slow
@EACH_LANGUAGE
@EACH_VISIT
def test_axe_finds_nothing_in_any_look_of_any_page(visit_page, visit, language):
    page = visit_page(visit, language)
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 740})
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == [], (width, scheme)


@EACH_LANGUAGE
@EACH_VISIT
def test_a_small_phone_shows_the_crisis_lines_first_and_all_of_the_width(
    visit_page, visit, language
):
    page = visit_page(visit, language)
    # The strip lies under the band, but in a frame, where it is all there is.
    band = page.locator(".strip" if visit.framed else ".crisis").first
    for href in CRISIS:
        shown = band.locator(f'a[href="{href}"]').bounding_box()
        assert min(shown["height"], shown["width"]) >= 44, href
        assert shown["x"] + shown["width"] <= 320, href
        assert shown["y"] + shown["height"] <= 320, href
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


COVERED = """() => {
    const able = "main :is(a[href], button, input, select, textarea, summary)";
    const stuck = [...document.querySelectorAll(".strip, .leave")];
    const covered = [];
    for (const one of [...document.querySelectorAll(able)].reverse()) {
        one.focus();
        if (document.activeElement !== one || scrollY === 0) continue;
        const { top } = one.getBoundingClientRect();
        const edge = Math.max(...stuck.map(e => e.getBoundingClientRect().bottom));
        if (top < edge - 0.5) covered.push(`${one.outerHTML}: ${top} < ${edge}`);
    }
    return covered;
}"""


@EACH_LANGUAGE
@pytest.mark.parametrize("visit", UNFRAMED, ids=lambda visit: visit.name)
def test_what_has_focus_is_never_under_what_sticks(visit_page, visit, language):
    assert visit_page(visit, language).evaluate(COVERED) == []
