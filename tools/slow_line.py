"""`make slow-line`: when a phone on a bad line shows something, and the results.

400 kbit/s and 400 ms to and fro, nothing stored before; of five visits the middle one.
"""

import statistics
import sys

from playwright.sync_api import Browser, sync_playwright

from tests.web.invented import make_id, make_store
from tools.programs import CHROMIUM_FLAGS, find_chromium
from tools.served import serving

BYTES_A_SECOND = 400_000 // 8
LINE = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": BYTES_A_SECOND,
    "uploadThroughput": BYTES_A_SECOND,
}
PAGES = {
    "home": "/",
    "results": "/search?near=02118&term=buprenorphine&term=methadone",
    "results in Spanish": "/es/search?near=02118&term=buprenorphine&term=methadone",
    "place": f"/locations/bay-street-health-{make_id(1)}",
    "kratom guide": "/guides/kratom",
    "crisis": "/crisis",
}
VISITS = 5
FIRST_S, READ_S = 2.0, 3.0
# When the first text was painted, and when the whole page was there.
SEEN = """async () => {
    let painted;
    while (!(painted = performance.getEntriesByName("first-contentful-paint")[0]))
        await new Promise(done => setTimeout(done, 50));
    const { domContentLoadedEventEnd } = performance.getEntriesByType("navigation")[0];
    return [painted.startTime, domContentLoadedEventEnd];
}"""


def main() -> int:
    """Visit every page; tell which one keeps a person waiting too long."""
    late = 0
    print("| page | first content | readable | sent |")
    print("|---|---|---|---|")
    with serving(make_store()) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=CHROMIUM_FLAGS
        )
        for name, path in PAGES.items():
            visits = [visit(browser, address + path) for _ in range(VISITS)]
            first, read, sent = (
                statistics.median(one) for one in zip(*visits, strict=True)
            )
            late += first > FIRST_S or read > READ_S
            print(f"| {name} | {first:.1f} s | {read:.1f} s | {sent / 1024:.0f} KB |")
        browser.close()
    return min(late, 1)


def visit(browser: Browser, url: str) -> tuple[float, float, float]:
    """Open a page on a bad line; return seconds to the first and all text, and bytes."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, service_workers="block"
    )
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LINE)
    sizes: list[float] = []
    line.on("Network.loadingFinished", lambda e: sizes.append(e["encodedDataLength"]))
    page.goto(url)
    page.screenshot()  # has it painted, even where no screen asks for it
    first, parsed = page.evaluate(SEEN)
    context.close()
    return first / 1000, max(first, parsed) / 1000, sum(sizes)


if __name__ == "__main__":
    sys.exit(main())
