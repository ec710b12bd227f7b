"""A person with a phone types a ZIP code; what they see."""

import pytest

from tests.web.invented import make_id

pytestmark = [
    pytest.mark.browser,
    pytest.mark.server,
    pytest.mark.xdist_group("browser"),
]


def in_view(page, locator) -> bool:
    box = locator.bounding_box()
    height = page.viewport_size["height"]
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= height


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_zip_code_leads_to_a_number_to_call(address, open_page, javascript):
    page = open_page(address, java_script_enabled=javascript)
    page.get_by_label("ZIP code or town").fill("02118")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/search?**")
    heading = page.get_by_role("heading", level=1)
    assert "within 25 miles of 02118, Boston, MA" in heading.inner_text()
    assert in_view(page, heading)
    call = page.locator(".card a.call").first
    assert call.get_attribute("href").startswith("tel:+1617555")
    assert call.bounding_box()["height"] >= 48
    assert page.get_by_text("Overdose, or can't wake someone?").first.is_visible()


def test_the_first_call_button_is_on_the_first_screen(address, open_page):
    page = open_page(f"{address}/search?near=02118&term=buprenorphine")
    assert in_view(page, page.locator(".card a.call").first)


def test_the_whole_search_is_done_by_keyboard(address, open_page):
    page = open_page(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    if page.evaluate("document.activeElement.id") != "near":
        page.keyboard.press("Tab")
    page.keyboard.type("02118")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    for _ in range(60):
        page.keyboard.press("Tab")
        if "call" in page.evaluate("document.activeElement.className"):
            break
    assert page.evaluate("document.activeElement.href").startswith("tel:")


def test_filters_unfold_and_narrow_the_list_without_script(address, open_page):
    page = open_page(f"{address}/search?near=02118", java_script_enabled=False)
    page.get_by_text("Search and filters").click()
    page.get_by_label("Spanish").check()
    page.get_by_role("button", name="Show places").click()
    page.wait_for_url("**term=spanish**")
    assert page.locator("h1").inner_text().startswith("1 place ")
    page.get_by_role("link", name="Remove filter: Spanish").click()
    page.wait_for_url("**/search?near=02118")


def test_a_chosen_place_opens_on_its_own_page(address, open_page):
    page = open_page(f"{address}/search?near=02118&term=naltrexone")
    page.get_by_role("link", name="Bay Street Health", exact=True).click()
    page.wait_for_url(f"**-{make_id(1)}")
    assert page.locator("a.call").first.is_visible()


def test_a_mistake_is_said_beside_the_box(address, open_page):
    page = open_page(f"{address}/search?near=nowhere-at-all")
    box = page.get_by_label("ZIP code or town")
    assert box.get_attribute("aria-invalid") == "true"
    assert box.input_value() == "nowhere-at-all"
    assert in_view(page, page.locator("#near-error"))
