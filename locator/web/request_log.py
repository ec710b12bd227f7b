"""A log line for each answer, where the operator asks for it: never a path or a query."""

import logging
import time

from flask import Flask, Response, g, request

log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    """Log route names and statuses from the level "info" on."""
    if app.extensions["directory"].settings.log_level == "warning":
        return
    app.before_request(start)
    app.after_request(write_line)


def start() -> None:
    """Note when a request came."""
    g.asked_at = time.perf_counter()


def write_line(response: Response) -> Response:
    """Say which route answered what, and how fast."""
    ms = (time.perf_counter() - g.get("asked_at", time.perf_counter())) * 1000
    route = request.endpoint or "none"
    extra = {"route": route, "status": response.status_code, "ms": round(ms, 1)}
    log.info("%s %d in %.1f ms", route, response.status_code, ms, extra=extra)
    return response
