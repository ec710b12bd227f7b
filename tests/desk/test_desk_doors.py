"""No desk without users, no page without sign-in, no deed without a token."""

from datetime import UTC, datetime, timedelta

import pytest

from locator.store import Deed
from locator.web.desk import passwords, sessions
from tests.databases import on_sqlite
from tests.desk.conftest import (
    HASHED,
    NOW,
    PASSWORD,
    PLACE,
    add_user,
    send,
    sign_in,
    token_of,
)
from tests.web.house_rules import check_page

pytestmark = pytest.mark.long

ELSEWHERE = {"REMOTE_ADDR": "198.51.100.7"}


def desk_rules(client):
    values = {"id_": PLACE, "check_id": 1}
    for rule in client.application.url_map.iter_rules():
        if rule.rule.startswith("/desk"):
            _, path = rule.build(
                {name: values[name] for name in rule.arguments}, append_unknown=False
            )
            for method in rule.methods - {"HEAD", "OPTIONS"}:
                yield method, path


def test_there_is_no_desk_until_somebody_may_use_it(client, store):
    for method, path in desk_rules(client):
        assert client.open(path, method=method).status_code == 404, path
    add_user(store, "ana")
    assert client.get("/desk/login").status_code == 200


def test_no_page_and_no_form_opens_without_signing_in(client, staff):
    paths = list(desk_rules(client))
    assert len(paths) > 10
    for method, path in paths:
        if path == "/desk/login":
            continue
        answer = client.open(path, method=method)
        assert answer.status_code in {303, 400}, (method, path)
        assert "Harbor Light" not in answer.text
        if method == "GET":
            assert answer.headers["Location"].startswith("/desk/login")


def test_a_form_with_a_token_still_needs_somebody_signed_in(client, store, staff):
    token = token_of(client, "/desk/login")
    for method, path in desk_rules(client):
        if method == "POST" and path != "/desk/login":
            answer = client.post(path, data={"csrf_token": token, "outcome": "closed"})
            assert answer.headers["Location"].startswith("/desk/login"), path
    assert store.desk.checks() == []


def test_every_form_needs_its_token(ana, store):
    for method, path in desk_rules(ana):
        if method == "POST":
            assert ana.post(path, data={"outcome": "closed"}).status_code == 400, path
    assert store.desk.checks() == []


def test_a_form_sent_by_another_site_is_refused(ana, store):
    token = token_of(ana, f"/desk/places/{PLACE}")
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://elsewhere.example"},
    ):
        answer = ana.post(
            f"/desk/places/{PLACE}/check",
            data={"csrf_token": token, "outcome": "closed"},
            headers=headers,
        )
        assert answer.status_code == 403
    assert store.desk.checks() == []


def test_the_cookie_is_for_the_desk_alone(make_client, staff):
    public = make_client(base_url="https://locator.example")
    token = token_of(public, "/desk/login")
    form = {"name": staff, "password": PASSWORD, "csrf_token": token}
    answer = public.post("/desk/login", data=form)
    cookie = (
        answer.headers.get("Set-Cookie")
        or public.get("/desk/login").headers["Set-Cookie"]
    )
    for word in ("Secure", "HttpOnly", "Path=/desk", "SameSite=Strict"):
        assert word in cookie
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-store"


def test_without_https_the_desk_says_why_nobody_can_sign_in(make_client, staff):
    elsewhere = {"headers": {"Host": "locator.lan"}}
    said = "without HTTPS"
    assert said in make_client().get("/desk/login", **elsewhere).text
    secure = {"base_url": "https://locator.lan"}
    assert said not in make_client().get("/desk/login", **secure).text
    told = make_client(base_url="https://locator.lan")
    assert said not in told.get("/desk/login", **elsewhere).text
    assert said not in make_client().get("/desk/login").text


def test_visitors_get_no_cookie_and_no_word_of_one(ana):
    for path in ("/", "/search?near=02118", "/about"):
        answer = ana.get(path)
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_every_page_of_the_desk_keeps_the_house_rules(ana):
    for path in ("", "matches", "diary", "password", f"places/{PLACE}"):
        check_page(ana.get(f"/desk/{path}").text)
    ana.delete_cookie("locator-desk", path="/desk")
    check_page(ana.get("/desk/login").text)


def test_a_session_dies_when_the_password_changes(ana, store, staff):
    assert ana.get("/desk/").status_code == 200
    store.desk.set_password(staff, HASHED, Deed(NOW, "terminal", "new password"))
    assert ana.get("/desk/").status_code == 303


