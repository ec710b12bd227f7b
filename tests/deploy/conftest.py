"""nginx as `deploy/` ships it, in front of a real server: only names and ports differ."""

import contextlib
import getpass
import http.client
import re
import socket
import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.operations.conftest import Server, answer_to, import_example, started
from tests.programs import need_program
from tools.programs import free_port, listens, running

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
CONF = (DEPLOY / "nginx/treatment-locator.conf").read_text("utf-8")
WHOLE = """
daemon off;
pid {folder}/nginx.pid;
user {user};
events {{ worker_connections 128; }}
http {{
    types {{ text/html html; }}
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{conf}
}}
"""


@dataclass
class Front:
    """nginx, what it stands before, and where it writes."""

    server: Server
    port: int
    folder: Path
    plain: int = 0

    def ask(self, path: str, method: str = "GET", **headers: str):
        """Return the answer to a request over TLS, and its body."""
        line = http.client.HTTPSConnection(
            "localhost", self.port, context=trusting(), timeout=20
        )
        with contextlib.closing(line):
            line.request(method, path, headers=headers)
            answer = line.getresponse()
            return answer, answer.read()

    def raw(self, request: bytes, *, encrypted: bool = True) -> bytes:
        """Return what comes back for these bytes."""
        port = self.port if encrypted else self.plain
        plain = socket.create_connection(("localhost", port), timeout=20)
        if not encrypted:
            with plain:
                return answer_to(plain, request)
        with trusting().wrap_socket(plain, server_hostname="localhost") as line:
            return answer_to(line, request)

    def answered(self, route: str) -> int:
        """Return how often the site itself answered a route."""
        text = self.server.get("/metrics", port=self.server.metrics)[2].decode()
        pattern = rf'_count{{route="{re.escape(route)}",status="\dxx"}} (\d+)'
        return sum(int(count) for count in re.findall(pattern, text))

    def written(self) -> bytes:
        """Return all that nginx and the site have written, the cache apart."""
        files = [self.server.log, *self.server.home.rglob("*"), *self.logs()]
        return b"".join(path.read_bytes() for path in files if path.is_file())

    def logs(self) -> list[Path]:
        return [p for p in self.folder.rglob("*") if "cache" not in p.parts]


def trusting() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def as_shipped(folder: Path, site_port: int, tls_port: int, plain_port: int) -> str:
    """Return the shipped file with this machine's ports and folders in it."""
    text = re.sub(r"\n\s*listen \[::\][^;]*;", "", CONF)
    for old, new in {
        "listen 80;": f"listen 127.0.0.1:{plain_port};",
        "listen 443 ": f"listen 127.0.0.1:{tls_port} ",
        "127.0.0.1:8000": f"127.0.0.1:{site_port}",
        "/etc/letsencrypt/live/locator.example.org": str(folder / "tls"),
        "/var/log/nginx": str(folder),
        "/run/treatment-locator-cache": str(folder / "cache"),
        "/etc/nginx/treatment-locator": str(DEPLOY / "nginx"),
        "locator.example.org": "localhost",
    }.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


@contextlib.contextmanager
def fronted(server: Server, folder: Path) -> Iterator[Front]:
    """Run nginx in front of a server until the block ends."""
    (folder / "tls").mkdir(parents=True)
    make_certificate(folder / "tls")
    port, plain = free_port(), free_port()
    conf = as_shipped(folder, server.port, port, plain)
    whole = folder / "nginx.conf"
    user = getpass.getuser()
    whole.write_text(WHOLE.format(folder=folder, conf=conf, user=user), "utf-8")
    command = [need_nginx(), "-p", folder, "-c", whole, "-e", folder / "start.log"]
    with running(command, lambda: listens(port), folder / "stderr.log"):
        yield Front(server, port, folder, plain)


def need_nginx() -> str:
    return need_program("nginx", "nginx-light")


def make_certificate(folder: Path) -> None:
    subprocess.run(
        [need_program("openssl", "openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-keyout", folder / "privkey.pem",
         "-out", folder / "fullchain.pem"],
        check=True, capture_output=True,
    )  # fmt: skip


@contextlib.contextmanager
def fronted_site(folder: Path) -> Iterator[Front]:
    """nginx before a site that counts its answers and logs all it can."""
    need_nginx()
    metrics = free_port()
    settings = {
        "LOCATOR_LOG_LEVEL": "debug",
        "LOCATOR_METRICS_PORT": str(metrics),
        "LOCATOR_TRUSTED_PROXIES": "1",
    }
    import_example(folder / "home")
    with started(folder / "home", **settings) as server:
        server.metrics = metrics
        with fronted(server, folder / "nginx") as running:
            yield running


@pytest.fixture(scope="module")
def front(tmp_path_factory) -> Iterator[Front]:
    with fronted_site(tmp_path_factory.mktemp("front")) as running:
        yield running
