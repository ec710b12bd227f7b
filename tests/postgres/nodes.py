"""Web nodes over a server, nginx before them, and somebody who searches all the time."""

import json
import os
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.postgres.servers import Server
from tests.programs import need_program
from tools.programs import SERVE, answers, free_port, running, wait_until

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


@contextmanager
def web_node(home: Path, primary: Server, replica: Server, name: str) -> Iterator[int]:
    """Run a web node with a home of its own; give its port."""
    port = free_port()
    with running(
        [*SERVE, "--workers", "1", "--port", str(port)],
        lambda: answers(port),
        LOCATOR_HOME=str(home),
        LOCATOR_DATABASE_URL=primary.url(name),
        LOCATOR_READ_DATABASE_URL=replica.url(name),
        LOCATOR_AUTO_SYNC="0",
        LOCATOR_SECRET_KEY="k" * 40,
    ):
        yield port


@contextmanager
def nginx(folder: Path, *ports: int) -> Iterator[int]:
    """Run nginx in front of nodes; give its port."""
    program = need_program("nginx", "nginx-light")
    folder.mkdir()
    port = free_port()
    nodes = " ".join(f"server 127.0.0.1:{node};" for node in ports)
    user = "user root;" if os.geteuid() == 0 else ""
    settings = NGINX.format(folder=folder, nodes=nodes, port=port, user=user)
    (folder / "nginx.conf").write_text(settings)
    command = [program, "-p", folder, "-c", folder / "nginx.conf"]
    with running(command, lambda: answers(port)):
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
