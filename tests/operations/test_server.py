"""`locator serve` as operators see it: health, metrics, logs, reload."""

import json
import os
import re
import signal
import threading
import time
from pathlib import Path

import pytest

from locator.cli import web_server
from locator.cli.web_server import IN_MEMORY
from tests.operations.conftest import started
from tools.programs import free_port, wait_until

pytestmark = pytest.mark.server


def numbers(server):
    status, _, body = server.get("/metrics", port=server.metrics)
    assert status == 200
    return body.decode()


def test_health_and_readiness_are_told_apart(server):
    assert server.get("/healthz")[0] == 200
    status, _, body = server.get("/readyz")

    assert status == 200
    assert json.loads(body)["old_sources"] == []


def test_metrics_of_all_workers_are_added_up(server):
    count = 'locator_answers_seconds_count{route="content.crisis",status="2xx"}'

    def seen():
        lines = dict(line.rsplit(" ", 1) for line in numbers(server).splitlines())
        return float(lines.get(count, 0))

    before = seen()
    for _ in range(12):
        server.get("/crisis")

    assert seen() == before + 12


def test_metrics_know_the_directory(server):
    text = numbers(server)

    assert "locator_directory_loaded 1.0" in text
    assert "locator_database_answers 1.0" in text
    assert 'locator_source_age_seconds{source="practice"}' in text
    assert "locator_directory_version{version=" in text


def test_metrics_stay_off_the_public_port_and_pages_off_theirs(server):
    assert server.get("/metrics")[0] == 404
    assert b"<html" not in server.get("/crisis", port=server.metrics)[2]


def test_no_host_header_opens_the_metrics_port(server):
    answer = server.get("/metrics", Host=f"127.0.0.1:{server.metrics}")

    assert answer[0] == 404


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        (b"GET /search?near=" + b"9" * 5000 + b" HTTP/1.1", b"414"),
        (b"GET /near/02118 HTTP/7.9", b"400"),
        (b"nonsense", b"400"),
    ],
)
def test_a_request_that_cannot_be_read_gets_the_crisis_lines(
    server, request_line, status
):
    answer = server.raw(request_line + b"\r\nHost: localhost\r\n\r\n")

    assert answer.startswith(b"HTTP/1.1 " + status)
    assert b'href="tel:911"' in answer
    assert b"Content-Security-Policy" in answer


def test_a_bad_header_gets_the_crisis_lines(server):
    answer = server.raw(b"GET / HTTP/1.1\r\nHost: localhost\r\nBad Name: x\r\n\r\n")

    assert answer.startswith(b"HTTP/1.1 400")
    assert b'href="tel:988"' in answer


def test_a_reload_loses_no_request(tmp_path):
    with started(tmp_path / "home") as server:
        failures, answered, stop = [], [], threading.Event()

        def ask():
            while not stop.is_set():
                try:
                    answered.append(server.get("/healthz")[0])
                except OSError as error:
                    failures.append(error)

        visitors = [threading.Thread(target=ask) for _ in range(6)]
        for visitor in visitors:
            visitor.start()
        before = workers_of(server)
        for _ in range(2):
            os.kill(server.process.pid, signal.SIGHUP)
            time.sleep(4)
        stop.set()
        for visitor in visitors:
            visitor.join()

        assert not failures
        assert set(answered) == {200}
        assert len(answered) > 200
        assert not before & workers_of(server)


def workers_of(server):
    children = f"/proc/{server.process.pid}/task/{server.process.pid}/children"
    return set(Path(children).read_text("ascii").split())


def test_a_worker_that_is_killed_is_named_in_the_log(tmp_path):
    with started(tmp_path / "home") as server:
        killed = min(workers_of(server))
        os.kill(int(killed), signal.SIGKILL)
        wait_until(lambda: "was sent" in server.log.read_text("utf-8"))

    said = server.log.read_text("utf-8")
    assert f"Worker (pid:{killed}) was sent SIGKILL!" in said


@pytest.mark.skipif(not IN_MEMORY.is_dir(), reason="no folder lies in memory here")
def test_a_full_disk_stops_nobody_from_counting(tmp_path):
    """A mapped file that cannot grow kills its process: none may lie on a disk."""
    temporary, port = tmp_path / "temporary", str(free_port())
    temporary.mkdir()
    used = {"TMPDIR": str(temporary), "LOCATOR_METRICS_PORT": port}
    with started(tmp_path / "home", **used) as server:
        server.get("/crisis")

        assert server.get("/metrics", port=int(port))[0] == 200
        assert not list(temporary.rglob("*"))


def test_a_system_without_a_folder_in_memory_counts_in_a_temporary_one(monkeypatch):
    monkeypatch.setattr(web_server, "IN_MEMORY", Path("/no/such/folder"))

    assert web_server.memory_folder() is None


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="asks Linux")
def test_what_a_broken_worker_held_in_memory_goes_to_no_disk(server):
    for process in (server.process.pid, *workers_of(server)):
        limits = Path(f"/proc/{process}/limits").read_text("ascii")

        assert re.search(r"^Max core file size +0 +0 ", limits, re.MULTILINE)


def test_logs_can_be_json_with_routes_and_no_paths(tmp_path):
    logged = {"LOCATOR_LOG_FORMAT": "json", "LOCATOR_LOG_LEVEL": "info"}
    with started(tmp_path / "home", **logged) as server:
        server.get("/search?near=02118")
        lines = [
            json.loads(line)
            for line in server.log.read_text("utf-8").splitlines()
            if line.startswith("{")
        ]

    (line,) = [line for line in lines if line.get("route") == "pages.search"]
    assert line["status"] == 200
    assert "02118" not in str(lines)


def test_a_taken_port_is_said_in_one_line(server, tmp_path):
    taken = started(tmp_path / "home", LOCATOR_METRICS_PORT=str(server.metrics))

    with pytest.raises(AssertionError, match="choose another with --port"), taken:
        pass
