"""What the fetcher accepts as an answer, and what it says of anything else."""

import threading

import pytest
import urllib3

from locator.errors import SourceChanged, SourceUnavailable
from locator.http import make_fetcher, make_session, within

URL = "https://directory.example/list"


def test_asks_honestly_and_for_json(web, fetcher):
    web.get(URL, json={})
    fetcher.get_json(URL, {"page": "2"})
    asked = web.calls[0].request
    assert asked.headers["User-Agent"] == "locator-tests/1"
    assert asked.headers["Accept"] == "application/json"
    assert asked.url == f"{URL}?page=2"


def test_certificates_are_always_checked():
    assert make_session("x").verify is True


def test_offline_asks_nothing(web):
    web.get(URL, json={})
    with pytest.raises(SourceUnavailable, match="LOCATOR_OFFLINE"):
        make_fetcher(user_agent="x", offline=True).get_json(URL, {})
    assert len(web.calls) == 0


@pytest.mark.parametrize("url", ["ftp://a.example/x", "file:///etc/passwd", "https://"])
def test_only_web_addresses_are_asked(fetcher, url):
    with pytest.raises(SourceUnavailable, match="not an address"):
        fetcher.get_json(url, {})


@pytest.mark.parametrize(
    ("body", "error", "said"),
    [
        ("<!doctype html><title>Sorry</title>", SourceChanged, "web page"),
        ("Invalid request", SourceChanged, "text instead of JSON: 'Invalid request'"),
        ('{"rows": [{"name1": "A', SourceUnavailable, "breaks off"),
        ("[" * 100_000, SourceUnavailable, "breaks off"),
        (" ", SourceUnavailable, "nothing at all"),
    ],
)
def test_what_is_no_json_is_named(web, fetcher, body, error, said):
    web.get(URL, body=body, content_type="application/json")
    with pytest.raises(error, match=said):
        fetcher.get_json(URL, {})
    assert len(web.calls) > 3


@pytest.mark.parametrize("body", ["<html>", "Invalid request", '{"rows": [', ""])
def test_what_is_no_json_may_heal(web, fetcher, body):
    web.get(URL, body=body)
    web.get(URL, json={"rows": []})
    assert fetcher.get_json(URL, {}) == {"rows": []}


def test_json_served_as_a_web_page_is_refused(web, fetcher):
    web.get(URL, body="{}", content_type="text/html")
    with pytest.raises(SourceChanged, match="web page"):
        fetcher.get_json(URL, {})


def test_byte_order_mark_is_skipped(web, fetcher):
    web.get(URL, body=b"\xef\xbb\xbf{}", content_type="application/json")
    assert fetcher.get_json(URL, {}) == {}


def test_endless_page_is_refused(web, fetcher_with):
    web.get(URL, body=b"[" + b" " * 2**21, content_type="application/json")
    with pytest.raises(SourceChanged, match="over 1 MB"):
        fetcher_with(max_mb=1).get_json(URL, {})
    assert len(web.calls) == 1


def test_redirect_within_the_host_is_followed(web, fetcher):
    web.get(URL, status=301, headers={"Location": "/new"})
    web.get("https://directory.example/new", json=[2])
    assert fetcher.get_json(URL, {}) == [2]


@pytest.mark.parametrize(
    "target", ["https://login.example/", "http://directory.example/list", "ftp://x/"]
)
def test_redirect_elsewhere_is_refused(web, fetcher, target):
    web.get(URL, status=302, headers={"Location": target})
    with pytest.raises(SourceChanged, match="--url"):
        fetcher.get_json(URL, {})


def test_redirect_circle_is_refused(web, fetcher):
    web.get(URL, status=302, headers={"Location": URL})
    with pytest.raises(SourceChanged, match="circle"):
        fetcher.get_json(URL, {})


def test_what_never_ends_is_left_behind():
    release = threading.Event()
    with pytest.raises(TimeoutError):
        within(0.05, release.wait)
    # Had it been waited for, this line would never be reached.
    release.set()


def test_reply_that_stops_in_the_middle_is_tried_again(web, fetcher, monkeypatch):
    web.get(URL, json={})
    whole = urllib3.HTTPResponse.read1
    failures = [urllib3.exceptions.ProtocolError("cut")]

    def read1(self, *args, **kwargs):
        if failures:
            raise failures.pop()
        return whole(self, *args, **kwargs)

    monkeypatch.setattr(urllib3.HTTPResponse, "read1", read1)
    assert fetcher.get_json(URL, {}) == {}
    assert len(web.calls) == 2


def test_trickle_ends_with_the_patience(web, fetcher, clock, monkeypatch):
    web.get(URL, json={})

    def trickle(self, *args, **kwargs):
        clock.now += 20
        return b" "

    monkeypatch.setattr(urllib3.HTTPResponse, "read1", trickle)
    started = clock.now
    with pytest.raises(SourceUnavailable, match="in time"):
        fetcher.get_json(URL, {})
    assert clock.now - started <= 110
