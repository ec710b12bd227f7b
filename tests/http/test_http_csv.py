"""CSV files through the same door: same patience, same limits, other checks."""

import pytest

from locator.errors import SourceChanged, SourceUnavailable

URL = "https://directory.example/list.csv"


@pytest.mark.parametrize(
    "kind", ["text/csv; charset=utf-8", "application/octet-stream", "text/plain", ""]
)
def test_a_csv_file_comes_undecoded(web, fetcher, kind):
    web.get(URL, body=b"\xef\xbb\xbfa,b\n1,\xe9\n", content_type=kind)
    assert fetcher.get_csv(URL) == b"\xef\xbb\xbfa,b\n1,\xe9\n"
    assert web.calls[0].request.headers["Accept"] == "text/csv"


@pytest.mark.parametrize(
    ("body", "kind", "error"),
    [
        ("<!doctype html>", "text/csv", SourceChanged),
        ("a,b\n", "text/html", SourceChanged),
        ('{"error": 1}', "text/csv", SourceChanged),
        (" ", "text/csv", SourceUnavailable),
    ],
)
def test_what_is_no_csv_is_named_after_more_tries(web, fetcher, body, kind, error):
    web.get(URL, body=body, content_type=kind)
    with pytest.raises(error):
        fetcher.get_csv(URL)
    assert len(web.calls) > 3


def test_a_passing_error_is_tried_again(web, fetcher):
    web.get(URL, status=503)
    web.get(URL, body="a\n1\n")
    assert fetcher.get_csv(URL) == b"a\n1\n"


def test_a_file_that_does_not_end_is_refused(web, fetcher_with):
    web.get(URL, body=b"a,b\n" * 2**19)
    with pytest.raises(SourceChanged, match="over 1 MB"):
        fetcher_with(max_mb=1).get_csv(URL)
