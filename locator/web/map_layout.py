"""Where things go on a small map, so that nothing lies on top of something else."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

Spot = tuple[float, float]

LETTER = 10.0  # how wide a letter is, about, in units of the map
LINE = 18.0  # how high a line of text is
# Where a pin may move: around its own spot, nearer first.
STEP = 15
_AROUND = [
    (
        distance * math.sin(2 * math.pi * turn / turns),
        -distance * math.cos(2 * math.pi * turn / turns),
    )
    for distance in range(STEP, 14 * STEP, STEP)
    for turns in (max(8, distance // 4),)
    for turn in range(turns)
]


class Box(NamedTuple):
    """An upright rectangle that something fills."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(slots=True)
class Room:
    """A square map, and what of it is taken."""

    size: float
    taken: list[Box] = field(default_factory=list)

    def free(self, box: Box) -> bool:
        """Tell whether a box lies on the map and on nothing else."""
        left, top, right, bottom = box
        if left < 0 or top < 0 or right > self.size or bottom > self.size:
            return False
        for other in self.taken:  # a plain loop: this runs thousands of times a page
            if (
                left < other[2]
                and other[0] < right
                and top < other[3]
                and other[1] < bottom
            ):
                return False
        return True

    def take(self, boxes: Iterable[Box]) -> Box | None:
        """Take the first box that is free, and return it; None if none is."""
        for box in boxes:
            if self.free(box):
                self.taken.append(box)
                return box
        return None


def spread(
    spots: Sequence[Spot], room: Room, width: float, height: float
) -> list[Spot]:
    """Return where each pin goes: its own spot, or the nearest free one."""
    placed = []
    for x, y in spots:
        box = room.take(_pin_boxes(x, y, width, height))
        if box is None:  # more pins than the map has room for: this one overlaps
            placed.append((x, y))
        else:
            placed.append(((box.left + box.right) / 2, (box.top + box.bottom) / 2))
    return placed


def text_box(x: float, y: float, text: str, anchor: str) -> Box:
    """Return the ground a text covers; `y` is the middle of its height."""
    width = len(text) * LETTER
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return Box(left, y - LINE / 2, left + width, y + LINE / 2)


def _pin_boxes(x: float, y: float, width: float, height: float) -> Iterator[Box]:
    for dx, dy in ((0.0, 0.0), *_AROUND):
        middle_x, middle_y = x + dx, y + dy
        yield Box(
            middle_x - width / 2,
            middle_y - height / 2,
            middle_x + width / 2,
            middle_y + height / 2,
        )
