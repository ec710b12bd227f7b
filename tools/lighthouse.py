"""`make lighthouse`: what Lighthouse says of our pages on a phone, as one table.

It needs Node and the network, to fetch Lighthouse; nothing else of the project does.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.web.invented import make_id, make_store
from tools.programs import CHROMIUM_FLAGS, find_chromium
from tools.served import serving

VERSION = "12.8.2"  # the newest that runs on Node 20
PORT = 8317
# The pages that search engines may list; the others ask not to be.
LISTED = {"home": "/", "guide": "/guides/first-call", "kratom": "/guides/kratom",
          "place": f"/locations/bay-street-health-{make_id(1)}",
          "crisis": "/crisis"}  # fmt: skip
UNLISTED = {
    "results": "/search?near=02118&term=buprenorphine&term=methadone",
    "empty": "/search?near=59718&term=methadone&radius=5",
    "embed": "/embed?near=02118&term=methadone",
}
TRIES = 3
LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}


def main() -> int:
    """Look at every page; tell what is below what we promise."""
    only = set(sys.argv[1:])
    below = 0
    print("| page | " + " | ".join(LEAST) + " | first content | largest content |")
    print("|---|" + "---|" * (len(LEAST) + 2))
    with serving(make_store(), PORT) as address:
        for name, path in (LISTED | UNLISTED).items():
            if not only or name in only:
                report = look_at(address + path)
                below += tell(name, report, listed=name in LISTED)
    return min(below, 1)


def look_at(url: str) -> dict[str, Any]:
    """Return Lighthouse's report on a page."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "report.json"
        command = [
            "npx", "--yes", f"lighthouse@{VERSION}", url, "--quiet", "--output=json",
            f"--output-path={target}", "--form-factor=mobile",
            f"--only-categories={','.join(LEAST)}",
            "--chrome-flags=--headless=new " + " ".join(CHROMIUM_FLAGS),
        ]  # fmt: skip
        chromium = find_chromium()
        environ = os.environ | ({"CHROME_PATH": chromium} if chromium else {})
        for _ in range(TRIES):  # now and then it misses the start of its own trace
            if subprocess.run(command, env=environ, check=False).returncode == 0:
                break
        report: dict[str, Any] = json.loads(target.read_text())
        return report


def tell(name: str, report: dict[str, Any], *, listed: bool) -> int:
    """Print a row, and what fails under it; return how many scores are too low."""
    audits = report["audits"]
    scores = {key: round(report["categories"][key]["score"] * 100) for key in LEAST}
    cells = [str(score) for score in scores.values()]
    if not listed:
        cells[-1] += " (not to be listed)"
    times = [
        audits[key]["displayValue"]
        for key in ("first-contentful-paint", "largest-contentful-paint")
    ]
    print(f"| {name} | {' | '.join(cells + times)} |", flush=True)
    missed = [key for key in LEAST if scores[key] < LEAST[key]]
    if not listed and "seo" in missed:
        missed.remove("seo")  # a search or a frame is nothing to be found by
    for key in missed:
        print(f"{name}: {key} fails {', '.join(failing(report, key))}", file=sys.stderr)
    return len(missed)


def failing(report: dict[str, Any], category: str) -> list[str]:
    """Return what costs a category its points."""
    return [
        one["id"]
        for one in report["categories"][category]["auditRefs"]
        if one["weight"]
        and (report["audits"][one["id"]]["score"] or 0) < 1
        and report["audits"][one["id"]]["scoreDisplayMode"] != "notApplicable"
    ]


if __name__ == "__main__":
    sys.exit(main())
