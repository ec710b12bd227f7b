"""What the server writes to its log: what happened, never to whom or about what.

gunicorn prints the address, path and bytes of requests it cannot read or finish; here
such a record keeps its words and loses everything that came from a request.
"""

import logging
import traceback
from datetime import UTC, datetime
from typing import Any

import msgspec
from gunicorn.glogging import Logger

from locator.config import Settings

# Only these of a record of ours are written; the rest of its attributes is Python's.
EXTRAS = ("route", "status", "ms")
# What gunicorn says of its processes and ports: numbers and signals, nothing of requests.
OF_PROCESSES = (
    "Worker (pid:%s) ",
    "WORKER TIMEOUT (pid:%s)",
    "Booting worker with pid: %s",
    "Worker exiting (pid: %s)",
    "Handling signal: %s",
    "Listening at: %s",
)


class WithoutRequests(logging.Filter):
    """Takes out of gunicorn's records what a request wrote into them."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the record, with its own words only."""
        words = str(record.msg)
        if words.startswith(OF_PROCESSES):
            return True
        if words.startswith("Invalid request") or not isinstance(record.msg, str):
            words = "Invalid request"
        record.msg = words.replace("%s", "…").replace("%r", "…")
        record.args = None
        if record.exc_info:
            record.msg += f": {where(record.exc_info[1])}"
            record.exc_info = record.exc_text = None
        return True


def where(error: BaseException | None) -> str:
    """Return what kind of error it was and where, without its own words."""
    if error is None:
        return "unknown"
    frames = traceback.extract_tb(error.__traceback__)
    steps = " < ".join(f"{f.filename}:{f.lineno}" for f in reversed(frames[-4:]))
    return f"{type(error).__name__} in {steps}"


class TextLines(logging.Formatter):
    """A line a record, for people and the journal."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")


class JsonLines(logging.Formatter):
    """An object a record, for programs."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line of JSON."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "process": record.process,
            "message": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in EXTRAS if name in vars(record)}
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return msgspec.json.encode(line).decode()


class QuietLogger(Logger):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's own log, in our format and without what requests say."""

    lines: logging.Formatter = TextLines()

    def setup(self, cfg: Any) -> None:  # noqa: ANN401 - gunicorn's configuration
        """Set the log up as gunicorn does, then make it ours."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(self.lines)
        if not any(isinstance(f, WithoutRequests) for f in self.error_log.filters):
            self.error_log.addFilter(WithoutRequests())


class QuietJsonLogger(QuietLogger):
    """The same, as JSON."""

    lines = JsonLines()


def logger_class(settings: Settings) -> type[QuietLogger]:
    """Return gunicorn's log in the format that the operator chose."""
    return QuietJsonLogger if settings.log_format == "json" else QuietLogger


def set_up_logs(settings: Settings) -> None:
    """Send our own records to stderr; libraries say no more than warnings."""
    handler = logging.StreamHandler()
    handler.setFormatter(logger_class(settings).lines)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("locator").setLevel(settings.log_level.upper())