def test_a_session_dies_when_its_person_changes_the_password_here(ana):
    new = "another long password"
    form = {"old": PASSWORD, "new": new, "again": new}
    send(ana, "/desk/password", "/desk/password", **form)
    assert ana.get("/desk/").status_code == 303
    assert sign_in(ana, "ana").status_code == 403
    assert sign_in(ana, "ana", new).status_code == 303


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"old": "wrong", "new": "x" * 12, "again": "x" * 12}, "not your password"),
        ({"old": PASSWORD, "new": "x" * 12, "again": "y" * 12}, "differ"),
        ({"old": PASSWORD, "new": "short", "again": "short"}, "12 characters"),
    ],
)
def test_a_bad_new_password_changes_nothing(ana, form, says):
    answer = send(ana, "/desk/password", "/desk/password", **form)
    assert answer.status_code == 422
    assert says in answer.text
    assert ana.get("/desk/").status_code == 200


def test_whoever_took_a_session_cannot_guess_the_password_in_it(ana, store, staff):
    for _ in range(passwords.MOST_FAILURES):
        form = {"old": "a guess", "new": "x" * 12, "again": "x" * 12}
        assert send(ana, "/desk/password", "/desk/password", **form).status_code == 422
    assert store.desk.find_user(staff).locked_until > datetime.now(UTC)
    form = {"old": PASSWORD, "new": "x" * 12, "again": "x" * 12}
    answer = send(ana, "/desk/password", "/desk/password", **form)
    assert "locked for some minutes" in answer.text


def test_the_desk_opens_where_the_site_is_mounted(client, staff):
    mounted = {"environ_overrides": {"SCRIPT_NAME": "/help"}}
    login = client.get("/desk/login", **mounted)
    assert "Path=/help/desk" in login.headers["Set-Cookie"]


def test_a_session_dies_with_its_person_and_with_signing_out(ana, make_client, store):
    copied = make_client()
    cookie = ana.get_cookie("locator-desk", path="/desk").value
    copied.set_cookie("locator-desk", cookie, path="/desk")
    assert copied.get("/desk/").status_code == 200
    send(ana, "/desk/logout", "/desk/")
    assert copied.get("/desk/").status_code == 303
    add_user(store, "ben")
    sign_in(ana, "ben")
    store.desk.remove_user("ben", Deed(NOW, "terminal", "removed user"))
    assert ana.get("/desk/").status_code == 303


@pytest.mark.parametrize("limit", ["IDLE", "LONGEST"])
def test_a_session_dies_after_a_while(ana, monkeypatch, limit):
    monkeypatch.setattr(sessions, limit, timedelta(seconds=-1))
    assert ana.get("/desk/").status_code == 303


def test_a_forged_cookie_opens_nothing(client, staff):
    client.set_cookie("locator-desk", "eyJfdXNlcl9pZCI6IjEuYW5hIn0.x.y", path="/desk")
    assert client.get("/desk/").status_code == 303


def test_wrong_passwords_lock_the_account(client, store, staff):
    for _ in range(passwords.MOST_FAILURES):
        assert sign_in(client, staff, "a wrong password").status_code == 403
    assert sign_in(client, staff).status_code == 403
    user = store.desk.find_user(staff)
    assert user.locked_until > datetime.now(UTC)
    assert [deed.what for deed in store.desk.deeds()][:5] == ["wrong password"] * 5


def test_a_lock_ends_by_itself(client, staff, monkeypatch):
    monkeypatch.setattr(passwords, "LOCKED_FOR", timedelta(seconds=-1))
    for _ in range(passwords.MOST_FAILURES):
        sign_in(client, staff, "a wrong password")
    assert sign_in(client, staff).status_code == 303


def test_one_client_that_guesses_at_many_accounts_is_locked_out(
    client, store, staff, monkeypatch
):
    monkeypatch.setattr(
        passwords, "right_password", lambda user, word: word == PASSWORD
    )
    for number in range(20):
        sign_in(client, f"guess{number}", "wrong", environ_base=ELSEWHERE)
    assert sign_in(client, staff, environ_base=ELSEWHERE).status_code == 403
    other = {"REMOTE_ADDR": "198.51.100.8"}
    assert sign_in(client, staff, environ_base=other).status_code == 303


@on_sqlite
def test_no_address_is_kept_where_people_sign_in(client, store, staff, home):
    sign_in(client, staff, "wrong", environ_base=ELSEWHERE)
    sign_in(client, staff, environ_base=ELSEWHERE)
    store.close()
    kept = b"".join(path.read_bytes() for path in home.glob("locator.db*"))
    assert b"198.51.100.7" not in kept
    assert b"wrong password" in kept


@on_sqlite
def test_passwords_are_kept_as_scrypt_hashes(store, staff, home):
    assert store.desk.find_user(staff).password.startswith("scrypt:")
    assert PASSWORD.encode() not in (home / "locator.db").read_bytes()
