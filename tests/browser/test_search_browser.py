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
    page.wait_for_url(f"**-{make_id(1)}?near=02118&term=naltrexone")
    assert page.locator("a.call").first.is_visible()


def test_a_mistake_is_said_beside_the_box(address, open_page):
    page = open_page(f"{address}/search?near=nowhere-at-all")
    box = page.get_by_label("ZIP code or town")
    assert box.get_attribute("aria-invalid") == "true"
    assert box.input_value() == "nowhere-at-all"
    assert in_view(page, page.locator("#near-error"))


def heard(page) -> str:
    return page.locator("body > [role=status]").inner_text()


def test_filters_narrow_the_list_without_a_new_page(address, open_page):
    page = open_page(f"{address}/search?near=02118")
    page.evaluate("window.same = true")
    page.get_by_text("Search and filters").click()
    page.get_by_label("Spanish").check()
    page.get_by_role("button", name="Show places").click()
    page.wait_for_url("**term=spanish**")
    heading = page.get_by_role("heading", level=1, name="1 place within 25 miles")
    heading.wait_for()
    assert heading.evaluate("e => e === document.activeElement")
    assert heard(page).startswith("1 place within 25 miles")
    assert page.title().startswith("1 place ")
    assert page.evaluate("window.same")
    assert page.locator("main").get_attribute("aria-busy") is None


def test_back_and_forward_bring_back_each_list(address, open_page):
    page = open_page(f"{address}/search?near=02118&term=methadone&term=medicaid")
    page.evaluate("window.same = true")
    first = page.locator("h1").inner_text()
    page.get_by_role("link", name="Remove filter: Medicaid").click()
    page.wait_for_function(
        "t => document.querySelector('h1').innerText !== t", arg=first
    )
    page.go_back()
    page.wait_for_function(
        "t => document.querySelector('h1').innerText === t", arg=first
    )
    assert "term=medicaid" in page.url
    assert page.locator(".chips a").count() == 2
    page.go_forward()
    page.wait_for_function("() => document.querySelectorAll('.chips a').length === 1")
    assert page.evaluate("window.same")


def test_a_list_that_cannot_be_fetched_is_opened_the_plain_way(address, open_page):
    page = open_page(f"{address}/search?near=02118&radius=100")
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no')) }")
    page.get_by_role("link", name="More places").click()
    page.wait_for_url("**page=2")
    assert "Page 2 of 2" in page.locator("main").inner_text()
    assert page.evaluate("window.fetch.toString()").startswith("function fetch")


def test_a_mistake_in_the_folded_form_is_said_on_its_own_page(address, open_page):
    page = open_page(f"{address}/search?near=02118")
    page.get_by_text("Search and filters").click()
    page.get_by_label("ZIP code or town").fill("nowhere-at-all")
    page.get_by_role("button", name="Show places").click()
    page.get_by_role("heading", name="Please check your search").wait_for()
    assert page.locator("#near-error").is_visible()


def test_a_location_is_rounded_before_it_leaves_the_phone(address, open_page):
    exact = {"latitude": 42.338123, "longitude": -71.067891}
    page = open_page(address, geolocation=exact, permissions=["geolocation"])
    page.get_by_role("button", name="Use my location").click()
    page.get_by_text("We have your rough location.").wait_for()
    assert page.get_by_label("ZIP code or town").input_value() == "42.34, -71.07"
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/search?**")
    assert "42.338" not in page.url
    assert page.locator(".card").count() >= 5


def test_a_refused_location_says_what_to_type(address, open_page):
    page = open_page(address)
    page.get_by_role("button", name="Use my location").click()
    page.get_by_text("Type a ZIP code or a town.").wait_for()


def test_without_script_nobody_is_offered_what_needs_it(address, open_page):
    page = open_page(address, java_script_enabled=False)
    assert not page.get_by_text("Use my location").is_visible()


def test_a_whole_search_with_a_filter_is_done_by_keyboard_alone(address, open_page):
    page = open_page(f"{address}/search?near=02118")
    press_until(page, "e => e.tagName === 'SUMMARY'")
    page.keyboard.press("Enter")
    press_until(page, "e => e.value === 'naltrexone'")
    page.keyboard.press("Space")
    press_until(page, "e => e.type === 'submit'")
    page.keyboard.press("Enter")
    page.wait_for_url("**term=naltrexone**")
    page.get_by_role("heading", level=1, name="1 place").wait_for()
    press_until(page, "e => e.classList.contains('call')")
    assert page.evaluate("document.activeElement.href").startswith("tel:")


def press_until(page, test: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(f"({test})(document.activeElement)"):
            return
    raise AssertionError(f"no Tab leads to {test}")


def test_wide_screens_show_what_goes_with_the_list_beside_it(address, open_page):
    wide = {"width": 1280, "height": 800}
    page = open_page(f"{address}/search?near=02118", viewport=wide)
    first, beside = page.locator(".card").first, page.locator(".beside")
    assert beside.bounding_box()["x"] >= (
        first.bounding_box()["x"] + first.bounding_box()["width"]
    )


def test_filters_stand_side_by_side_where_there_is_room(address, open_page):
    page = open_page(f"{address}/search?near=02118")
    page.get_by_text("Search and filters").click()
    medicine, pay = (
        page.get_by_role("group", name=name) for name in ("Medicine", "Ways to pay")
    )
    assert medicine.bounding_box()["x"] == pay.bounding_box()["x"]
    page.set_viewport_size({"width": 1280, "height": 800})
    assert medicine.bounding_box()["x"] < pay.bounding_box()["x"]


def test_every_control_of_a_search_is_big_enough_for_a_thumb(address, open_page):
    page = open_page(f"{address}/search?near=02118&term=naltrexone&radius=5")
    page.get_by_text("Search and filters").click()
    small = page.locator(
        "main :is(input[type=text], select, button, summary, .choice, .chips a, "
        ".paging a, .call):visible"
    )
    heights = [one.bounding_box()["height"] for one in small.all()]
    assert heights
    assert min(heights) >= 44
