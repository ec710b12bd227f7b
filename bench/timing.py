"""Times of many calls, and the two numbers that are worth printing."""

import gc
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

T = TypeVar("T")


@dataclass(frozen=True)
class Times:
    """Median and 99th percentile, in milliseconds."""

    p50: float
    p99: float

    def __str__(self) -> str:
        return f"{self.p50:.3f} / {self.p99:.3f}"


def measure(call: Callable[[T], object], inputs: Iterable[T], rounds: int = 3) -> Times:
    """Return the times of one call over many inputs, the best round of each."""
    asked = list(inputs)
    best = np.full(len(asked), np.inf)
    for one in asked[:20]:
        call(one)
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds):
            for number, one in enumerate(asked):
                start = time.perf_counter()
                call(one)
                best[number] = min(best[number], time.perf_counter() - start)
    finally:
        gc.enable()
    p50, p99 = np.percentile(best * 1000, [50, 99]).tolist()
    return Times(p50, p99)
