"""How many bytes a phone fetches before a person can read: sizes as sent, headers too."""

from collections.abc import Iterator

import pytest

from locator.web.translation import languages
from tests.web.every_page import VISITS, make_every_site
from tests.web.house_rules import Page

pytestmark = pytest.mark.long

KB = 1024
MOST_RESULTS, MOST_SHEETS, MOST_SCRIPTS, MOST_FIRST = 14 * KB, 10 * KB, 12 * KB, 60 * KB
GZIP = {"Accept-Encoding": "gzip"}
RESULTS = {
    "results", "all", "wide", "second", "page-900", "few", "emptied", "beyond",
    "kratom-results", "practice-results",
}  # fmt: skip

EACH_LANGUAGE = pytest.mark.parametrize("language", languages())
EACH_VISIT = pytest.mark.parametrize("visit", VISITS, ids=lambda visit: visit.name)


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """A client of every site in which the visits happen."""
    sites = make_every_site(tmp_path_factory.mktemp("every"))
    return {name: app.test_client() for name, app in sites.items()}


def sent(client, path: str, method: str = "GET") -> int:
    answer = client.open(path, method=method, headers=GZIP, buffered=True)
    assert answer.status_code == 200, path
    return len(answer.data) + len(str(answer.headers))


def files(page: Page) -> Iterator[tuple[str, str]]:
    """Tell what a browser fetches with a page, and what kind it is."""
    for link in page.all("link"):
        if link.get("rel") in {"stylesheet", "icon", "manifest"}:
            yield link.get("rel"), link.get("href")
    for name in ("script", "img"):
        for element in page.all(name):
            if element.get("src"):
                yield name, element.get("src")


@EACH_LANGUAGE
@EACH_VISIT
def test_a_first_visit_is_small_whichever_page_it_opens(sites, visit, language):
    client, visit = sites[visit.site], visit.in_language(language)
    method = "POST" if visit.sends else "GET"
    answer = client.open(visit.path, method=method, headers=GZIP, buffered=True)
    assert answer.headers["Content-Encoding"] == "gzip"
    document = len(answer.data) + len(str(answer.headers))
    page = Page(client.open(visit.path, method=method).text)
    fetched = {(kind, path): sent(client, path) for kind, path in files(page)}

    def of_kind(wanted: str) -> int:
        return sum(size for (kind, _), size in fetched.items() if kind == wanted)

    assert 0 < of_kind("stylesheet") <= MOST_SHEETS
    assert of_kind("script") <= MOST_SCRIPTS
    assert document + sum(fetched.values()) <= MOST_FIRST
    if visit.name in RESULTS:
        assert document <= MOST_RESULTS


def test_the_pages_that_are_measured_as_results_exist():
    assert {visit.name for visit in VISITS} >= RESULTS
