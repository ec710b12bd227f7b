"""The frame on other people's pages: what it shows, where it leads, who may show it."""

import gzip
import json
import re
from pathlib import Path

import pytest

from locator.config import Settings
from locator.errors import ConfigError
from locator.web import embed, errors
from locator.web.colors import contrast
from locator.web.embed_look import (
    GROUNDS,
    FrameLook,
    read_look,
    refused,
    style_sheet,
    toward,
)
from locator.web.languages import languages
from tests.web.house_rules import (
    CRISIS,
    Page,
    headings_never_skip_a_level,
    ids_are_unique_and_references_lead_somewhere,
    inputs_are_labelled,
    our_words_put_people_first,
    title_opens_with_the_heading,
)
from tests.web.invented import FakeStore, practice_store

ROOT = Path(__file__).resolve().parent.parent.parent
RULES = (
    title_opens_with_the_heading,
    ids_are_unique_and_references_lead_somewhere,
    inputs_are_labelled,
    headings_never_skip_a_level,
    our_words_put_people_first,
)
FRAMES = {
    "/embed": 200,
    "/embed?term=methadone": 200,
    "/embed?near=02118": 200,
    "/embed?near=boston-ma&term=methadone+medicaid&radius=50": 200,
    "/embed?near=02118&term=buprenorphine&page=2": 200,
    "/embed?near=02118&page=900": 200,
    "/embed?near=02118&radius=1&term=hebrew": 200,
    "/embed?near=02118&theme=dark&accent=%23AA0000": 200,
    "/embed?near=99999x": 422,
    "/embed?near=<b>&term=<b>&radius=nan&page=0&theme=x&accent=x": 422,
}


def fetch(site, path, status=200, **options):
    response = site.client.get(path, **options)
    assert response.status_code == status
    return response


def frame(site, path, status=200, **options) -> Page:
    """Fetch a frame and hold it to what every frame must keep."""
    response = fetch(site, path, status, **options)
    assert "X-Frame-Options" not in response.headers
    assert "Set-Cookie" not in response.headers
    assert response.headers["Referrer-Policy"] == "no-referrer"
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self'")
    assert "unsafe" not in policy
    page = Page(response.text)
    for rule in RULES:
        rule(page)
    lines_stand_at_the_top_and_whole_at_the_end(page)
    every_link_is_made_for_a_frame(page)
    return page


def lines_stand_at_the_top_and_whole_at_the_end(page: Page) -> None:
    elements = list(page.root.iter())
    (block,) = page.by_class("crisis")
    main = elements.index(page.one("main"))
    assert elements.index(page.by_class("strip")[0]) < main < elements.index(block)
    assert [a.get("href") for a in block.iter() if page.name(a) == "a"][:4] == CRISIS
    for strip in page.by_class("strip"):
        assert [a.get("href") for a in strip.iter() if page.name(a) == "a"] == CRISIS
    labels = [nav.get("aria-label") for nav in page.all("nav")]
    assert len(labels) == len(set(labels))


def every_link_is_made_for_a_frame(page: Page) -> None:
    for link in page.all("a"):
        href, target = link.get("href"), link.get("target")
        if href.startswith(("#", "tel:", "sms:", "/embed?", "/es/embed?")):
            assert target is None, href
        else:
            assert (target, link.get("rel")) == ("_blank", "noopener noreferrer"), href


@pytest.mark.parametrize(("path", "status"), FRAMES.items())
@pytest.mark.parametrize("prefix", ["", "/es"])
def test_every_frame_keeps_the_rules(site, prefix, path, status):
    frame(site, prefix + path, status)


def test_the_strip_stands_after_every_five_places(site):
    page = frame(site, "/embed?near=02118")
    kinds = [
        "card" if "card" in classes else "strip"
        for e in page.root.iter()
        if {"card", "strip"} & (classes := set((e.get("class") or "").split()))
    ]
    assert kinds == ["strip", *(["card"] * 5 + ["strip"]) * 2]


