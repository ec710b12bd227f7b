"""What the worker may store, how small it is, and what phones learn of the site."""

import gzip
import json
import re
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from locator.web import offline
from tests.web.invented import practice_store

STATIC = Path(__file__).resolve().parents[2] / "static"
SCRIPTS = ("leave.js", "keep.js", "site.js", "share.js", "worker.js")
MOST_STORED = 150 * 1024
MOST_SCRIPT = 12 * 1024


def plan_of(site, language: str = "en") -> dict:
    script = site.get(f"/worker.js?language={language}").text
    return json.loads(re.match(r"const PLAN = (\{.*?\});\n", script)[1])


def test_the_worker_is_a_script_that_browsers_check_again(site):
    response = site.get("/worker.js")
    assert response.mimetype == "text/javascript"
    assert response.headers["Cache-Control"] == "no-cache"
    assert response.text.endswith((STATIC / "worker.js").read_text())


def test_the_worker_stores_the_same_pages_for_everybody_and_no_search(site):
    pages = plan_of(site)["pages"]
    assert {"/offline", "/crisis", "/kept", "/guides/"} <= set(pages)
    assert not [path for path in pages if "search" in path or "?" in path]
    for path in pages:
        site.page(path)


def test_all_guides_are_stored(site):
    links = [
        urlsplit(link).path
        for link in site.page("/guides/").links()
        if link.startswith("/guides/")
    ]
    assert set(links) <= set(plan_of(site)["pages"])


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_is_stored_is_small_and_in_one_language(site, language):
    plan = plan_of(site, language)
    stored = [
        site.client.get(path, buffered=True) for path in plan["pages"] + plan["files"]
    ]
    assert all(answer.status_code == 200 for answer in stored)
    assert sum(len(gzip.compress(answer.data)) for answer in stored) <= MOST_STORED
    prefix = "" if language == "en" else "/es"
    assert all(path.startswith(f"{prefix}/") for path in plan["pages"])
    for answer in stored[: len(plan["pages"])]:
        assert f'<html lang="{language}">' in answer.text


def test_an_unknown_language_gets_the_english_worker(site):
    assert plan_of(site, "xx") == plan_of(site)


def test_pages_name_the_worker_of_their_language(site):
    assert 'data-worker="/worker.js?language=en"' in site.get("/crisis").text
    spanish = site.client.get("/es/crisis").text
    assert 'data-worker="/worker.js?language=es"' in spanish
    assert 'data-scope="/"' in spanish


def test_a_new_month_a_practice_list_and_a_new_release_make_a_new_worker(
    site, make_site, monkeypatch
):
    version = plan_of(site)["version"]
    assert plan_of(site)["version"] == version
    practice = make_site(practice_store())
    assert plan_of(practice)["version"] != version
    monkeypatch.setattr(offline, "edition", lambda today: "1999-01")
    assert plan_of(site)["version"] != version
    monkeypatch.undo()
    monkeypatch.setattr(offline, "release", lambda: "another")
    assert plan_of(site)["version"] != version


def test_an_edition_is_a_month():
    assert offline.edition(date(2026, 11, 22)) == "2026-11"


def test_the_release_changes_with_a_template(site, tmp_path, monkeypatch):
    page = tmp_path / "page.html"
    monkeypatch.setattr(site.app, "template_folder", str(tmp_path))
    marks = set()
    for text in ("one", "two"):
        page.write_text(text)
        with site.app.app_context():
            marks.add(offline.release.__wrapped__())
    assert len(marks) == 2


def test_the_manifest_has_a_neutral_name_and_icons(site):
    manifest = json.loads(site.get("/manifest.webmanifest").text)
    assert manifest["name"] == manifest["short_name"] == "Health services"
    assert manifest["start_url"] == manifest["scope"] == "/"
    for icon in manifest["icons"]:
        assert site.client.get(icon["src"], buffered=True).mimetype == icon["type"]
    sizes = {icon["sizes"] for icon in manifest["icons"]}
    assert {"192x192", "512x512"} <= sizes


def test_the_manifest_is_in_the_language_of_the_page(site):
    manifest = site.client.get("/es/manifest.webmanifest").get_json(force=True)
    assert manifest["lang"] == "es"
    assert manifest["start_url"] == "/es/"
    assert manifest["scope"] == "/"


def test_the_page_without_a_connection_never_says_that_there_is_no_help(site):
    page = site.page("/offline")
    assert "It does not mean that there is no help near you" in page.words
    assert "/crisis" in page.links()
    assert "/kept" in page.links()
    assert "No places" not in page.words


def test_a_list_can_be_kept_only_where_there_is_one(site):
    offered = site.page("/search?near=02118").by_class("keep")
    assert [box.get("hidden") for box in offered] == [""]
    assert not site.page("/").by_class("keep")


def test_every_page_can_be_left_by_a_plain_link(site):
    for path, status in (
        ("/", 200),
        ("/crisis", 200),
        ("/nothing", 404),
        ("/leave", 200),
    ):
        [row] = site.page(path, status).by_class("leave")
        [link] = [e for e in row.iter() if e.tag.endswith("}a")]
        assert link.get("href") == "https://www.weather.gov/"
        assert "noreferrer" in link.get("rel")


def test_leaving_is_honest_about_history(site):
    words = site.page("/leave").words
    assert "Your browser history will still show the pages" in words
    assert "Shift 3 times" in words


def test_all_script_of_the_site_is_small():
    present = [STATIC / name for name in SCRIPTS if (STATIC / name).exists()]
    assert len(present) >= 3
    assert sum(len(gzip.compress(path.read_bytes())) for path in present) <= MOST_SCRIPT
