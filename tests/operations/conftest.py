"""A real server over the practice directory, as `locator serve` starts it."""

import contextlib
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from locator.cli import cli
from tools.programs import SERVE, answers, free_port, running

EXAMPLE = Path(__file__).resolve().parents[2] / "docs/examples/operators-list.csv"


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
            return answer_to(line, request)

    def leave(self, request: bytes) -> None:
        """Send these bytes and go away at once."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as line:
            line.sendall(request)


class Staying(urllib.request.HTTPRedirectHandler):
    """Leaves redirects to whoever reads the answer."""

    def redirect_request(self, *_args) -> None:
        return None


opener = urllib.request.build_opener(Staying)


def answer_to(line: socket.socket, request: bytes) -> bytes:
    """Return all that comes back over a line for these bytes."""
    parts = []
    # Whoever refuses may stop reading before everything was sent.
    with contextlib.suppress(OSError):
        line.sendall(request)
    with contextlib.suppress(OSError):
        while part := line.recv(65536):
            parts.append(part)
    return b"".join(parts)


@contextlib.contextmanager
def started(home: Path, **environ: str) -> Iterator[Server]:
    """Serve the practice directory until the block ends."""
    port, log = free_port(), home.parent / f"{home.name}.log"
    own = {"LOCATOR_HOME": str(home), "LOCATOR_OFFLINE": "1", **environ}
    command = [*SERVE, "--port", str(port)]
    with running(command, lambda: answers(port, "/healthz"), log, **own) as process:
        yield Server(process, port, home, log)


def import_example(home: Path) -> None:
    """Load the operator's example list, which is real to the site."""
    environ = {"LOCATOR_HOME": str(home), "LOCATOR_OFFLINE": "1"}
    done = CliRunner(env=environ).invoke(cli, ["import", "local", str(EXAMPLE)])
    assert done.exit_code == 0, done.output


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
