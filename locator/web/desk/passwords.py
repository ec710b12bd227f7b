"""Signing in: slow hashes, and a lock after a few wrong ones."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from limits import RateLimitItemPerMinute
from werkzeug.security import check_password_hash, generate_password_hash

from locator.store import Deed, Desk, DeskUser
from locator.web.rate_limits import RateLimits

LEAST_LENGTH = 12
MOST_FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)
CLIENT_FAILURES = RateLimitItemPerMinute(20, 15)
SIGN_IN = "sign-in"
# Checked where there is no such person, so that an answer takes the same time.
NOBODY = generate_password_hash("nobody has this password")


def hash_password(password: str) -> str:
    """Return a scrypt hash; raise ValueError for a password that is too short."""
    if len(password) < LEAST_LENGTH:
        raise ValueError(f"A password has {LEAST_LENGTH} characters or more.")
    return generate_password_hash(password, method="scrypt")


def right_password(user: DeskUser | None, password: str) -> bool:
    """Tell whether a password is a person's."""
    return check_password_hash(user.password if user else NOBODY, password) and (
        user is not None
    )


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody types a name and a password, and from where."""

    name: str
    password: str
    address: str | None
    at: datetime
    what: str = "signed in"  # for the diary, if the password is right


def sign_in(desk: Desk, throttle: RateLimits, tried: Attempt) -> DeskUser | None:
    """Return who may come in; None for a wrong name or password and for a locked one."""
    if throttle.is_over(CLIENT_FAILURES, SIGN_IN, tried.address):
        return None
    user = desk.find_user(tried.name)
    right = right_password(user, tried.password)
    if user and user.locked_until and tried.at < user.locked_until:
        return None
    if user and right:
        desk.forgive(user.name, Deed(tried.at, user.name, tried.what))
        return user
    throttle.hit(CLIENT_FAILURES, SIGN_IN, tried.address)
    if user:
        desk.note_failure(
            user.name,
            Deed(tried.at, user.name, "wrong password"),
            at_most=MOST_FAILURES,
            locked_until=tried.at + LOCKED_FOR,
        )
    return None
