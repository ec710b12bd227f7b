"""The desk's door: no user, no desk; no sign-in, no page; no token, no deed."""

import subprocess
import sys
import threading
from datetime import UTC, datetime
from functools import partial

from flask import Blueprint, Flask, Response, abort, current_app, request
from flask_login import current_user, login_url
from flask_wtf.csrf import CSRFProtect
from werkzeug.utils import redirect
from werkzeug.wrappers import Response as AnyResponse

from locator.store import Deed
from locator.web.desk import sessions
from locator.web.directory import Directory, the_directory
from locator.web.origin import from_elsewhere
from locator.web.phone_checks import use_checks
from locator.web.secret import find_secret

desk = Blueprint("desk", __name__, url_prefix="/desk")
csrf = CSRFProtect()
# Who may see these is decided by what they ask for: a name and a password.
OPEN = {"desk.login"}
BY_SEE_OTHER = 303


def init_app(app: Flask) -> None:
    """Add the desk to an app, with the key that signs its sessions."""
    directory: Directory = app.extensions["directory"]
    app.secret_key = find_secret(directory.settings)
    # The public form has a token of its own: its page sends no referrer and no cookie.
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    csrf.init_app(app)
    sessions.init_app(app)
    app.register_blueprint(desk)
    app.extensions["desk_work"] = start_work
    app.before_request(show_phone_checks)


def show_phone_checks() -> None:
    """Let every page and answer show what places said on the phone."""
    use_checks(the_directory().checks)


def start_work() -> None:
    """Have waiting decisions laid over the directory, by a process of its own."""
    command = [sys.executable, "-m", "locator", "desk", "work"]
    run = partial(subprocess.run, command, stdin=subprocess.DEVNULL, check=False)
    # The thread only waits, so that the process leaves nothing behind.
    threading.Thread(target=run, daemon=True).start()


@desk.before_request
def guard() -> AnyResponse | None:
    """Let nobody past who has not signed in, and no form that is not ours."""
    if current_app.secret_key is None or not the_directory().checks.staffed():
        abort(404)
    if request.method == "POST":
        if from_elsewhere(request):
            abort(403)
        csrf.protect()
    if request.endpoint in OPEN or current_user.is_authenticated:
        return None
    return redirect(login_url("desk.login"), BY_SEE_OTHER)


@desk.after_request
def keep_to_ourselves(response: Response) -> Response:
    """Let no cache keep the desk, and let our own forms say where they come from."""
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@desk.context_processor
def words() -> dict[str, object]:
    """Give the desk's templates who is signed in; the desk speaks English only."""
    return {"who": current_user, "other_languages": list}


def deed(what: str, place_id: str | None = None, detail: str | None = None) -> Deed:
    """Return an entry for the diary in the name of who is signed in."""
    return Deed(datetime.now(UTC), current_user.user.name, what, place_id, detail)


def see_other(url: str) -> AnyResponse:
    """Send the browser on after a form, so that reloading sends nothing twice."""
    return redirect(url, BY_SEE_OTHER)
