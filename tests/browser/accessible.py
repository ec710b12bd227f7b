"""What axe-core looks for on our pages, and what it finds."""

import json

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# WCAG 2.0 to 2.2, A and AA; contrast as AAA has it; and what axe itself advises.
RULES = {
    "runOnly": [
        "wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa",
        "best-practice",
    ],
    "resultTypes": ["violations"],
}  # fmt: skip
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast-enhanced"]}}


def violations(page: Page) -> list[str]:
    """Return what axe finds, each with where and why."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(f"axe.run({json.dumps(RULES)})")["violations"]
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found
        for node in one["nodes"]
    ]
