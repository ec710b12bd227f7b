"""The operator's own words and looks: read strictly, shown safely, never in the way."""

import struct

import pytest

from locator.config import Settings
from locator.errors import ConfigError
from locator.web.accent import DARK_INK, DARK_PILL, LIGHT_PILL, check_accent
from locator.web.colors import DARK_GROUNDS, LIGHT_GROUNDS, contrast
from locator.web.local_text import local_markup
from locator.web.site_file import missing_languages, read_site
from tests.web.house_rules import (
    CRISIS,
    Page,
    nothing_inline_and_nothing_from_elsewhere,
)

WHOLE = """
name = "Example County Health"
logo = "logo.png"

[accent]
light = "#6b1d1d"

[home]
zip = "02118"
area = {en = "Example County", es = "el condado de Example"}

[crisis_line]
number = "617-555-0143"
label = {en = "Example County crisis team", es = "Equipo de crisis"}
says = {en = "They come to you."}

[contact]
email = "web@example.org"
phone = "(617) 555-0100"
page = "https://example.org/help"

[guides.overdose]
en = \"\"\"
Get naloxone at the [front desk](https://example.org/naloxone).

- Free
- <b>No</b> questions
\"\"\"
"""
LINE = '[crisis_line]\nnumber = "{}"\nlabel = {{en = "A", es = "B"}}'


def png(width=240, height=80, more=b"") -> bytes:
    size = struct.pack(">II", width, height)
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + size + bytes(9) + more


def write(folder, text=WHOLE, logo=None):
    (folder / "logo.png").write_bytes(png() if logo is None else logo)
    (folder / "site.toml").write_text(text, "utf-8")
    return Settings(home=folder, database_url="sqlite://")


@pytest.fixture
def county(make_site, tmp_path):
    write(tmp_path)
    return make_site()


def test_without_a_file_nothing_is_added(tmp_path):
    assert read_site(Settings(tmp_path, "sqlite://")).digest == ""


def test_a_whole_file_is_read(tmp_path):
    site = read_site(write(tmp_path))
    assert site.name == "Example County Health"
    assert site.crisis_line.number == "+16175550143"
    assert site.contact.phone == "+16175550100"
    assert missing_languages(site) == ["crisis_line.says.es", "guides.overdose.es"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('nam = "x"', "no setting 'nam'; did you mean name?"),
        ('[home]\ncity = "x"', "no setting 'city' in [home]; known are zip, area"),
        ('[home]\nzip = "2118"', "zip"),
        ('[home]\nzip = "00000"', "home.zip: "),
        ("guides = 5", "see docs/adopting.md"),
        ("name = 5", "name: write one line"),
        ("name = ", "this is not TOML"),
        ('[accent]\nlight = "red"', "accent.light"),
        ('[accent]\nlight = "#ff8800"', "nearest darker color"),
        ('[accent]\nlight = "#6b1d1d"\ndark = "#444444"', "nearest brighter color"),
        ('[home]\narea = {fr = "ici"}', "the site speaks en, es"),
        ('[home]\narea = {es = "aquí"}', "say it in English too"),
        ('[guides.tonite]\nen = "x"', "no such guide; known are overdose"),
        ('[contact]\nemail = "nobody"', "contact.email"),
        ('[contact]\npage = "javascript:alert(1)"', "contact.page"),
        ('[contact]\nphone = "0143"', "contact.phone: '0143' is no number to dial"),
        (LINE.format("988"), "crisis_line.number"),
        (LINE.format("1-800-662-4357"), "is a national line"),
        (LINE.format("617-555-0143 ext. 5"), "is no number to dial"),
        (
            '[crisis_line]\nnumber = "617-555-0143"\nlabel = {en = "A"}',
            "crisis_line.label.es is missing",
        ),
        ('logo = "none.png"', "logo: none.png cannot be read"),
    ],
)
def test_what_cannot_be_used_says_which_key_and_what_to_do(tmp_path, text, says):
    settings = write(tmp_path, text)
    with pytest.raises(ConfigError) as refused:
        read_site(settings)
    assert str(refused.value).startswith("site.toml: ")
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("logo", "says"),
    [
        (b"<svg onload='alert(1)'/>", "is no PNG"),
        (png(more=bytes(50_000)), "bytes and may have 40,000"),
        (png(5000, 80), "5000 by 80 pixels"),
    ],
)
def test_a_logo_is_a_small_picture_and_nothing_else(tmp_path, logo, says):
    with pytest.raises(ConfigError, match=says):
        read_site(write(tmp_path, 'logo = "logo.png"', logo))


