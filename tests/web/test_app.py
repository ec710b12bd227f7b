"""The factory: where it finds its pages, and what it must never load."""

import subprocess
import sys

from locator.web import app


def test_pages_are_found_in_a_checkout_and_in_a_wheel(tmp_path, monkeypatch):
    package = tmp_path / "locator"
    (tmp_path / "templates").mkdir()
    package.mkdir()
    monkeypatch.setattr(app, "PACKAGE", package)
    assert app.asset_folder("templates") == tmp_path / "templates"
    (package / "templates").mkdir()
    assert app.asset_folder("templates") == package / "templates"


def test_the_terminal_starts_without_flask():
    code = "import sys, locator.cli; print('flask' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
