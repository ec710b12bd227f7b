"""Whom a request comes from and which site it asks for are hearsay until somebody vouches."""

import pytest
from flask import request

from locator.config import Settings
from locator.web.proxies import trusted_hosts
from tests.web.house_rules import CRISIS

OURS = "https://locator.example.org"
ATTACKS = [
    "evil.example", "locator.example.org.evil.example", "locator.example.org@evil.example",
    "evil.example:443", "x locator.example.org", "", "locator.example.org:99999",
]  # fmt: skip


@pytest.mark.parametrize("host", ATTACKS)
def test_another_host_gets_400_and_the_crisis_lines(make_site, host):
    page = make_site(base_url=OURS).get("/crisis", 400, headers={"Host": host})

    assert all(f'href="{line}"' in page.text for line in CRISIS)
    assert page.headers["Cache-Control"] == "no-store"
    assert "evil" not in page.text


@pytest.mark.parametrize(
    "host", ["locator.example.org", "locator.example.org:443", "127.0.0.1:8000"]
)
def test_our_own_names_are_answered(make_site, host):
    make_site(base_url=OURS).page("/about", headers={"Host": host})


def test_flask_knows_the_same_hosts(make_site):
    app = make_site(base_url=OURS).app

    assert app.config["TRUSTED_HOSTS"] == trusted_hosts(OURS)
    assert trusted_hosts(None) is None


@pytest.mark.parametrize(
    "path", ["/link?near=02118", "/hsds", "/api/v1/openapi.json", "/search?near=02118"]
)
def test_absolute_links_never_come_from_the_host(make_site, path):
    page = make_site().get(path, headers={"Host": "evil.example"})

    assert "evil.example" not in page.text


def seen_by(site, **headers):
    seen = {}

    @site.app.before_request
    def look():
        seen["address"], seen["scheme"] = request.remote_addr, request.scheme

    site.get("/healthz", headers=headers)
    return seen


FORWARDED = {
    "X-Forwarded-For": "203.0.113.9, 198.51.100.7",
    "X-Forwarded-Proto": "https",
}


def test_nobody_is_believed_about_addresses_by_default(make_site):
    seen = seen_by(make_site(), **FORWARDED)

    assert seen == {"address": "127.0.0.1", "scheme": "http"}


def test_one_trusted_proxy_speaks_for_the_client_before_it(make_site):
    seen = seen_by(make_site(trusted_proxies=1), **FORWARDED)

    assert seen == {"address": "198.51.100.7", "scheme": "https"}


def test_a_trusted_proxy_that_speaks_https_brings_hsts(make_site):
    site = make_site(trusted_proxies=1)

    page = site.get("/crisis", headers={"X-Forwarded-Proto": "https"})

    assert "Strict-Transport-Security" in page.headers


@pytest.mark.parametrize("value", ["-1", "ten", "10", "1.5"])
def test_a_wrong_number_of_proxies_is_refused(value):
    with pytest.raises(Exception, match="LOCATOR_TRUSTED_PROXIES"):
        Settings.from_environ({"LOCATOR_TRUSTED_PROXIES": value})
