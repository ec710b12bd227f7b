"""How the fetcher waits, tries again and gives up."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
import requests

from locator.errors import SourceChanged, SourceUnavailable
from locator.http import retry_after_s

URL = "https://directory.example/list"


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_passing_error_is_tried_again(web, fetcher, status):
    web.get(URL, status=status)
    web.get(URL, json={"rows": []})
    assert fetcher.get_json(URL, {}) == {"rows": []}


@pytest.mark.parametrize(
    "error", [requests.ConnectionError, requests.ReadTimeout, requests.ConnectTimeout]
)
def test_broken_connection_is_tried_again(web, fetcher, error):
    web.get(URL, body=error())
    web.get(URL, json=[1])
    assert fetcher.get_json(URL, {}) == [1]


def test_lasting_error_ends_within_the_patience(web, fetcher, clock):
    web.get(URL, status=503)
    started = clock.now
    with pytest.raises(SourceUnavailable, match="error 503"):
        fetcher.get_json(URL, {})
    assert 60 < clock.now - started <= 90


def test_waits_grow_and_are_not_all_alike(web, fetcher, clock):
    web.get(URL, status=500)
    with pytest.raises(SourceUnavailable):
        fetcher.get_json(URL, {})
    backoff = [wait for wait in clock.waits if wait > 0.5]
    assert backoff[0] < 1.1
    assert max(backoff) == 8
    assert len(set(backoff)) > 3


def test_success_renews_the_patience(web, fetcher, clock):
    for _ in range(3):
        web.get(URL, status=500)
        web.get(URL, json={})
        clock.now += 85
        assert fetcher.get_json(URL, {}) == {}


@pytest.mark.parametrize("status", [400, 404, 410])
def test_missing_page_is_not_asked_for_again(web, fetcher, status):
    web.get(URL, status=status)
    with pytest.raises(SourceChanged, match=f"status {status}"):
        fetcher.get_json(URL, {})
    assert len(web.calls) == 1


def test_refusal_is_not_argued_with(web, fetcher):
    web.get(URL, status=403)
    with pytest.raises(SourceUnavailable, match="refuses"):
        fetcher.get_json(URL, {})
    assert len(web.calls) == 1


def test_retry_after_is_honored(web, fetcher, clock):
    web.get(URL, status=429, headers={"Retry-After": "30"})
    web.get(URL, json={})
    fetcher.get_json(URL, {})
    assert 30 in clock.waits


def test_retry_after_beyond_the_patience_gives_up_at_once(web, fetcher, clock):
    web.get(URL, status=503, headers={"Retry-After": "3600"})
    with pytest.raises(SourceUnavailable):
        fetcher.get_json(URL, {})
    assert clock.waits == []


def test_retry_after_may_be_a_date():
    in_a_minute = format_datetime(
        datetime.now(UTC) + timedelta(seconds=60), usegmt=True
    )
    assert 50 < (retry_after_s(in_a_minute) or 0) <= 60
    assert retry_after_s("Wed, 01 Jan 2020 00:00:00 GMT") == 0
    assert retry_after_s("soon") is None
    assert retry_after_s(None) is None


def test_requests_keep_their_pace(web, fetcher_with, clock):
    web.get(URL, json={})
    fetcher = fetcher_with(pace_s=2)
    started = clock.now
    for _ in range(4):
        fetcher.get_json(URL, {})
    assert clock.now - started == pytest.approx(6)


def test_first_contact_fails_early(web, fetcher_with, clock):
    web.get(URL, status=500)
    started = clock.now
    with pytest.raises(SourceUnavailable):
        fetcher_with(first_contact_s=10).get_json(URL, {})
    assert 5 < clock.now - started <= 10


def test_after_first_contact_the_whole_patience_counts(web, fetcher_with, clock):
    fetcher = fetcher_with(first_contact_s=10)
    web.get(URL, json={})
    fetcher.get_json(URL, {})
    web.replace("GET", URL, status=500)
    started = clock.now
    with pytest.raises(SourceUnavailable):
        fetcher.get_json(URL, {})
    assert clock.now - started > 60
