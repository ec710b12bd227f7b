"""Signing in and out, and a new password."""

from datetime import UTC, datetime

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user

from locator.store import DeskUser
from locator.web.desk import sessions
from locator.web.desk.blueprint import deed, desk, see_other
from locator.web.desk.passwords import Attempt, hash_password, sign_in
from locator.web.directory import is_local, the_directory
from locator.web.rate_limits import the_rate_limits

NOT_IN = (
    "That name and password do not fit, or the account is locked for some minutes after"
    " too many tries."
)
NOT_SAFE = (
    "This page came without HTTPS, so your browser keeps no session and nobody can sign in."
    " Open it with https://, or on the machine itself."
)


@desk.route("/login", methods=["GET", "POST"])
def login() -> ResponseReturnValue:
    """Ask for a name and a password."""
    if request.method == "GET":
        error = None if cookie_comes_back() else NOT_SAFE
        return render_template("desk/login.html", error=error)
    now = datetime.now(UTC)
    name, typed = request.form.get("name", ""), request.form.get("password", "")
    user = prove(name.strip(), typed, now, "signed in")
    if user is None:
        return render_template("desk/login.html", error=NOT_IN), 403
    sessions.begin(now)
    login_user(sessions.SignedIn(user))
    return see_other(url_for("desk.queue"))


def cookie_comes_back() -> bool:
    """Tell whether a browser keeps our cookie: over HTTPS, or on the machine itself."""
    settings = the_directory().settings
    told = (settings.base_url or "").startswith("https://")
    return told or request.is_secure or is_local(settings)


def prove(name: str, password: str, now: datetime, what: str) -> DeskUser | None:
    """Return whose password this is; wrong ones are counted wherever they are typed."""
    tried = Attempt(name, password, request.remote_addr, now, what)
    return sign_in(the_directory().store.desk, the_rate_limits(), tried)


@desk.post("/logout")
def logout() -> ResponseReturnValue:
    """End every session of whoever asks: a copied cookie ends with them."""
    name = current_user.user.name
    the_directory().store.desk.end_sessions(name, deed("signed out"))
    logout_user()
    return see_other(url_for("desk.login"))


@desk.route("/password", methods=["GET", "POST"])
def password() -> ResponseReturnValue:
    """Change one's own password; every session ends, this one too."""
    if request.method == "GET":
        return render_template("desk/password.html", error=None)
    user, new = current_user.user, request.form.get("new", "")
    error, old = None, request.form.get("old", "")
    if new != request.form.get("again", ""):
        error = "The two new passwords differ."
    elif not prove(user.name, old, datetime.now(UTC), "gave the password"):
        error = (
            "That is not your password now, or the account is locked for some minutes"
            " after too many tries."
        )
    if error is None:
        try:
            hashed = hash_password(new)
        except ValueError as short:
            error = str(short)
        else:
            desk_store = the_directory().store.desk
            desk_store.set_password(user.name, hashed, deed("new password"))
            logout_user()
            flash("Your password is new. Sign in with it.")
            return see_other(url_for("desk.login"))
    return render_template("desk/password.html", error=error), 422