def test_numbers_go_on_where_the_strip_parts_the_list(site):
    page = frame(site, "/embed?near=02118&page=2")
    lists = [e.get("start") for e in page.all("ol") if e.get("class") == "cards"]
    assert lists == ["11", "16"]
    assert page.text(page.by_class("card")[0]).startswith("11 ")


def test_what_the_clinic_chose_stays_through_every_search(site):
    page = frame(
        site, "/embed?near=02118&term=medicaid+methadone&theme=dark&accent=aa0000"
    )
    hidden = {
        (e.get("name"), e.get("value"))
        for e in page.all("input")
        if e.get("type") == "hidden"
    }
    assert hidden == {("term", "medicaid"), ("theme", "dark"), ("accent", "aa0000")}
    checked = [e.get("value") for e in page.all("input") if "checked" in e.attrib]
    assert checked == ["methadone"]
    stay = [href for href in page.links() if href.startswith("/embed?")]
    assert stay
    assert all("theme=dark&accent=aa0000" in href for href in stay)


def test_terms_that_are_no_choice_of_ours_become_one(site):
    page = frame(site, "/embed?near=02118&term=methadone&term=naltrexone")
    (first, *_) = (e for e in page.all("input") if e.get("type") == "radio")
    assert first.get("value") == "methadone,naltrexone"
    assert "checked" in first.attrib


def test_a_search_without_terms_is_not_narrowed_by_the_form(site):
    page = frame(site, "/embed?near=02118")
    (first, *_) = (e for e in page.all("input") if e.get("type") == "radio")
    assert first.get("value") == ""
    assert "checked" in first.attrib
    assert frame(site, "/embed?near=02118&term=").heading == page.heading


def test_a_mistyped_place_offers_others_inside_the_frame(site):
    page = frame(site, "/embed?near=Springfield&theme=dark", 422)
    meant = [
        href for href in page.links() if href.startswith("/embed?near=Springfield")
    ]
    assert meant
    assert all(href.endswith("&theme=dark") for href in meant)


@pytest.mark.parametrize(
    ("asked", "there"),
    [("/embed?near=02118&lang=es", "/es/embed?"), ("/es/embed?lang=en", "/embed?")],
)
def test_a_language_is_chosen_by_parameter_too(site, asked, there):
    response = fetch(site, asked, 302)
    assert response.headers["Location"].startswith(there)
    assert "X-Frame-Options" not in response.headers
    assert (
        Page(fetch(site, response.headers["Location"]).text).one("html").get("lang")
        in there + "en"
    )


def test_an_unknown_language_is_ours(site):
    assert frame(site, "/embed?near=02118&lang=xx").one("html").get("lang") == "en"


@pytest.mark.parametrize("status", [200, 422])
def test_nothing_of_a_frame_is_indexed_or_kept_by_others(site, status):
    path = "/embed?near=02118" if status == 200 else "/embed?near=x"
    response = fetch(site, path, status)
    assert 'name="robots" content="noindex"' in response.text
    assert response.headers["Cache-Control"] == "private, no-cache"


def test_without_a_list_the_frame_says_so_and_gives_the_lines(make_site):
    page = frame(make_site(FakeStore([])), "/embed?near=02118", 503)
    assert page.heading == "Our list has not loaded"
    assert "This does not mean there is no help near you" in page.words


@pytest.mark.parametrize(
    "path", ["/embed", "/embed?near=02118", "/es/embed?near=02118"]
)
@pytest.mark.parametrize("practice", [True, False])
def test_the_practice_list_is_never_in_a_frame(make_site, path, practice):
    page = frame(make_site(practice_store(), practice=practice), path, 503)
    assert not page.by_class("card")
    assert "Harbor Light" not in page.html


def test_the_operator_is_told_why_and_nobody_else(make_site):
    site = make_site(practice_store())
    why = "The practice list is never embedded."
    elsewhere = {"Host": "help.example"}
    assert why in frame(site, "/embed", 503).words
    assert why not in frame(site, "/embed", 503, headers=elsewhere).words


