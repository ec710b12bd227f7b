"""A clock that waiting moves forward, so that no test waits."""

from collections.abc import Callable, Iterator

import pytest
import responses

from locator.http import Fetcher, make_fetcher


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0
        self.waits: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("time.sleep", clock.sleep)
    return clock


@pytest.fixture
def fetcher_with(clock: Clock) -> Callable[..., Fetcher]:
    def make(**limits: float) -> Fetcher:
        return make_fetcher(user_agent="locator-tests/1", clock=clock, **limits)

    return make


@pytest.fixture
def fetcher(fetcher_with: Callable[..., Fetcher]) -> Fetcher:
    return fetcher_with()


@pytest.fixture
def web() -> Iterator[responses.RequestsMock]:
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        yield mock
