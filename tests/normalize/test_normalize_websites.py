"""Links that are safe to print."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.normalize import normalize_website


@pytest.mark.parametrize(
    ("printed", "website"),
    [
        ("https://example.org", "https://example.org"),
        ("  www.Example.org/a?b=c#d ", "https://www.example.org/a?b=c#d"),
        ("HTTP://EXAMPLE.ORG/", "http://example.org"),
        ("//example.org", "https://example.org"),
        ("example.org:8080/x", "https://example.org:8080/x"),
        ("https://bücher.example", "https://xn--bcher-kva.example"),
    ],
)
def test_website_gets_a_scheme_and_a_lower_case_host(printed, website):
    assert normalize_website(printed) == website


@pytest.mark.parametrize(
    "printed",
    [
        None,
        "",
        "https://",
        "http://?x",
        "javascript:alert(1)",
        "data:text/html,x",
        "mailto:someone@example.org",
        "someone@example.org",
        "https://name:word@example.org",
        "https://example.org/a b",
        "https://exam\x00ple.org",
        "https://example.org/\u202egro",
        "https://example.org:99999",
        "https://[::1",
        "https://localhost",
        "http://127.0.0.1/",
        "none",
        "https://example.org/" + "a" * 600,
    ],
)
def test_what_is_no_safe_link_is_dropped(printed):
    assert normalize_website(printed) is None


@given(st.text() | st.text().map("https://".__add__) | st.text().map("a.org/".__add__))
def test_any_text_gives_a_safe_link_or_none(text):
    website = normalize_website(text)
    if website is not None:
        parts = urlsplit(website)
        assert parts.scheme in {"http", "https"}
        assert parts.hostname
        assert parts.username is None
        assert website.isprintable()
        assert not any(map(str.isspace, website))
        assert normalize_website(website) == website