def test_our_own_failure_is_said_inside_the_frame(make_site, monkeypatch, caplog):
    def fail(*_args):
        raise RuntimeError("02118 secret")

    monkeypatch.setattr(embed, "make_results", fail)
    monkeypatch.setattr(errors.log, "disabled", False)
    page = frame(make_site(), "/embed?near=02118&theme=dark", 500)
    assert page.heading == "Something broke on our side"
    assert page.one("html").get("data-theme") == "dark"
    assert "RuntimeError in embed.frame" in caplog.text
    assert "02118" not in caplog.text


@pytest.mark.parametrize(
    "path", ["/", "/search?near=02118", "/link", "/crisis", "/embed.js"]
)
def test_nothing_else_may_be_framed(site, path):
    site.get(path)  # the client of all other tests looks at these headers


def test_an_operator_says_who_may_frame_it(make_site):
    named = "https://clinic.example https://*.county.example"
    site = make_site(frame_ancestors=named)
    policy = fetch(site, "/embed").headers["Content-Security-Policy"]
    assert policy.endswith(f"; frame-ancestors 'self' {named}")


def test_an_operator_can_keep_everybody_from_framing_it(make_site):
    site = make_site(frame_ancestors="'none'")
    site.get("/embed")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", "*"),
        ("*", "*"),
        ("none", "'none'"),
        (" https://a.example  http://localhost:8000 ", "https://a.example http://localhost:8000"),
        ("https://*.A.example:*", "https://*.a.example:*"),
    ],
)  # fmt: skip
def test_who_may_frame_is_read_from_a_setting(text, kept):
    settings = Settings.from_environ({"LOCATOR_FRAME_ANCESTORS": text})
    assert settings.frame_ancestors == kept


@pytest.mark.parametrize(
    "text",
    ["a.example", "https://a.example/path", "https://a.example; script-src *", "'self'", "* none", "https://a.example\nX: y"],
)  # fmt: skip
def test_who_may_frame_is_never_half_understood(text):
    with pytest.raises(ConfigError, match="LOCATOR_FRAME_ANCESTORS"):
        Settings.from_environ({"LOCATOR_FRAME_ANCESTORS": text})


def test_the_script_is_small_and_names_frames_in_every_language(site):
    response = fetch(site, "/embed.js", headers={"Accept-Encoding": "gzip"})
    assert len(response.data) <= 3 * 1024
    code = gzip.decompress(response.data).decode()
    titles = json.loads(re.search(r"\((\{\"en\".*\})\);\s*$", code)[1])
    assert set(titles) == set(languages())
    assert titles["en"] == ["Find treatment near you", "Find treatment near %(place)s"]


def test_the_script_may_be_kept_an_hour_and_used_anywhere(site):
    headers = fetch(site, "/embed.js").headers
    assert headers["Content-Type"].startswith("text/javascript")
    assert "max-age=3600" in headers["Cache-Control"]
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    again = fetch(site, "/embed.js", 304, headers={"If-None-Match": headers["ETag"]})
    assert not again.data


def test_a_color_is_a_sheet_that_may_be_kept_for_long(site):
    page = frame(site, "/embed?near=02118&accent=c2185b")
    (sheet,) = (
        e.get("href") for e in page.all("link") if "theme-" in e.get("href", "")
    )
    assert sheet.startswith("/embed/theme-c2185b.css?v=")
    response = fetch(site, sheet)
    assert response.mimetype == "text/css"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    "name", ["c2185", "C2185B", "c2185b0", "red", "ffffff}*{", "%0a"]
)
def test_what_is_no_color_is_no_sheet(site, name):
    fetch(site, f"/embed/theme-{name}.css", 404)


