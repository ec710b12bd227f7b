"""Guides in a real browser: help in view at once, and with scripts switched off."""

import pytest

pytestmark = [
    pytest.mark.browser,
    pytest.mark.server,
    pytest.mark.xdist_group("browser"),
]

KRATOM = "/guides/kratom"


@pytest.mark.parametrize("language", ["", "/es"])
def test_kratom_has_emergency_and_find_box_on_the_first_screen_of_a_phone(
    address, open_page, language
):
    page = open_page(
        address + language + KRATOM, viewport={"width": 360, "height": 740}
    )
    heading = page.locator("h1").bounding_box()
    emergency = page.locator(".urgent").bounding_box()
    box = page.locator("form.short").first.bounding_box()

    assert heading["y"] < emergency["y"] < box["y"]
    assert box["y"] + box["height"] <= 740


def test_the_find_box_of_a_guide_leads_to_places_without_a_script(address, open_page):
    page = open_page(address + KRATOM, java_script_enabled=False)
    page.locator("form.short input[name=near]").first.fill("02118")
    page.locator("form.short button").first.click()

    assert "term=buprenorphine&term=methadone" in page.url
    assert "topic=kratom" in page.url
    assert page.locator(".card").count() >= 1


def test_a_note_leads_to_its_source(address, open_page):
    page = open_page(address + KRATOM)
    page.locator(".notes a").first.click()

    assert page.url.endswith("#source-1")
    assert page.locator("#source-1").is_visible()


def test_the_strip_fits_a_small_phone_in_spanish_too(address, open_page):
    page = open_page(address + "/es/about", viewport={"width": 320, "height": 640})

    for link in page.locator(".strip a").all():
        box = link.bounding_box()
        assert box["x"] + box["width"] <= 320


def test_the_crisis_page_works_without_a_script(address, open_page):
    page = open_page(address + "/crisis", java_script_enabled=False)

    for href in ("tel:911", "tel:988", "sms:988", "tel:+18006624357"):
        assert page.locator(f'main a[href="{href}"]').first.is_visible()
