"""Sessions of the desk: a signed cookie for /desk alone, dead after a while.

Everything else on the site has no session at all, so no visitor can be given a cookie.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask, Request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_login import LoginManager, UserMixin

from locator.store import DeskUser
from locator.web.directory import is_local, the_directory
from locator.web.languages import root_path

PATH = "/desk"
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
SINCE, SEEN = "since", "seen"


class DeskSessions(SecureCookieSessionInterface):
    """Flask's signed cookies, under /desk only."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return the session of a desk page; other pages have none and can have none."""
        if request.path == PATH or request.path.startswith(f"{PATH}/"):
            return super().open_session(app, request)
        return None

    def get_cookie_path(self, app: Flask) -> str:  # noqa: ARG002 - Flask's signature
        """Keep the cookie to the desk, wherever the site is mounted."""
        return f"{root_path()}{PATH}"

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002 - Flask's signature
        """Send the cookie over HTTPS only, but on the machine itself."""
        return not is_local(the_directory().settings)


@dataclass(frozen=True)
class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """Somebody at the desk."""

    user: DeskUser

    def get_id(self) -> str:
        """Return what the cookie holds: a new password makes every old one wrong."""
        return f"{self.user.epoch}.{self.user.name}"


def init_app(app: Flask) -> None:
    """Set up sessions and who is signed in."""
    app.config.update(
        SESSION_COOKIE_NAME="locator-desk",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
    )
    app.session_interface = DeskSessions()
    manager = LoginManager()
    # It would keep a hash of the address in the cookie; ours end by the clock instead.
    manager.session_protection = None
    manager.login_view = "desk.login"
    # Not by its init_app: that looks at every answer of the site for cookies that
    # remember somebody, and there are none.
    app.login_manager = manager  # type: ignore[attr-defined]  # where Flask-Login looks
    manager.user_loader(load_user)


def load_user(cookie_id: str) -> SignedIn | None:
    """Return who a cookie speaks of, if nothing has ended the session since."""
    epoch, _, name = cookie_id.partition(".")
    user = the_directory().store.desk.find_user(name)
    if user is None or str(user.epoch) != epoch or not _alive(datetime.now(UTC)):
        return None
    session[SEEN] = datetime.now(UTC).timestamp()
    return SignedIn(user)


def begin(now: datetime) -> None:
    """Start the clocks of a session, with nothing in it from before."""
    session.clear()
    session[SINCE] = session[SEEN] = now.timestamp()


def _alive(now: datetime) -> bool:
    kept: dict[str, Any] = dict(session)
    try:
        since, seen = float(kept[SINCE]), float(kept[SEEN])
    except (KeyError, TypeError, ValueError):
        return False
    moment = now.timestamp()
    return (
        moment - seen <= IDLE.total_seconds()
        and moment - since <= LONGEST.total_seconds()
    )
