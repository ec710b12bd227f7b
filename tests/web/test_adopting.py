"""The document for operators shows a file that works, and names what exists."""

import re
from pathlib import Path

from locator.config import Settings
from locator.web.counts import COUNTY, LANGUAGE, NOTHING, PAGE, TERM
from locator.web.site_file import missing_languages, read_site
from tests.web.test_site_file import png

ROOT = Path(__file__).resolve().parent.parent.parent
TEXT = (ROOT / "docs/adopting.md").read_text("utf-8")


def test_the_example_of_a_site_file_is_read(tmp_path):
    (example,) = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    (tmp_path / "site.toml").write_text(example, "utf-8")
    (tmp_path / "logo.png").write_bytes(png())
    site = read_site(Settings(tmp_path, "sqlite://"))
    assert site.crisis_line.number == "+16175550143"
    assert missing_languages(site) == ["guides.overdose.es"]


def test_the_color_for_the_dark_that_it_shows_passes(tmp_path):
    (example,) = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    (tmp_path / "site.toml").write_text(example.replace("# dark", "dark"), "utf-8")
    (tmp_path / "logo.png").write_bytes(png())
    assert read_site(Settings(tmp_path, "sqlite://")).accent.dark == "#e0a3a3"


def test_every_sum_is_named():
    named = set(re.findall(r"^\| ([\w-]+) \| \w+ ", TEXT, re.MULTILINE)) - {"sum"}
    assert {PAGE, LANGUAGE, TERM, COUNTY, NOTHING} <= named


def test_every_document_that_it_names_is_there():
    for name in re.findall(r"\]\(([\w-]+\.md)[)#]", TEXT):
        assert (ROOT / "docs" / name).is_file(), name
