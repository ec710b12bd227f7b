"""What is fuzzed: each takes any bytes and may only raise what it promises to raise.

The suite feeds them with hypothesis, `make fuzz` with atheris, which watches coverage.
"""

import re
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from urllib.parse import quote_from_bytes

from flask.testing import FlaskClient

from locator import normalize
from locator.cli.ids import read_ids
from locator.config import Settings
from locator.content.library import read_library
from locator.errors import (
    BadDecision,
    BadFacts,
    ConfigError,
    InvalidSearch,
    SourceChanged,
    SourceError,
    UnknownPlace,
)
from locator.http.replies import Fault, decode_json
from locator.ingest.decision_table import read_decisions
from locator.ingest.intake import read_rows
from locator.merge.names import name_words
from locator.merge.streets import parse_street
from locator.places import lookup_near
from locator.records import Address, PhoneKind
from locator.sources import SOURCES
from locator.web import create_app
from locator.web.api.cursors import ChangesCursor, SearchCursor, read_cursor
from locator.web.link_kit import read_accent
from locator.web.site_file import read_site
from tests.web.invented import make_store

Target = Callable[[bytes], None]


def read_source_file(source_id: str) -> Target:
    """Return a target that reads bytes as a file of a directory, and then its rows."""

    def read(body: bytes) -> None:
        source = SOURCES[source_id]
        with suppress(SourceChanged):
            contents = source.read_file(_file("list-2026-11.bin", body))
            read_rows(contents.rows, source, contents.as_of)

    return read


def read_answer(body: bytes) -> None:
    """Read bytes as the answer of a live directory, and what rows it has."""
    with suppress(Fault, SourceError):
        document = decode_json(body, "application/json", "directory.example")
        rows = document if isinstance(document, list) else [document]
        if all(isinstance(row, dict) for row in rows):
            for source in SOURCES.values():
                read_rows(list(rows), source, None)


def read_decision_list(body: bytes) -> None:
    """Read bytes as a list of decisions."""
    with suppress(BadDecision, SourceChanged):
        read_decisions(body.decode("utf-8", "replace"))


def read_id_list(body: bytes) -> None:
    """Read bytes as a list of ids."""
    with suppress(ConfigError, SourceChanged):
        list(read_ids(_file("ids.csv", body)))


def read_facts(body: bytes) -> None:
    """Read bytes as a file of facts."""
    with suppress(BadFacts):
        read_library(_file("facts.toml", body).parent)


def read_site_file(body: bytes) -> None:
    """Read bytes as an operator's own words."""
    path = _file("site.toml", body)
    with suppress(ConfigError):
        read_site(Settings(home=path.parent, database_url="sqlite://"))


def look_up(body: bytes) -> None:
    """Look up what somebody typed."""
    text = body.decode("utf-8", "replace")
    with suppress(UnknownPlace):
        near = lookup_near(text)
        assert lookup_near(near.canonical).point == near.point


def tidy(body: bytes) -> None:
    """Tidy a text as each kind of value; what is tidy stays as it is."""
    text = (
        body.decode("utf-8", "surrogatepass")
        if _is_text(body)
        else body.decode("latin-1")
    )
    name = normalize.normalize_name(text)
    assert normalize.normalize_name(name) == name
    site = normalize.normalize_website(text)
    assert site is None or re.match(r"https?://[^/]", site)
    assert normalize.normalize_website(site) == site
    phone = normalize.normalize_phone(text, PhoneKind.MAIN, state="FM")
    assert phone is None or re.fullmatch(r"\+?[0-9]{3,15}", phone.number)
    address = normalize.normalize_address(Address(text, text, text, text, text))
    assert normalize.normalize_address(address) == address
    parse_street(text, text)
    name_words(text)


def read_cursors(body: bytes) -> None:
    """Read bytes as a place in a list, and as a color."""
    text = body.decode("latin-1")
    for shape in (SearchCursor, ChangesCursor):
        with suppress(InvalidSearch):
            read_cursor(text, shape)
    read_accent(text)


def ask_site(body: bytes) -> None:
    """Ask the site: a byte chooses the page, a line fills its address, then the query."""
    number, (words, _, query) = body[:1] or b"\0", body[1:].partition(b"\n")
    path = _paths()[number[0] % len(_paths())]
    path = re.sub(r"<[^>]+>", lambda _: quote_from_bytes(words, safe="") or "-", path)
    asked = quote_from_bytes(query, safe="&=+,%")
    response = _site().get(f"{path}?{asked}", buffered=True)
    assert response.status_code < 500, (response.status_code, path, query)


TARGETS: Mapping[str, Target] = {
    **{id_: read_source_file(id_) for id_ in SOURCES},
    "answer": read_answer,
    "decisions": read_decision_list,
    "ids": read_id_list,
    "facts": read_facts,
    "site-file": read_site_file,
    "near": look_up,
    "values": tidy,
    "cursors": read_cursors,
    "site": ask_site,
}
NAMES = (
    b"near term radius page limit cursor since per_page full organization_id lang theme"
    b" accent compact view then q fips sort"
).split()


def _is_text(body: bytes) -> bool:
    with suppress(UnicodeDecodeError):
        body.decode("utf-8")
        return True
    return False


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="locator-fuzz-"))


def _file(name: str, body: bytes) -> Path:
    path = _folder() / name.partition(".")[0] / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(body)
    return path


@cache
def _site() -> FlaskClient:
    home = _folder() / "home"
    home.mkdir(exist_ok=True)
    settings = Settings(home=home, database_url="sqlite://", contact="Front desk")
    return create_app(settings, store=make_store()).test_client()


@cache
def _paths() -> list[str]:
    rules = _site().application.url_map.iter_rules()
    found = {rule.rule for rule in rules if "GET" in (rule.methods or ())}
    # The desk is asked by its own tests, signed in; the rest by anybody.
    return sorted(path for path in found if not path.startswith("/desk"))
