"""The page of a place in a browser: nothing is blocked, and it copies what it shows."""

import pytest

from tests.web.invented import make_id

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
