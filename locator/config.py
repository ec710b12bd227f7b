"""The one reader of the environment: every setting, its default and its check."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from locator import __version__
from locator.errors import ConfigError

FINDTREATMENT_URL = "https://findtreatment.gov/locator/exportsAsJson/v2"
TRUE = {"1", "true", "yes", "on"}
FALSE = {"", "0", "false", "no", "off"}


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator can change; docs/configuration.md says it in words."""

    home: Path
    database_url: str
    read_database_url: str | None = None
    findtreatment_url: str = FINDTREATMENT_URL
    offline: bool = False
    auto_sync: bool = True
    practice: bool = False
    site_name: str = "Treatment Locator"
    base_url: str | None = None
    contact: str | None = None
    secret_key: str | None = field(default=None, repr=False)
    desk_days: int = 7
    content_review: str | None = None
    geocoder: str | None = None
    geocoder_url: str | None = None
    geocoder_pace_s: float = 1.0

    @property
    def index_home(self) -> Path:
        """Where this node keeps its search indexes."""
        return self.home / "index"

    @property
    def user_agent(self) -> str:
        """How pulls introduce themselves, with a contact when the operator gave one."""
        contact = self.contact or self.base_url
        about = f"; {contact}" if contact else ""
        return f"treatment-locator/{__version__} (self-hosted directory sync{about})"

    @classmethod
    def from_environ(cls, environ: Mapping[str, str] | None = None) -> "Settings":
        """Read `LOCATOR_*`; raise ConfigError naming the variable that is wrong."""
        env = os.environ if environ is None else environ
        home = Path(env.get("LOCATOR_HOME") or default_home()).expanduser().resolve()
        return cls(
            home=home,
            database_url=env.get("LOCATOR_DATABASE_URL")
            or f"sqlite:///{home / 'locator.db'}",
            read_database_url=env.get("LOCATOR_READ_DATABASE_URL") or None,
            findtreatment_url=_url(env, "LOCATOR_FINDTREATMENT_URL")
            or FINDTREATMENT_URL,
            offline=_flag(env, "LOCATOR_OFFLINE", default=False),
            auto_sync=_flag(env, "LOCATOR_AUTO_SYNC", default=True),
            practice=_flag(env, "LOCATOR_PRACTICE", default=False),
            site_name=env.get("LOCATOR_SITE_NAME") or "Treatment Locator",
            base_url=_url(env, "LOCATOR_BASE_URL"),
            contact=env.get("LOCATOR_CONTACT") or None,
            secret_key=_secret(env, "LOCATOR_SECRET_KEY"),
            desk_days=_days(env, "LOCATOR_DESK_DAYS", default=7),
            content_review=env.get("LOCATOR_CONTENT_REVIEW") or None,
            geocoder=_name(env, "LOCATOR_GEOCODER"),
            geocoder_url=_url(env, "LOCATOR_GEOCODER_URL"),
            geocoder_pace_s=_seconds(env, "LOCATOR_GEOCODER_PACE", default=1.0),
        )


def default_home() -> Path:
    """Return `./var` of a checkout, or the user's data folder elsewhere."""
    checkout = Path(__file__).resolve().parent.parent
    if (checkout / "pyproject.toml").is_file():
        return checkout / "var"
    return Path(platformdirs.user_data_dir("treatment-locator", appauthor=False))


def _flag(env: Mapping[str, str], name: str, *, default: bool) -> bool:
    text = env.get(name, "").strip().casefold()
    if not text:
        return default
    if text in TRUE:
        return True
    if text in FALSE:
        return False
    raise ConfigError(f"{name} is {env[name]!r}; set it to 1 or 0")


def _name(env: Mapping[str, str], name: str) -> str | None:
    text = env.get(name, "").strip().casefold()
    return None if text in FALSE else text


def _seconds(env: Mapping[str, str], name: str, *, default: float) -> float:
    text = env.get(name, "").strip()
    try:
        seconds = float(text) if text else default
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 3600:
        raise ConfigError(f"{name} is {text!r}; set it to seconds, such as 1 or 0.5")
    return seconds


def _days(env: Mapping[str, str], name: str, *, default: int) -> int:
    text = env.get(name, "").strip()
    if not text:
        return default
    if not (text.isdecimal() and 1 <= int(text) <= 90):
        raise ConfigError(f"{name} is {text!r}; set it to days, from 1 to 90")
    return int(text)


def _secret(env: Mapping[str, str], name: str) -> str | None:
    text = env.get(name, "").strip()
    if text and len(text) < 32:
        raise ConfigError(
            f"{name} is too short; make one of 32 characters or more:"
            " python3 -c 'import secrets; print(secrets.token_urlsafe(32))'"
        )
    return text or None


def _url(env: Mapping[str, str], name: str) -> str | None:
    text = env.get(name, "").strip()
    if not text:
        return None
    if not text.startswith(("http://", "https://")):
        raise ConfigError(f"{name} is {text!r}; it must start with https:// or http://")
    return text.rstrip("/")