@pytest.mark.parametrize("accent", ["ffcc00", "ffffff", "red", "0b4f54", ""])
def test_a_color_that_does_not_fit_leaves_our_own(site, accent):
    page = frame(site, f"/embed?near=02118&accent={accent}")
    assert "theme-" not in page.html


@pytest.mark.parametrize(
    ("query", "sheet"),
    [
        ("", "/brand/"),
        ("?theme=light", "/embed/theme-6b1d1d.css"),
        ("?theme=dark", "/embed/theme-"),
        ("?accent=c2185b", "/embed/theme-c2185b.css"),
    ],
)
def test_the_operators_color_is_that_of_frames_without_one(
    make_site, tmp_path, query, sheet
):
    (tmp_path / "site.toml").write_text('[accent]\nlight = "#6b1d1d"\n', "utf-8")
    page = frame(make_site(), f"/embed{query}")
    assert page.all("link")[-1].get("href").startswith(sheet)


def test_the_snippet_of_the_docs_is_what_the_link_maker_gives(make_site):
    docs = (ROOT / "docs/embedding.md").read_text("utf-8")
    site = make_site(base_url="https://locator.example.org")
    page = Page(fetch(site, "/link?near=60601&term=methadone").text)
    (box,) = (e for e in page.all("textarea") if e.get("id") == "embed-html")
    assert "".join(box.itertext()).strip() in docs
    (framed,) = re.findall(r'<iframe src="https://locator.example.org([^"]+)"', docs)
    frame(site, framed.replace("&amp;", "&"))


def test_the_link_maker_says_why_a_color_cannot_be_had(site):
    page = site.page("/link?near=02118&accent=%23ffcc00", 422)
    assert "too pale to be seen on a light page" in page.words
    assert "embed-html" not in page.html
    site.page("/link?near=02118&accent=%23ffcc00&theme=dark")


def test_our_own_color_is_always_to_be_had():
    assert refused("#0b4f54", "dark") is None
    assert read_look({"accent": "0b4f54", "theme": "dark"}) == FrameLook("dark")


@pytest.mark.parametrize("accent", ["000000", "0000ff", "c2185b", "767676", "ffcc00"])
def test_words_and_buttons_of_any_color_can_be_read(accent):
    light, dark = (
        dict(re.findall(r"--([\w-]+):(#\w{6})", rule))
        for rule in re.findall(r"data-theme(?:=dark)?\]\{([^}]*)", light_sheet(accent))
    )
    for shade, tokens in (("light", light), ("dark", dark)):
        assert contrast(tokens["accent"], tokens["on-accent"]) >= 4.5
        for ground in GROUNDS[shade]:
            assert contrast(tokens["press"], ground) >= 7
            assert contrast(tokens["accent"], ground) >= 4.5


def light_sheet(accent: str) -> str:
    """Return the sheet of a color, made dark enough for the light where it is not."""
    return style_sheet(toward(accent, "light", 4.5).lstrip("#"))


def test_the_looks_have_the_colors_of_the_site():
    css = {
        name: (ROOT / f"static/{name}.css").read_text() for name in ("site", "embed")
    }
    tokens = re.compile(r"(--[\w-]+: #\w+);")
    own = {
        theme: re.search(rf'data-theme="{theme}"\] \{{\n    --([^}}]*)', css["embed"])[
            0
        ]
        for theme in ("light", "dark")
    }
    dark = re.search(r"color-scheme: dark\) \{\n  :root \{([^}]*)", css["site"])[1]
    light = re.search(r":root \{([^}]*)", css["site"])[1]
    assert tokens.findall(own["dark"]) == tokens.findall(dark)
    assert set(tokens.findall(own["light"])) <= set(tokens.findall(light))
    assert len(tokens.findall(own["light"])) == len(tokens.findall(dark))
    for shade, text in (("light", light), ("dark", dark)):
        assert set(GROUNDS[shade]) == {
            re.search(rf"--{name}: (#\w+)", text)[1].ljust(7, "f")
            for name in ("paper", "card")
        }
