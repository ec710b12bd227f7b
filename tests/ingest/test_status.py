"""Only one run at a time, and everybody can see how far it is."""

import json
import os
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta

import pytest

from locator.errors import SyncBusy
from locator.ingest import SyncLock, read_sync_status
from locator.progress import Stages


def test_a_run_tells_how_far_it_is_and_takes_the_file_away(home):
    home.mkdir()
    told = []
    with Stages(home, "findtreatment", lambda *args: told.append(args)) as stages:
        stages.tell("Copying the list", 2000, 21_451)
        status = read_sync_status(home)
        assert (status.stage, status.done, status.total) == (
            "Copying the list",
            2000,
            21_451,
        )
        assert status.pid == os.getpid()
    assert told == [("Copying the list", 2000, 21_451)]
    assert read_sync_status(home) is None


def test_the_file_is_written_twice_a_second_at_most(home):
    home.mkdir()
    with Stages(home, "findtreatment") as stages:
        for done in range(100):
            stages.tell("Reading the rows", done, 100)
        assert read_sync_status(home).done == 0
        stages.tell("Reading the rows", 100, 100)
        assert read_sync_status(home).done == 100


def test_a_dead_or_silent_run_is_not_believed(home):
    home.mkdir()
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    now = datetime.now(UTC)
    facts = {
        "source": "findtreatment",
        "stage": "Saving",
        "done": 0,
        "total": None,
        "started_at": now.isoformat(),
        "updated_at": now.isoformat(),
        "pid": os.getpid(),
    }
    old = (now - timedelta(minutes=11)).isoformat()
    for changes, believed in (
        ({}, True),
        ({"pid": ended.pid}, False),
        ({"updated_at": old}, False),
        ({"stage": 5}, False),
    ):
        (home / "sync.json").write_text(json.dumps({**facts, **changes}))
        assert (read_sync_status(home) is not None) is believed


def test_a_full_disk_does_not_stop_a_run_at_its_progress_file(home):
    with Stages(home / "nowhere", "findtreatment") as stages:
        stages.tell("Saving", 0, None)


def test_a_second_holder_is_told_who_is_first(home):
    outcome = []

    def second():
        try:
            with SyncLock(home):
                outcome.append("taken")
        except SyncBusy as busy:
            outcome.append(str(busy))

    with SyncLock(home), Stages(home, "findtreatment") as stages:
        stages.tell("Copying the list", 1, 2)
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
    assert f"process {os.getpid()}" in outcome[0]
    assert "copying the list" in outcome[0]
    second()
    assert outcome[1] == "taken"


def test_one_holder_may_hold_it_twice(home):
    with SyncLock(home), SyncLock(home):
        pass
    with SyncLock(home):
        pass


@pytest.mark.server
def test_a_killed_holder_does_not_leave_it_locked(home):
    code = (
        "import sys; from pathlib import Path; from locator.ingest import SyncLock\n"
        "with SyncLock(Path(sys.argv[1])): print('held', flush=True); input()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with holder:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(SyncBusy), SyncLock(home):
            pass
        holder.kill()
    with SyncLock(home):
        pass
