"""The page of a place in a browser: nothing is blocked, and it copies what it shows."""

from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.accessible import RULES
from tests.web.invented import make_id, make_location, make_store

pytestmark = [
    pytest.mark.browser,
    pytest.mark.server,
    pytest.mark.xdist_group("browser"),
]

PLACE = f"/locations/bay-street-health-{make_id(1)}"
LISTEN = """
window.blocked = [];
document.addEventListener("securitypolicyviolation", e => blocked.push(e.blockedURI));
"""


def test_the_strict_policy_lets_the_data_for_search_engines_be(browser, address):
    context = browser.new_context()
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.add_init_script(LISTEN)
    page.goto(address + PLACE)
    assert page.locator('script[type="application/ld+json"]').count() == 1
    assert page.evaluate("window.blocked") == []
    assert said == []
    context.close()


def test_what_is_copied_tells_nothing_of_why(address, open_page):
    page = open_page(address + PLACE, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").first.click()
    page.get_by_text("Copied.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Health services near 02118\n617-555-0101")
    assert "uprenorphine" not in copied


def test_without_script_the_texts_are_there_and_no_button_does_nothing(
    address, open_page
):
    page = open_page(address + PLACE, java_script_enabled=False)
    assert page.get_by_label("Says nothing of why you call").is_visible()
    assert page.get_by_role("link", name="Plain text").is_visible()
    assert page.locator(".share button:visible").count() == 0


def test_the_whole_page_is_read_by_keyboard(address, open_page):
    page = open_page(f"{address}{PLACE}?near=02118&term=buprenorphine")
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details[open]").count() == 1
    page.get_by_role("link", name="Places near 02118, Boston, MA").press("Enter")
    page.wait_for_url("**/search?**")
    assert "term=buprenorphine" in page.url


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_with_every_fold_open(address, open_page, width):
    page = open_page(
        f"{address}{PLACE}?near=02139&term=medicaid&topic=kratom",
        viewport={"width": width, "height": 740},
        bypass_csp=True,
    )
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_axe_finds_nothing_on_the_page_of_a_closed_place(serve, open_page):
    gone = make_location(2, "Shut", retired_at=datetime(2026, 10, 1, tzinfo=UTC))
    shut = serve(make_store([make_location(3)], retired=[gone]))
    page = open_page(f"{shut}/locations/{gone.slug}-{gone.id}", bypass_csp=True)
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
