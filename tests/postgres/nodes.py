"""Web nodes over a server, nginx before them, and somebody who searches all the time."""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.postgres.servers import Server, free_port

SEARCH = "/api/v1/locations?near=02118&radius=200"
NGINX = """
{user}
daemon off; pid {folder}/pid; error_log {folder}/errors crit;
events {{ worker_connections 256; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  upstream nodes {{ {nodes} }}
  server {{
    listen 127.0.0.1:{port};
    location / {{ proxy_pass http://nodes; proxy_set_header Host localhost; }}
  }}
}}
"""


def read_json(port: int, path: str) -> dict:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
        return json.load(answer)


def wait_until(true: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.1)


def answers(port: int) -> bool:
    try:
        return bool(read_json(port, "/readyz")["ready"])
    except OSError:
        return False


@contextmanager
def process(command: list[str], **environ: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command, and end it and its children at last."""
    started = subprocess.Popen(command, env={**os.environ, **environ})
    try:
        yield started
    finally:
        started.terminate()
        started.wait(30)


@contextmanager
def web_node(home: Path, primary: Server, replica: Server, name: str) -> Iterator[int]:
    """Run a web node with a home of its own; give its port."""
    port = free_port()
    command = [sys.executable, "-m", "locator", "serve", "--workers", "1"]
    with process(
        [*command, "--port", str(port)],
        LOCATOR_HOME=str(home),
        LOCATOR_DATABASE_URL=primary.url(name),
        LOCATOR_READ_DATABASE_URL=replica.url(name),
        LOCATOR_AUTO_SYNC="0",
        LOCATOR_SECRET_KEY="k" * 40,
    ):
        wait_until(lambda: answers(port))
        yield port


@contextmanager
def nginx(folder: Path, *ports: int) -> Iterator[int]:
    """Run nginx in front of nodes; give its port."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program, "nginx is missing: apt-get install nginx-light"
    folder.mkdir()
    port = free_port()
    nodes = " ".join(f"server 127.0.0.1:{node};" for node in ports)
    user = "user root;" if os.geteuid() == 0 else ""
    settings = NGINX.format(folder=folder, nodes=nodes, port=port, user=user)
    (folder / "nginx.conf").write_text(settings)
    with process([program, "-p", str(folder), "-c", str(folder / "nginx.conf")]):
        wait_until(lambda: answers(port))
        yield port


@dataclass
class Visitor:
    """Searches without a pause, and remembers what came back."""

    port: int
    # How many places each version of the directory said that it has.
    totals: dict[str, set[int]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    count: int = 0

    @contextmanager
    def searching(self) -> Iterator[None]:
        stop = threading.Event()

        def search() -> None:
            while not stop.is_set():
                try:
                    found = read_json(self.port, SEARCH)
                except OSError as error:
                    self.errors.append(str(error))
                else:
                    version = found["directory_version"]
                    self.totals.setdefault(version, set()).add(found["total"])
                self.count += 1
                time.sleep(0.02)

        thread = threading.Thread(target=search)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()

    def search(self, times: int) -> None:
        """Wait until so many more searches were made."""
        more = self.count + times
        wait_until(lambda: self.count >= more)
