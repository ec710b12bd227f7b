"""Words of strangers and of directories never run, in a real browser at the desk."""

import threading
from contextlib import contextmanager
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe

from locator.store import Deed, Report
from locator.web import reports as form_module
from tests.browser.accessible import RULES
from tests.browser.conftest import quiet_server
from tests.databases import on_sqlite
from tests.desk.conftest import NOW, NUMBER, PAGE, PASSWORD, PLACE, fill, places
from tests.desk.test_desk_checks import said
from tests.web.invented import HOSTILE

pytestmark = [pytest.mark.browser, on_sqlite]

ATTACKS = (
    "<script>window.hit = 1</script>",
    "<img src=x onerror='window.hit = 1'>",
    "</textarea></q></blockquote><svg onload='window.hit = 1'>",
    "{{ 7 * 7 }} ${window.hit = 1} javascript:window.hit=1",
    "\"' autofocus onfocus='window.hit = 1' x='",
)


@contextmanager
def served(app):
    server = quiet_server(app)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(browser):
    context = browser.new_context()
    yield context.new_page()
    context.close()


def sign_in(page, address):
    page.goto(f"{address}/desk/")
    page.fill("#name", "ana")
    page.fill("#password", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(f"{address}/desk/")


def nothing_ran(page):
    assert page.evaluate("window.hit") is None
    assert page.locator("main script, main img, main svg").count() == 0


def test_words_of_visitors_and_directories_never_run(client, store, staff, page):
    hostile = [replace(one, name=HOSTILE + ATTACKS[1]) for one in places()[:1]]
    fill(store, [*hostile, *places()[1:]])
    for words in ATTACKS:
        one = Report(PLACE, "other", "2026-11-20", words=words)
        store.desk.add_report(one, most=99, most_of_place=99)
    with served(client.application) as address:
        sign_in(page, address)
        for path in ("/desk/", f"/desk/places/{PLACE}", "/desk/diary", "/desk/matches"):
            page.goto(address + path)
            nothing_ran(page)
        page.goto(f"{address}/desk/places/{PLACE}")
        shown = page.locator("blockquote").all_inner_texts()
        assert shown == list(ATTACKS)


def test_a_visitor_reports_and_the_desk_takes_the_button_off(
    client, store, staff, page, monkeypatch
):
    monkeypatch.setattr(form_module, "QUICKEST_S", 0)
    with served(client.application) as address:
        page.goto(f"{address}{PAGE}")
        page.click("text=Tell us what is wrong")
        page.check("input[value=number]")
        page.fill("#words", ATTACKS[0])
        page.wait_for_timeout(1100)
        page.click("main button.big")
        assert page.locator("h1").inner_text() == "Thank you"
        assert page.context.cookies() == []
        sign_in(page, address)
        page.click(f"main a[href$='{PLACE}']")
        nothing_ran(page)
        page.select_option("form[aria-label='Phone check'] #number", NUMBER)
        page.check("input[value=fails]")
        page.click("text=Keep it, signed")
        page.wait_for_selector("text=Pages show it now")
        page.goto(f"{address}{PAGE}")
        assert page.locator(f"a[href='tel:{NUMBER}']").count() == 0
        assert "Did not work when we called" in page.inner_text("main")


def test_the_desk_is_read_on_a_small_phone(client, store, staff, page):
    page.set_viewport_size({"width": 320, "height": 640})
    long = "number=+16175550101, outcome=fails, walk_in=True"
    store.desk.add_check(said(outcome="fails"), Deed(NOW, "ana", "check", PLACE, long))
    with served(client.application) as address:
        sign_in(page, address)
        for path in ("", f"places/{PLACE}", "matches", "diary", "password"):
            page.goto(f"{address}/desk/{path}")
            found = Axe().run(page, options=RULES)
            assert found.violations_count == 0, found.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth") == 320, path
