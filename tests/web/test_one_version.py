"""A request sees one version of the directory, whatever is swapped meanwhile."""

from itertools import count

import pytest

from locator.search import DirectoryWatch


@pytest.mark.parametrize(
    "path",
    [
        "/search?near=02118&term=methadone",
        "/api/v1/locations?near=02118",
        "/embed?near=02118",
    ],
)
def test_a_request_asks_once_which_version_there_is(make_site, monkeypatch, path):
    site = make_site()
    site.client.get(path)
    calls, current = count(), DirectoryWatch.current

    def counting(watch):
        next(calls)
        return current(watch)

    monkeypatch.setattr(DirectoryWatch, "current", counting)
    answer = site.client.get(path)
    assert answer.headers["Locator-Directory-Version"]
    assert next(calls) == 1
