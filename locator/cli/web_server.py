"""gunicorn, configured in code: a socket for each worker, and no trace of requests."""

import gc
import logging
import os
import resource
import socket
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication
from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine, ParseException
from gunicorn.workers.gthread import ThreadWorker

from locator.cli.logs import logger_class, set_up_logs, where
from locator.config import Settings
from locator.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gunicorn.arbiter import Arbiter

    from locator.web.site_file import Site

log = logging.getLogger(__name__)

BACKLOG = 2048
# A disk that is full must not stop who counts on it: a file that is mapped into memory and
# cannot grow there kills its process, and with it every page.
IN_MEMORY = Path("/dev/shm")  # noqa: S108 - folders under it are made by tempfile
PHRASES = {
    400: "Bad Request",
    414: "URI Too Long",
    431: "Request Header Fields Too Large",
    500: "Internal Server Error",
}


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """Answers what it cannot read with the crisis lines, and logs nothing of it."""

    slot = 0

    def handle_error(
        self,
        _request: object,
        client: socket.socket,
        _address: object,
        error: BaseException,
    ) -> None:
        """Answer for a request that did not reach the app."""
        status = error_status(error)
        log.warning("a request failed before it was read: %s", where(error))
        try:
            client.sendall(unreadable(status))
        except OSError:
            log.debug("the client was gone")


def say_nothing(_worker: Worker, _request: object) -> None:
    """Log nothing of a request; gunicorn would log its path at debug level."""


def collect_seldom(_worker: Worker) -> None:
    """Look for garbage less often: pages leave none, and what is kept is much.

    A worker keeps thousands of cards; walking through them after every few requests
    took a tenth of its time.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def error_status(error: BaseException) -> int:
    """Return the status for a request that could not be read."""
    if isinstance(error, LimitRequestLine):
        return 414
    if isinstance(error, LimitRequestHeaders):
        return 431
    return 400 if isinstance(error, ParseException) else 500


def unreadable(status: int) -> bytes:
    """Return the whole answer to a request that could not be read."""
    from locator.web.strict_headers import missing  # noqa: PLC0415 - it loads Flask
    from locator.web.unavailable import unavailable_page  # noqa: PLC0415 - so does it

    body = unavailable_page().encode()
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("Connection", "close"),
    ]
    lines = [f"HTTP/1.1 {status} {PHRASES[status]}"]
    lines += [f"{name}: {value}" for name, value in headers + missing(headers)]
    return "\r\n".join([*lines, "", ""]).encode() + body


class WebServer(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """The site's own server."""

    def __init__(
        self,
        settings: Settings,
        address: str,
        workers: int,
        site: "Site | None" = None,
    ) -> None:
        """Take the port at once, so that a taken one is said before anything starts."""
        self.settings = settings
        # Read once: a worker that starts anew tomorrow shows what the others show.
        self.site = site
        set_up_logs(settings)
        host, _, port = address.rpartition(":")
        # The kernel spreads visitors evenly over sockets, but not over workers that
        # share one (docs/decisions/libraries.md). The sockets outlive the workers: who
        # waits in one while its worker is replaced is answered by the next.
        name = host.strip("[]")
        os.close(listen(name, int(port), shared=False))
        self.sockets = [listen(name, int(port), shared=True) for _ in range(workers)]
        self.common = [
            listen("127.0.0.1", metrics, shared=False)
            for metrics in (settings.metrics_port,)
            if metrics
        ]
        # The workers' counters, added up when somebody asks; new at each start.
        memory = memory_folder()
        self.counters = tempfile.TemporaryDirectory("", "locator-metrics-", memory)
        self.options: Mapping[str, Any] = {
            "bind": [f"fd://{fd}" for fd in [*self.sockets, *self.common]],
            "workers": workers,
            "worker_class": Worker,
            "threads": 4,
            "pre_fork": self.give_slot,
            "post_fork": self.keep_slot,
            "post_worker_init": collect_seldom,
            "pre_request": say_nothing,
            "accesslog": None,
            "loglevel": settings.log_level,
            "logger_class": logger_class(settings),
            "proc_name": "locator",
            # Who came how is decided by LOCATOR_TRUSTED_PROXIES alone.
            "forwarded_allow_ips": "",
            # A search is far shorter; longer lines are answered 414.
            "limit_request_line": 4094,
            "control_socket_disable": True,
            "worker_tmp_dir": memory,
            "raw_env": [f"PROMETHEUS_MULTIPROC_DIR={self.counters.name}"],
            "on_exit": self.clean_up,
        }
        super().__init__()

    def load_config(self) -> None:
        """Hand our options to gunicorn."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def run(self) -> None:
        """Load the site's code once, so that workers start quickly and share it."""
        import locator.web.app  # noqa: F401, PLC0415 - other commands need no Flask

        # What is in memory when a worker breaks, searches too, is written to no disk.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        super().run()

    def load(self) -> Any:  # noqa: ANN401 - gunicorn takes any WSGI callable
        """Make the app, once in each worker."""
        from locator.web import create_app  # noqa: PLC0415 - after the fork

        return create_app(self.settings, site=self.site)

    def clean_up(self, _arbiter: "Arbiter") -> None:
        """Leave no counters behind."""
        self.counters.cleanup()

    def give_slot(self, arbiter: "Arbiter", worker: Worker) -> None:
        """Choose the socket that the fewest living workers answer."""
        taken = [other.slot for other in arbiter.WORKERS.values()]
        worker.slot = min(range(len(self.sockets)), key=taken.count)

    def keep_slot(self, _arbiter: "Arbiter", worker: Worker) -> None:
        """Answer that socket only, and what all workers share."""
        count = len(self.sockets)
        worker.sockets = [worker.sockets[worker.slot], *worker.sockets[count:]]


def memory_folder() -> str | None:
    """Return a folder that lies in memory; None where the system has none for us."""
    return str(IN_MEMORY) if os.access(IN_MEMORY, os.W_OK | os.X_OK) else None


def listen(host: str, port: int, *, shared: bool) -> int:
    """Return the descriptor of a listening socket; a taken port is the operator's to fix."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if shared:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    try:
        made.bind((host, port))
        made.listen(BACKLOG)
    except OSError as error:
        made.close()
        raise ConfigError(
            f"Cannot listen on {host} port {port}: {error.strerror}. Another program may"
            " use it; choose another with --port."
        ) from None
    return made.detach()
