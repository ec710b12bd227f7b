"""Programs on loopback for tests and benchmarks: found, started, waited for, ended."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

SERVE = (sys.executable, "-m", "locator", "serve")
# Set where everything is installed, as `.ci/run` sees to: nothing may be skipped there.
NOTHING_MISSING = "LOCATOR_NOTHING_MISSING"
CHROMIUM = (Path("/usr/bin/chromium"), Path("/usr/bin/chromium-browser"))
CHROMIUM_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def find_program(name: str) -> str | None:
    """Return where a program is: ours beside Python, nginx where only root looks."""
    places = (Path(sys.executable).parent, os.environ.get("PATH", ""), "/usr/sbin")
    return shutil.which(name, path=os.pathsep.join(map(str, places)))


def may_miss() -> bool:
    """Tell whether a program that is not here is no fault."""
    return not os.environ.get(NOTHING_MISSING)


def find_chromium() -> str | None:
    """Return Debian's Chromium where there is one; Playwright's own elsewhere."""
    return next((str(path) for path in CHROMIUM if path.exists()), None)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def listens(port: int) -> bool:
    """Tell whether somebody takes connections."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
        return True
    return False


def answers(port: int, path: str = "/readyz") -> bool:
    """Tell whether a page is answered, and not with an error."""
    url = f"http://127.0.0.1:{port}{path}"
    with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=20):
        return True
    return False


def wait_until(true: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.1)


@contextlib.contextmanager
def running(
    command: Sequence[str | Path],
    ready: Callable[[], bool],
    log: Path | None = None,
    **environ: str,
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program with these settings of ours only, once ready, until the block ends."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("LOCATOR_")}
    with (log or Path(os.devnull)).open("wb") as told:
        process = subprocess.Popen(
            command, env=inherited | environ, stdout=told, stderr=told
        )

    def is_ready() -> bool:
        assert process.poll() is None, log.read_text("utf-8") if log else command
        return ready()

    try:
        wait_until(is_ready)
        yield process
    finally:
        process.terminate()
        process.wait(30)