def test_a_wide_logo_leaves_room_for_the_name(tmp_path):
    site = read_site(write(tmp_path, 'logo = "logo.png"', png(1200, 100)))
    assert site.logo.shown == (160, 13)


def test_a_file_that_the_setting_names_must_be_there(tmp_path):
    named = Settings(tmp_path, "sqlite://", site_file=tmp_path / "other.toml")
    with pytest.raises(ConfigError, match="LOCATOR_SITE_FILE"):
        read_site(named)


@pytest.mark.parametrize("color", ["#6b1d1d", "#0b4f54", "#222222", "#00338d"])
def test_a_color_for_the_dark_is_found_that_everybody_can_read(color):
    accent = check_accent(color, None)
    for ground in (*DARK_GROUNDS, DARK_INK):
        assert contrast(accent.dark, ground) >= 7


def test_the_grounds_are_those_of_the_style_sheet(site):
    sheet = site.get("/static/site.css").text
    light, dark = sheet.split("@media (prefers-color-scheme: dark)")[:2]
    for color in (*LIGHT_GROUNDS[:1], LIGHT_PILL, "--card: #fff;"):
        assert color in light
    for color in (*DARK_GROUNDS, DARK_PILL, DARK_INK):
        assert color in dark[:900]


def test_every_page_shows_the_name_the_logo_and_the_color(county):
    page = Page(county.get("/about").text)
    nothing_inline_and_nothing_from_elsewhere(page)
    assert "Example County Health" in page.text(page.one("header"))
    (picture,) = page.all("img")
    assert county.get(picture.get("src")).mimetype == "image/png"
    assert (picture.get("width"), picture.get("alt")) == ("120", "")
    sheet = next(e.get("href") for e in page.all("link") if "accent" in e.get("href"))
    assert "--press: #6b1d1d" in county.get(sheet).text
    assert "immutable" in county.get(sheet).headers["Cache-Control"]


def test_the_local_line_stands_after_the_national_ones(make_site, tmp_path):
    write(tmp_path)
    site = make_site()
    for path in ("/", "/search?near=02118", "/nothing", "/es/crisis"):
        page = Page(site.client.get(path).text)
        for block in page.by_class("crisis"):
            links = [e.get("href") for e in block.iter() if page.name(e) == "a"]
            assert links[:5] == [*CRISIS, "tel:+16175550143"]
        (strip,) = page.by_class("strip")
        links = [e.get("href") for e in strip.iter() if page.name(e) == "a"]
        assert links == CRISIS


def test_the_page_of_lines_says_what_the_local_line_is_for(county):
    words = Page(county.client.get("/crisis").text).words
    assert "Example County crisis team They come to you. Call 617-555-0143" in words


def test_the_box_holds_the_zip_of_the_area_until_somebody_types(county):
    def typed(path):
        page = Page(county.client.get(path).text)
        box = next(e for e in page.all("input") if e.get("name") == "near")
        return box.get("value")

    assert typed("/") == "02118"
    assert typed("/search") == ""
    assert typed("/search?near=10001") == "10001"


def test_a_guide_carries_the_local_words_marked_with_their_language(county):
    page = Page(county.client.get("/guides/overdose").text)
    (local,) = page.by_class("local")
    assert "<b>No</b> questions" in page.text(local)
    assert "https://example.org/naloxone" in page.links()
    spanish = Page(county.client.get("/es/guides/overdose").text)
    (local,) = spanish.by_class("local")
    assert [e.get("lang") for e in local.iter() if e.get("lang")] == ["en"]


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "[x](//evil.example)",
        "<script>alert(1)</script>",
        '[x](https://a.example/" onclick="alert)',
        "[x](data:text/html,hi)",
    ],
)
def test_local_words_hold_no_program(text):
    html = local_markup(text)
    assert "<a" not in html
    assert "<script" not in html


def test_an_address_of_another_file_is_not_answered(county, site):
    county.get("/brand/000000000000/accent.css", 404)
    county.get("/brand/000000000000/logo.png", 404)
    site.get("/brand//accent.css", 404)
