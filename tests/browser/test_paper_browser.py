"""Paper, as the browser prints it: one Letter page, whatever the lists say."""

import re
from dataclasses import replace

import pytest

from locator.records import (
    Access,
    Address,
    Declaration,
    Phone,
    SourceRef,
    Strength,
)
from tests.web.invented import LIVE, make_location, make_store, offers

pytestmark = [
    pytest.mark.browser,
    pytest.mark.server,
    pytest.mark.xdist_group("browser"),
]
PAGE = re.compile(rb"/Type\s*/Page\b")
LETTER = re.compile(rb"/MediaBox\s*\[\s*0\s+0\s+612\s+792\s*\]")
MAYBE = Strength.MAYBE


def wordy_place(number: int):
    """Return a place where every line is as long as a list could make it."""
    place = make_location(number, "Very Long Name Of A Recovery Services Center " * 5)
    return replace(
        place,
        address=Address(
            "12345 Northwest Martin Luther King Junior Boulevard Extension",
            "Building 12, Suite 3400, Room " + "9" * 80,
            "Rancho Santa Margarita",
            "MA",
            "02118",
        ),
        phones=(Phone("+16175550101", extension="123456"),),
        offers=offers(buprenorphine=MAYBE, methadone=MAYBE, naltrexone=MAYBE),
        access=Access.LIMITED,
        access_labels=("va", "dui-only"),
        declared=(Declaration("no-moud", LIVE, None),),
    )


@pytest.fixture(scope="module")
def wordy_address(serve) -> str:
    return serve(make_store([wordy_place(number) for number in range(1, 9)]))


def assert_one_letter_page(page) -> None:
    printed = page.pdf(prefer_css_page_size=True)
    assert len(PAGE.findall(printed)) == 1
    assert len(LETTER.findall(printed)) == 1


@pytest.mark.parametrize("path", ["/doctor", "/emergency-room", "/handout?near=02118"])
@pytest.mark.parametrize("language", ["", "/es"])
def test_each_sheet_is_one_letter_page(open_page, address, language, path):
    assert_one_letter_page(open_page(address + language + path))


@pytest.mark.parametrize("language", ["", "/es"])
def test_long_names_still_fit_on_one_page(open_page, wordy_address, language):
    page = open_page(f"{wordy_address}{language}/handout?near=02118")
    assert_one_letter_page(page)


def test_long_names_cut_off_no_number_and_no_box(open_page, wordy_address):
    page = open_page(f"{wordy_address}/handout?near=02118")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 720, "height": 960})
    for row in page.query_selector_all(".call-row"):
        frame = row.bounding_box()
        for part in row.query_selector_all(".number, .tick, .fill"):
            box = part.bounding_box()
            assert box["y"] + box["height"] <= frame["y"] + frame["height"] + 0.5


CUT_OFF = """() => [...document.querySelectorAll(".top, .code, .who, .where, .has, .made")]
    .filter(e => e.scrollHeight > e.clientHeight + 1).map(e => e.textContent.trim())"""


@pytest.mark.parametrize("language", ["", "/es"])
def test_a_place_that_needs_more_lines_takes_them_from_those_that_need_fewer(
    open_page, serve, language
):
    lists = (LIVE, "national-directory", "otp-directory", "cms-otp")
    wordy = make_location(
        4,
        "Raise the Bottom Training and Counseling Services of the North",
        address=Address(
            "2785 Bannock Highway", "Suite 400", "Pocatello", "ID", "83204"
        ),
        offers=offers(methadone=Strength.YES, naltrexone=MAYBE, buprenorphine=MAYBE),
        sources=tuple(SourceRef(name, name, "SA", None) for name in lists),
    )
    plain = [make_location(number) for number in (1, 2, 3, 5)]
    page = open_page(
        f"{serve(make_store([*plain, wordy]))}{language}/handout?near=02118"
    )
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 720, "height": 960})
    assert page.evaluate(CUT_OFF) == []


def test_practice_paper_is_one_page_too(open_page, practice_address):
    assert_one_letter_page(open_page(f"{practice_address}/handout?near=02118"))


def test_a_sheet_fits_a_small_phone(open_page, address):
    page = open_page(f"{address}/handout?near=02118")
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
