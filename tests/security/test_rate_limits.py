"""Programs are limited, people are not, and no address is kept."""

import gc

import pytest
from limits import parse

from locator.config import Settings
from locator.web.rate_limits import SALT_LASTS_S, RateLimits, pseudonym

VISITOR = {"REMOTE_ADDR": "203.0.113.9"}
OTHER = {"REMOTE_ADDR": "203.0.113.10"}
API = "/api/v1/terms"


def ask(site, path, times, who=VISITOR):
    return [
        site.client.get(path, environ_base=who, buffered=True).status_code
        for _ in range(times)
    ]


def test_the_api_is_limited_for_each_client(make_site):
    site = make_site(api_limit="3 per minute")

    assert ask(site, API, 4) == [200, 200, 200, 429]
    assert ask(site, "/hsds/services", 1) == [429]
    assert ask(site, API, 1, OTHER) == [200]


def test_who_asked_too_often_is_told_when_to_come_back(make_site):
    site = make_site(api_limit="1 per minute")
    ask(site, API, 1)

    refused = site.client.get(API, environ_base=VISITOR)

    assert refused.status_code == 429
    assert refused.mimetype == "application/problem+json"
    assert refused.headers["Retry-After"] == "60"
    assert refused.headers["Cache-Control"] == "no-store"
    assert refused.headers["Access-Control-Allow-Origin"] == "*"


def test_whole_files_have_a_limit_of_their_own(make_site):
    site = make_site(export_limit="1 per hour")

    assert ask(site, "/api/v1/locations.csv", 2) == [200, 429]
    assert ask(site, API, 1) == [200]


@pytest.mark.parametrize("path", ["/search?near=02118", "/crisis", "/", "/es/crisis"])
def test_people_are_never_limited(make_site, path):
    site = make_site(api_limit="1 per day", export_limit="1 per day")

    assert set(ask(site, path, 8)) == {200}


def test_a_reader_on_the_machine_itself_is_not_counted(make_site):
    site = make_site(api_limit="1 per minute")

    assert ask(site, API, 3, {"REMOTE_ADDR": "127.0.0.1"}) == [200, 200, 200]


def test_no_address_is_kept_in_memory(make_site):
    counts = RateLimits()
    counts.hit(parse("5 per minute"), "api", VISITOR["REMOTE_ADDR"])
    gc.collect()

    assert VISITOR["REMOTE_ADDR"] not in repr(everything_in(counts))


def everything_in(counts):
    storage = counts._here.storage
    return vars(storage), vars(counts)


def test_a_new_salt_each_day_makes_yesterday_unlinkable():
    now = [0.0]
    counts = RateLimits(clock=lambda: now[0])
    first = counts._own_salt()
    now[0] = SALT_LASTS_S - 1
    assert counts._own_salt() == first
    now[0] = SALT_LASTS_S

    assert counts._own_salt() != first


def test_one_ipv6_client_cannot_be_many():
    assert pseudonym("2001:db8::1", b"x") == pseudonym("2001:db8::ffff", b"x")
    assert pseudonym("2001:db8::1", b"x") != pseudonym("2001:db8:0:1::1", b"x")
    assert pseudonym("203.0.113.9", b"x") != pseudonym("203.0.113.10", b"x")


def test_without_redis_counting_goes_on_in_memory():
    counts = RateLimits("redis://127.0.0.1:1/0")
    limit = parse("1 per minute")

    assert counts.hit(limit, "api", "203.0.113.9")
    assert not counts.hit(limit, "api", "203.0.113.9")


def test_every_limit_in_the_settings_is_checked():
    with pytest.raises(Exception, match="LOCATOR_API_LIMIT"):
        Settings.from_environ({"LOCATOR_API_LIMIT": "often"})
