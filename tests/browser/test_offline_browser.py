"""Without a connection, with kept lists, and leaving fast, in a real browser."""

import time

import pytest

pytestmark = [
    pytest.mark.browser,
    pytest.mark.server,
    pytest.mark.xdist_group("browser"),
]

SEARCH = "/search?near=02118&term=buprenorphine"
WEATHER = "https://www.weather.gov/"
KEPT = "localStorage.getItem('locator.kept')"


def store_pages(page) -> None:
    """Wait until the worker answers for the site, as it would between two visits."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def stored_addresses(page) -> list[str]:
    return page.evaluate(
        """async () => {
          const found = [];
          for (const name of await caches.keys())
            for (const asked of await (await caches.open(name)).keys()) found.push(asked.url);
          return found;
        }"""
    )


@pytest.fixture
def open_with_worker(open_page):
    """Open pages as a browser does that may run our worker."""
    return lambda url, **options: open_page(url, service_workers="allow", **options)


@pytest.fixture
def open_to_leave(browser):
    """Open pages that may be left for the weather, which is answered here."""
    contexts, asked = [], []

    def answer(route):
        asked.append(route.request)
        route.fulfill(body="<title>Weather</title>", content_type="text/html")

    def open_(url: str, **options):
        context = browser.new_context(
            viewport={"width": 360, "height": 740}, service_workers="block", **options
        )
        contexts.append(context)
        context.route(f"{WEATHER}**", answer)
        page = context.new_page()
        page.goto(url)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert asked
    assert not [request for request in asked if "referer" in request.headers]


def test_a_search_without_a_connection_shows_the_crisis_lines(
    address, open_with_worker
):
    page = open_with_worker(address)
    store_pages(page)
    page.context.set_offline(True)
    page.goto(address + SEARCH)
    assert page.locator("h1").inner_text() == "You have no connection"
    assert page.locator('.crisis a[href="tel:911"]').first.is_visible()
    assert "does not mean that there is no help near you" in page.inner_text("main")
    assert "No places" not in page.inner_text("main")


def test_guides_and_crisis_lines_work_without_a_connection(address, open_with_worker):
    page = open_with_worker(address)
    store_pages(page)
    page.context.set_offline(True)
    page.goto(f"{address}/search?near=02118")
    page.get_by_role("link", name="Crisis and help lines").click()
    assert page.locator("h1").inner_text() == "Crisis and help lines"
    page.go_back()
    page.locator('main a[href^="/guides/"]').first.click()
    page.wait_for_url("**/guides/**")
    assert page.locator("h1").inner_text() != "You have no connection"
    color = "getComputedStyle(document.querySelector('.crisis')).backgroundColor"
    assert page.evaluate(color) == "rgb(20, 20, 20)"


def test_a_visitor_in_spanish_has_the_spanish_pages(address, open_with_worker):
    page = open_with_worker(f"{address}/es/")
    store_pages(page)
    stored = [url.removeprefix(address) for url in stored_addresses(page)]
    assert "/es/crisis" in stored
    assert "/crisis" not in stored
    page.context.set_offline(True)
    page.goto(f"{address}/es/search?near=02118")
    assert page.locator("html").get_attribute("lang") == "es"


def test_changing_the_language_leaves_one_language_stored(address, open_with_worker):
    page = open_with_worker(address)
    store_pages(page)
    page.goto(f"{address}/es/crisis")
    for _ in range(100):
        stored = stored_addresses(page)
        if f"{address}/crisis" not in stored:
            break
        page.wait_for_timeout(100)
    assert f"{address}/es/crisis" in stored
    assert f"{address}/crisis" not in stored


def test_the_worker_never_stores_a_search(address, open_with_worker):
    page = open_with_worker(address)
    store_pages(page)
    page.goto(address + SEARCH)
    page.locator(".card h2 a").first.click()
    page.wait_for_url("**/locations/**")
    stored = stored_addresses(page)
    assert stored
    assert not [url for url in stored if "search" in url or "locations" in url]
    assert page.evaluate(KEPT) is None


def test_nothing_is_stored_where_somebody_saves_data(address, open_with_worker):
    page = open_with_worker("about:blank")
    page.add_init_script(
        "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"
    )
    page.goto(address)
    page.wait_for_load_state("networkidle")
    count = "navigator.serviceWorker.getRegistrations().then(found => found.length)"
    assert page.evaluate(count) == 0
    assert stored_addresses(page) == []


def test_a_kept_list_opens_without_a_connection_and_says_its_date(
    address, open_with_worker
):
    page = open_with_worker(address + SEARCH)
    store_pages(page)
    title = page.locator("h1").inner_text()
    page.get_by_role("button", name="Keep this list on this phone").click()
    assert "Call to check" in page.locator("[data-keep-told]").inner_text()
    page.context.set_offline(True)
    page.goto(f"{address}/search?near=99501")
    page.locator("main").get_by_role("link", name="Lists kept on this phone").click()
    page.wait_for_url("**/kept")
    kept = page.locator("[data-kept-lists] section")
    assert kept.locator("h2").first.inner_text() == title
    assert f"{time.localtime().tm_year}. Call to check" in kept.inner_text()
    assert kept.locator('a.call[href^="tel:"]').first.is_visible()


def test_a_kept_list_says_which_places_are_farther_off_or_fit_no_filter(
    address, open_page
):
    page = open_page(f"{address}/search?near=02118&term=spanish")
    headings = page.locator("section:has(.cards) > h2").all_inner_texts()
    page.get_by_role("button", name="Keep this list on this phone").click()
    page.goto(f"{address}/kept")
    assert "Nearest places without your filters" in headings
    assert page.locator("[data-kept-lists] h3").all_inner_texts()[:1] == headings[:1]


def test_one_button_removes_what_is_kept(address, open_page):
    page = open_page(address + SEARCH)
    page.get_by_role("button", name="Keep this list on this phone").click()
    page.goto(f"{address}/kept")
    page.get_by_role("button", name="Remove what is kept").click()
    assert page.evaluate(KEPT) is None
    assert page.locator("[data-kept-lists] section").count() == 0
    assert page.get_by_text("Nothing is kept on this phone. To keep").is_visible()


def test_a_kept_practice_list_says_that_it_is_invented(practice_address, open_page):
    page = open_page(f"{practice_address}/search?near=02118")
    page.get_by_role("button", name="Keep this list on this phone").click()
    page.goto(f"{practice_address}/kept")
    said = page.locator("[data-kept-lists]").inner_text()
    assert "These places are invented" in said
    assert "Invented place" in said
    assert page.locator('[data-kept-lists] a[href^="tel:"]').count() == 0


def test_keeping_is_not_offered_without_script(address, open_page):
    page = open_page(address + SEARCH, java_script_enabled=False)
    assert not page.get_by_role("button", name="Keep this list").is_visible()
    page.goto(f"{address}/kept")
    assert page.get_by_text("Keeping needs JavaScript").is_visible()


@pytest.mark.parametrize("way", ["tap", "key"])
def test_leaving_fast_opens_the_weather_and_forgets(address, open_to_leave, way):
    page = open_to_leave(address + SEARCH)
    page.get_by_role("button", name="Keep this list on this phone").click()
    length = page.evaluate("history.length")
    if way == "tap":
        page.get_by_role("link", name="Leave this page fast").click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url(WEATHER)
    assert page.evaluate("history.length") == length
    page.goto(f"{address}/kept")
    assert page.evaluate(KEPT) is None


def test_back_does_not_open_the_page_that_was_left(address, open_to_leave):
    page = open_to_leave(address)
    page.goto(address + SEARCH)
    page.get_by_role("link", name="Leave this page fast").click()
    page.wait_for_url(WEATHER)
    page.go_back()
    assert page.url == f"{address}/"


def test_capital_letters_and_a_pause_do_not_leave(address, open_page):
    page = open_page(address)
    page.get_by_label("ZIP code or town").fill("")
    page.get_by_label("ZIP code or town").focus()
    for letter in "ABC":
        page.keyboard.press(f"Shift+{letter}")
    for _ in range(2):
        page.keyboard.press("Shift")
    assert "once more" in page.locator('.leave [role="status"]').inner_text()
    page.keyboard.press("x")
    page.keyboard.press("Shift")
    assert page.url == f"{address}/"


def test_without_script_leaving_is_a_plain_link(address, open_to_leave):
    page = open_to_leave(address + SEARCH, java_script_enabled=False)
    page.get_by_role("link", name="Leave this page fast").click()
    page.wait_for_url(WEATHER)


@pytest.mark.parametrize(
    "path", ["/", SEARCH, "/crisis", "/nothing", "/offline", "/kept"]
)
def test_leaving_is_in_reach_on_the_first_screen_and_after_scrolling(
    address, open_page, path
):
    page = open_page(address + path, viewport={"width": 320, "height": 640})
    link = page.get_by_role("link", name="Leave this page fast")
    box = link.bounding_box()
    assert box["height"] >= 44
    assert box["width"] >= 44
    assert box["y"] + box["height"] <= 640
    for line in page.locator(".crisis").first.locator("a").all():
        crisis = line.bounding_box()
        assert crisis["y"] + crisis["height"] <= box["y"]
    page.evaluate("window.scrollTo(0, 900)")
    if page.evaluate("scrollY") > 400:
        after = link.bounding_box()
        assert after["y"] >= page.locator(".strip").bounding_box()["height"] - 1
        assert after["y"] + after["height"] <= 128


def test_the_row_to_leave_lets_go_on_a_low_screen(address, open_page):
    page = open_page(address + SEARCH, viewport={"width": 740, "height": 360})
    page.evaluate("window.scrollTo(0, 1500)")
    box = page.locator(".leave").bounding_box()
    assert box["y"] + box["height"] <= 0


def test_the_row_to_leave_never_covers_what_has_focus(address, open_page):
    page = open_page(address + SEARCH)
    for link in page.locator("main a:not([tabindex])").all()[::-1]:
        link.focus()
        if not link.is_visible() or page.evaluate("scrollY") == 0:
            continue
        row = page.locator(".leave").bounding_box()
        assert link.bounding_box()["y"] >= row["y"] + row["height"] - 1
