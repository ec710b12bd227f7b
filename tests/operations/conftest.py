"""A real server over the practice directory, as `locator serve` starts it."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass
class Server:
    """A running `locator serve`, where it listens, and what it has written."""

    process: subprocess.Popen
    port: int
    home: Path
    log: Path

    def get(self, path: str, *, port: int = 0, **headers: str):
        """Return the status, the headers and the body of an answer."""
        url = f"http://127.0.0.1:{port or self.port}{path}"
        asked = urllib.request.Request(url, headers=headers)
        try:
            with opener.open(asked, timeout=20) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()

    def raw(self, request: bytes) -> bytes:
        """Return whatever comes back for these bytes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as line:
            parts = []
            # Whoever refuses may stop reading before everything was sent.
            with contextlib.suppress(OSError):
                line.sendall(request)
            with contextlib.suppress(OSError):
                while part := line.recv(65536):
                    parts.append(part)
        return b"".join(parts)

    def leave(self, request: bytes) -> None:
        """Send these bytes and go away at once."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as line:
            line.sendall(request)


class Staying(urllib.request.HTTPRedirectHandler):
    """Leaves redirects to whoever reads the answer."""

    def redirect_request(self, *_args) -> None:
        return None


opener = urllib.request.build_opener(Staying)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextlib.contextmanager
def started(home: Path, **environ: str) -> Iterator[Server]:
    """Serve the practice directory until the block ends."""
    port, log = free_port(), home.parent / f"{home.name}.log"
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("LOCATOR_")}
    own = {"LOCATOR_HOME": str(home), "LOCATOR_OFFLINE": "1", **environ}
    command = [sys.executable, "-m", "locator", "serve", "--port", str(port)]
    with log.open("wb") as written:
        process = subprocess.Popen(
            command, env=inherited | own, stdout=written, stderr=written
        )
    server = Server(process, port, home, log)
    try:
        wait_until_ready(server)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def wait_until_ready(server: Server) -> None:
    for _ in range(600):
        assert server.process.poll() is None, server.log.read_text("utf-8")
        with contextlib.suppress(OSError):
            if server.get("/healthz")[0] == 200:
                return
        time.sleep(0.1)
    pytest.fail(f"no answer: {server.log.read_text('utf-8')[-2000:]}")


@pytest.fixture(scope="session")
def server(tmp_path_factory) -> Iterator[Server]:
    """A server that logs all it can, with its metrics port open."""
    home = tmp_path_factory.mktemp("served") / "home"
    metrics = free_port()
    with started(
        home,
        LOCATOR_LOG_LEVEL="debug",
        LOCATOR_METRICS_PORT=str(metrics),
        LOCATOR_CONTACT="desk@example.org",
    ) as running:
        running.metrics = metrics
        yield running
