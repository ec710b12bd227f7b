"""Any words in the form that reports what is wrong: kept, or refused, never a failure."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from locator.config import Settings
from locator.store import open_store
from locator.web import create_app
from locator.web import reports as form_module
from tests.desk.conftest import PAGE, fill, places, token_of

FORM = f"{PAGE}/wrong"
WORDS = st.sampled_from(
    ["", "closed", "number", "\0", "\u202e", "<b>", "+16175550101", "x" * 9_000]
)
FIELDS = st.dictionaries(
    st.sampled_from(["problem", "words", "number", "website", "token", "other"]),
    WORDS | st.text(max_size=30),
    max_size=5,
)  # fmt: skip


@pytest.fixture(scope="module")
def visitor(tmp_path_factory):
    home = tmp_path_factory.mktemp("reports")
    store = open_store(f"sqlite:///{home / 'locator.db'}")
    store.ensure_schema()
    fill(store, places())
    facts = {"database_url": "sqlite://", "contact": "desk@clinic.example"}
    yield create_app(Settings(home=home, **facts), store=store).test_client()
    store.close()


@settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(fields=FIELDS, keep_token=st.booleans())
def test_no_words_make_the_report_form_fail(visitor, monkeypatch, fields, keep_token):
    monkeypatch.setattr(form_module, "QUICKEST_S", -1)
    if keep_token:
        fields = {**fields, "token": token_of(visitor, FORM)}
    response = visitor.post(FORM, data=fields)
    assert response.status_code in {200, 422, 429, 303}
    response.close()


@settings(max_examples=60)
@given(body=st.binary(max_size=200), kind=st.sampled_from(
    ["application/x-www-form-urlencoded", "multipart/form-data; boundary=a", "text/plain"]
))  # fmt: skip
def test_no_body_makes_the_report_form_fail(visitor, body, kind):
    response = visitor.post(FORM, data=body, content_type=kind)
    assert response.status_code < 500
    response.close()
