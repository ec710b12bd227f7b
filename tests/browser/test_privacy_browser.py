"""A whole visit in a real browser: every request, every cookie, everything stored."""

import json
from urllib.parse import urlsplit

import pytest

pytestmark = [
    pytest.mark.browser,
    pytest.mark.server,
    pytest.mark.xdist_group("browser"),
]

STORED = """async () => ({
  cookies: document.cookie,
  local: Object.entries(localStorage),
  session: Object.entries(sessionStorage),
  databases: (await indexedDB.databases()).map((found) => found.name),
  kept: (await Promise.all((await caches.keys()).map(async (name) =>
    (await (await caches.open(name)).keys()).map((found) => found.url)))).flat(),
})"""
CANARY = "02118"


class Visit:
    """A browser with nothing switched off, and what it sent and stored."""

    def __init__(self, browser, address):
        self.address = address
        self.context = browser.new_context(viewport={"width": 360, "height": 740})
        self.requests = []
        self.context.on("request", self.note)
        self.page = self.context.new_page()
        self.page.goto(address)

    def note(self, request):
        self.requests.append(request)

    def go(self, path):
        self.page.goto(f"{self.address}{path}")

    def sent(self):
        return {
            (name.lower(), value)
            for request in self.requests
            for name, value in request.headers.items()
        }

    def stored(self):
        return self.page.evaluate(STORED)


@pytest.fixture(scope="module")
def visit(browser, address):
    """Home, search, filters, place, map, share, hand-out, guides, leaving."""
    visit = Visit(browser, address)
    page = visit.page
    page.get_by_label("ZIP code or town").fill(CANARY)
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/search?**")
    visit.go(f"/search?near={CANARY}&term=methadone&term=medicaid&radius=50")
    visit.go(f"/es/search?near={CANARY}")
    visit.go(f"/near/{CANARY}/methadone")
    page.locator(".card h2 a, .card h3 a").first.click()
    page.wait_for_url("**/locations/**")
    for path in (
        f"/handout?near={CANARY}&term=methadone",
        f"/link?near={CANARY}",
        "/guides/", "/guides/overdose", "/es/guides/tonight", "/crisis", "/privacy",
        "/nowhere", f"/search?near={CANARY}",
    ):  # fmt: skip
        visit.go(path)
    # The worker stores its pages meanwhile; nothing may be left out of the count.
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    visit.at_the_end = visit.stored()
    yield visit
    visit.context.close()


def test_no_other_host_is_asked_for_anything(visit):
    hosts = {urlsplit(request.url).netloc for request in visit.requests}

    assert hosts == {urlsplit(visit.address).netloc}
    assert len(visit.requests) > 20


def test_no_cookie_is_set_or_sent(visit):
    assert visit.context.cookies() == []
    assert visit.at_the_end["cookies"] == ""
    assert not [pair for pair in visit.sent() if pair[0] == "cookie"]


def test_no_page_tells_the_next_where_the_visitor_was(visit):
    assert not [pair for pair in visit.sent() if pair[0] == "referer" and pair[1]]


def test_nothing_is_sent_but_by_asking_for_pages(visit):
    assert {request.method for request in visit.requests} == {"GET"}
    kinds = {request.resource_type for request in visit.requests}
    assert kinds <= {
        "document", "stylesheet", "script", "image", "manifest", "fetch", "other",
    }  # fmt: skip


def test_the_browser_stores_public_pages_and_nothing_of_the_search(visit):
    stored = visit.at_the_end

    assert stored["local"] == stored["session"] == stored["databases"] == []
    assert stored["kept"], "the crisis lines work without a connection"
    for url in stored["kept"]:
        path = urlsplit(url)
        assert "search" not in path.path, url
        assert "locations" not in path.path, url
    assert CANARY not in json.dumps(stored)


def test_a_list_is_kept_only_by_who_presses_the_button_until_they_remove_it(
    browser, address
):
    visit = Visit(browser, address)
    visit.go(f"/search?near={CANARY}")
    button = visit.page.get_by_role("button", name="Keep this list on this phone")
    assert visit.stored()["local"] == []
    button.click()
    assert [name for name, _ in visit.stored()["local"]] == ["locator.kept"]

    visit.page.get_by_role("button", name="Remove what is kept").click()
    assert visit.stored()["local"] == []
    visit.context.close()


def test_leaving_forgets_the_list_and_tells_nobody_where_from(browser, address):
    visit = Visit(browser, address)
    visit.context.route(
        "https://www.weather.gov/**",
        lambda route: route.fulfill(body="sunny", content_type="text/plain"),
    )
    visit.go(f"/search?near={CANARY}")
    visit.page.get_by_role("button", name="Keep this list on this phone").click()
    visit.page.get_by_role("link", name="Leave this page fast").click()
    visit.page.wait_for_url("https://www.weather.gov/")

    (elsewhere,) = [r for r in visit.requests if not r.url.startswith(address)]
    assert elsewhere.url == "https://www.weather.gov/"
    assert not elsewhere.headers.get("referer")
    visit.go("/privacy")
    assert visit.stored()["local"] == []
    visit.context.close()
