"""Alerts name numbers that exist, and each leads to a page that says what to do."""

import re
from pathlib import Path

import pytest

from tests.operations.conftest import started
from tools.programs import free_port

ROOT = Path(__file__).resolve().parents[2]
ALERTS = (ROOT / "deploy/prometheus/alerts.yml").read_text("utf-8")
RUNBOOKS = sorted((ROOT / "docs/runbooks").glob("*.md"))


def test_every_alert_leads_to_a_runbook_that_names_it():
    blocks = ALERTS.split("- alert: ")[1:]
    for block in blocks:
        name = block.split()[0]
        (page,) = re.findall(r"runbook: (docs/runbooks/[\w-]+\.md)", block)
        assert name in (ROOT / page).read_text("utf-8"), name


@pytest.mark.parametrize("page", RUNBOOKS, ids=lambda page: page.stem)
def test_every_runbook_is_one_page_with_an_alert_and_an_end(page):
    text = page.read_text("utf-8")

    assert len(text.splitlines()) <= 40
    assert f"docs/runbooks/{page.name}" in ALERTS
    assert "**What visitors see.**" in text
    assert "**Done when**" in text


@pytest.mark.server
def test_every_number_that_an_alert_asks_for_is_told(tmp_path):
    port = free_port()
    with started(tmp_path / "home", LOCATOR_METRICS_PORT=str(port)) as server:
        server.get("/search?near=02118")
        told = server.get("/metrics", port=port)[2].decode()

    asked = set(re.findall(r"\blocator_\w+", ALERTS))
    missing = [
        name for name in asked if not re.search(rf"^{name}\b", told, re.MULTILINE)
    ]
    assert not missing
    assert 'route="pages.search",status="2xx"' in told
