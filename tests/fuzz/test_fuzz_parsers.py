"""Any bytes, and bytes that are nearly right: read, or refused as promised."""

import csv
import io
import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from locator.sources import SOURCES
from locator.taxonomy import TERMS
from tests.fuzz.hostile import HEADER, LINE, LOCAL, ROW, row_with, sheet, workbook
from tests.fuzz.targets import NAMES, TARGETS

pytestmark = pytest.mark.long

FEW = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
MANY = settings(FEW, max_examples=250)
SIGNS = st.sampled_from(
    ["", "\0", "\ufeff", "\r\n", '"', ",", "\u202e", "\ud7ff", "\u0130", "é", "१२३", "½",
     "1e999", "-0", "NaN", "9" * 400, "' OR 1=1", "<b>", "%00", "../..", "%", "{}",
     "02118", "Boston, MA", "42.3,-71.0", "617-555-0100 x5", "xn--a.example"]
)  # fmt: skip
TEXTS = SIGNS | st.text(max_size=30) | st.lists(SIGNS, max_size=4).map("".join)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS
ANY = st.recursive(
    SCALARS, lambda kept: st.lists(kept, max_size=3) | st.dictionaries(TEXTS, kept, max_size=3),
    max_leaves=8,
)  # fmt: skip
COLUMNS = sorted({*ROW, *HEADER.strip().split(","), "services", "codes", "rows", "npi"})
ROWS = st.dictionaries(st.sampled_from(COLUMNS), ANY, max_size=6).map(
    lambda d: {**ROW, **d}
)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])


def encoded(text, encoding):
    return text.encode(encoding, "replace")


def table(head):
    """Return tables under a header, their cells and their encoding anything."""
    columns = head.strip().split(",")
    rows = st.lists(st.lists(TEXTS, max_size=len(columns) + 1), max_size=4)
    return st.builds(_written, st.just(columns), rows, ENCODINGS)


def _written(columns, rows, encoding):
    out = io.StringIO()
    csv.writer(out).writerows([columns, *rows])
    return encoded(out.getvalue(), encoding)


def damaged(body):
    """Return copies of a file with a few bytes changed, or its end cut off."""
    changes = st.lists(
        st.tuples(st.integers(0, len(body) - 1), st.integers(0, 255)), max_size=6
    )
    return st.builds(_damage, st.just(body), changes, st.integers(1, len(body)))


def _damage(body, changes, length):
    changed = bytearray(body)
    for at, byte in changes:
        changed[at] = byte
    return bytes(changed[:length])


FILES = (
    st.binary(max_size=200)
    | table(HEADER)
    | table(LOCAL.split("\n")[0])
    | table("Provider Name,NPI,Address Line 1,City,State,ZIP,Phone")
    | table("Program Name,Street,City,State,Zip Code,Phone")
    | st.lists(ROWS | ANY, max_size=3).map(lambda rows: json.dumps(rows).encode())
    | ROWS.map(lambda row: json.dumps({"page": 1, "rows": [row], "recordCount": 1, "totalPages": 1}).encode())
    | damaged(workbook(sheet("<row><c><v>1</v></c></row>")))
    | damaged((HEADER + LINE * 3).encode())
    | damaged(LOCAL.encode())
    | damaged(row_with() + b"\n" + row_with())
    | damaged(b"[" + row_with() + b"]")
)  # fmt: skip


@pytest.mark.parametrize("name", [*SOURCES, "answer"])
@FEW
@given(body=FILES)
def test_a_file_or_an_answer_is_read_or_refused_and_nothing_else(name, body):
    TARGETS[name](body)


DECISIONS = (
    "kind,listing_key,other_key,field,value,reason,decided_by,decided_on,expires_on"
)
IDS = (
    "source,kind,key,founding_key,retired_at,also,name1,name2,street,second,city,state,"
    "zip,private,phone,extension"
)
TOML = TEXTS.map(lambda text: f"[facts.a]\ntext = {json.dumps(text)}\n".encode()) | TEXTS.map(
    lambda text: f"name = {text}\n[{text}]\n{text} = [[]]".encode()
)  # fmt: skip


@FEW
@given(body=st.binary(max_size=80) | table(DECISIONS) | table(IDS) | TOML)
@example(body=b"a = " + b"[" * 5_000)
@example(body=b"a = " + b"{b=" * 5_000)
@pytest.mark.parametrize("name", ["decisions", "ids", "facts", "site-file"])
def test_an_operators_file_is_read_or_refused_and_nothing_else(name, body):
    TARGETS[name](body)


@pytest.mark.parametrize("name", ["near", "values", "cursors"])
@MANY
@given(body=TEXTS.map(str.encode) | st.binary(max_size=60))
def test_a_typed_text_is_understood_or_refused_and_nothing_else(name, body):
    TARGETS[name](body)


QUERIES = st.lists(
    st.tuples(st.sampled_from(NAMES), TEXTS.map(str.encode) | st.sampled_from([t.encode() for t in TERMS])),
    max_size=5,
).map(lambda pairs: b"&".join(name + b"=" + value for name, value in pairs))  # fmt: skip
WORDS = (TEXTS.map(str.encode) | st.binary(max_size=20)).map(
    lambda w: w.replace(b"\n", b" ")
)


@settings(FEW, max_examples=500)
@given(page=st.integers(0, 255), words=WORDS, query=QUERIES | st.binary(max_size=40))
def test_no_address_and_no_query_makes_the_site_fail(page, words, query):
    TARGETS["site"](bytes([page]) + words + b"\n" + query)
