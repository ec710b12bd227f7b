"""A short soak: kills at random moments break no promise."""

import pytest

from tools.soak import KINDS, soak


@pytest.mark.slow
@pytest.mark.server
# Python 3.12 and newer warn of every fork beside threads; here they are the test's own.
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_kills_at_random_moments_harm_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("locator.ingest.commands.SOURCES", {})  # put back afterwards
    done = soak(tmp_path, runs=4 * len(KINDS), seed=7)
    assert done.kills.total() == 4 * len(KINDS)
    assert done.accepted
