"""The one reader of the environment: every setting, its default and its check."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import limits
import platformdirs

from locator import __version__
from locator.errors import ConfigError
from locator.limits import USUAL, Limits

NAME = "Treatment Locator"
FINDTREATMENT_URL = "https://findtreatment.gov/locator/exportsAsJson/v2"
API_LIMIT, EXPORT_LIMIT = "600 per minute", "30 per hour"
TRUE = {"1", "true", "yes", "on"}
FALSE = {"", "0", "false", "no", "off"}
# Who may frame us, as a browser's policy names them: https://*.example.org:8443
NOBODY = "'none'"
ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5}|:\*)?")


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
    site_name: str = NAME
    base_url: str | None = None
    contact: str | None = None
    secret_key: str | None = field(default=None, repr=False)
    desk_days: int = 7
    content_review: str | None = None
    site_file: Path | None = None
    counts: bool = False
    frame_ancestors: str = "*"
    geocoder: str | None = None
    geocoder_url: str | None = None
    geocoder_pace_s: float = 1.0
    import_max_mb: int = USUAL.max_mb
    import_max_rows: int = USUAL.max_rows
    pull_max_mb: int = 64
    trusted_proxies: int = 0
    redis_url: str | None = field(default=None, repr=False)
    api_limit: str = API_LIMIT
    export_limit: str = EXPORT_LIMIT
    metrics_port: int | None = None
    log_format: str = "text"
    log_level: str = "warning"

    @property
    def index_home(self) -> Path:
        """Where this node keeps its search indexes."""
        return self.home / "index"

    @property
    def site_path(self) -> Path:
        """Where the operator's own words and looks are, if there are any."""
        return self.site_file or self.home / "site.toml"

    @property
    def import_limits(self) -> Limits:
        """How much is read of one file."""
        return Limits(self.import_max_mb, self.import_max_rows)

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
            site_name=env.get("LOCATOR_SITE_NAME") or NAME,
            base_url=_url(env, "LOCATOR_BASE_URL"),
            contact=env.get("LOCATOR_CONTACT") or None,
            secret_key=_secret(env, "LOCATOR_SECRET_KEY"),
            desk_days=_days(env, "LOCATOR_DESK_DAYS", default=7),
            content_review=env.get("LOCATOR_CONTENT_REVIEW") or None,
            site_file=_path(env, "LOCATOR_SITE_FILE"),
            counts=_flag(env, "LOCATOR_COUNTS", default=False),
            frame_ancestors=_ancestors(env, "LOCATOR_FRAME_ANCESTORS"),
            geocoder=_name(env, "LOCATOR_GEOCODER"),
            geocoder_url=_url(env, "LOCATOR_GEOCODER_URL"),
            geocoder_pace_s=_seconds(env, "LOCATOR_GEOCODER_PACE", default=1.0),
            import_max_mb=_most(env, "LOCATOR_IMPORT_MAX_MB", USUAL.max_mb),
            import_max_rows=_most(env, "LOCATOR_IMPORT_MAX_ROWS", USUAL.max_rows),
            pull_max_mb=_most(env, "LOCATOR_PULL_MAX_MB", 64),
            trusted_proxies=_number(env, "LOCATOR_TRUSTED_PROXIES", most=9) or 0,
            redis_url=env.get("LOCATOR_REDIS_URL") or None,
            api_limit=_limit(env, "LOCATOR_API_LIMIT", API_LIMIT),
            export_limit=_limit(env, "LOCATOR_EXPORT_LIMIT", EXPORT_LIMIT),
            metrics_port=_number(env, "LOCATOR_METRICS_PORT", most=65535) or None,
            log_format=_choice(env, "LOCATOR_LOG_FORMAT", ("text", "json")),
            log_level=_choice(env, "LOCATOR_LOG_LEVEL", ("warning", "info", "debug")),
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


def _path(env: Mapping[str, str], name: str) -> Path | None:
    text = env.get(name, "").strip()
    return Path(text).expanduser().resolve() if text else None


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


def _number(env: Mapping[str, str], name: str, *, most: int) -> int | None:
    text = env.get(name, "").strip()
    if not text:
        return None
    if not (text.isdecimal() and int(text) <= most):
        raise ConfigError(f"{name} is {text!r}; set it to a number from 0 to {most}")
    return int(text)


def _choice(env: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    text = env.get(name, "").strip().casefold() or choices[0]
    if text not in choices:
        raise ConfigError(f"{name} is {text!r}; set it to {' or '.join(choices)}")
    return text


def _limit(env: Mapping[str, str], name: str, default: str) -> str:
    text = env.get(name, "").strip() or default
    try:
        limits.parse(text)
    except ValueError:
        raise ConfigError(
            f"{name} is {text!r}; set it to a limit such as 600 per minute"
        ) from None
    return text


def _most(env: Mapping[str, str], name: str, default: int) -> int:
    text = env.get(name, "").strip()
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:12]) <= 10**9):
        raise ConfigError(f"{name} is {text!r}; set it to a whole number from 1 on")
    return int(text)


def _secret(env: Mapping[str, str], name: str) -> str | None:
    text = env.get(name, "").strip()
    if text and len(text) < 32:
        raise ConfigError(
            f"{name} is too short; make one of 32 characters or more:"
            " python3 -c 'import secrets; print(secrets.token_urlsafe(32))'"
        )
    return text or None


def _ancestors(env: Mapping[str, str], name: str) -> str:
    """Return who may frame us, as a policy says it; everybody unless told."""
    named = env.get(name, "").strip().casefold().split() or ["*"]
    if named in (["*"], ["none"]):
        return "*" if named == ["*"] else NOBODY
    if not all(ORIGIN.fullmatch(one) for one in named):
        raise ConfigError(
            f"{name} is {env[name]!r}; set it to *, to none, or to the addresses of"
            " sites with nothing after the name: https://clinic.example.org"
        )
    return " ".join(named)


def _url(env: Mapping[str, str], name: str) -> str | None:
    text = env.get(name, "").strip()
    if not text:
        return None
    if not text.startswith(("http://", "https://")):
        raise ConfigError(f"{name} is {text!r}; it must start with https:// or http://")
    return text.rstrip("/")
