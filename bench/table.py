"""One table: what was measured, how long it took, and against what."""

from dataclasses import dataclass, field

from bench.timing import Times
from tools.programs import find_program, may_miss


@dataclass(frozen=True)
class Line:
    """One measurement; `ratio` is its median against that of `against`."""

    name: str
    times: Times
    ratio: float | None = None
    # What it is a point of, and at how many places: how cost grows with size.
    curve: str = ""
    size: int = 0


@dataclass
class Table:
    """The lines of one run, and the promises that it broke."""

    lines: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    # Requests per second, by what was asked for.
    rates: dict[str, float] = field(default_factory=dict)

    def add(
        self,
        name: str,
        times: Times,
        *,
        against: str = "",
        base: Times | None = None,
        at: tuple[str, int] = ("", 0),
    ) -> Times:
        """Add a line, and print it at once: long runs should show their progress.

        `at` names the curve that the line is a point of, and its number of places.
        """
        ratio = times.p50 / base.p50 if base else None
        self.lines.append(Line(name, times, ratio, *at))
        said = f"{ratio:8.2f} x {against}" if ratio is not None else ""
        print(f"{name:<46} {times.p50:9.3f} {times.p99:9.3f} {said}", flush=True)
        return times

    def note(self, text: str) -> None:
        """Say something that is no number."""
        self.notes.append(text)
        print(f"  ({text})", flush=True)

    def find_program(self, name: str) -> str | None:
        """Return where a program is; say so if it is not, as a fault where all must be."""
        found = find_program(name)
        if found is None and may_miss():
            self.note(f"{name} is not installed: what it measures is left out")
        elif found is None:
            self.promise(f"{name} is installed", kept=False)
        return found

    def promise(self, text: str, *, kept: bool) -> None:
        """Keep account of what must hold."""
        print(f"  {'ok    ' if kept else 'BROKEN'} {text}", flush=True)
        if not kept:
            self.broken.append(text)


def print_heading() -> None:
    """Print what the columns are."""
    print(f"{'':<46} {'p50 ms':>9} {'p99 ms':>9}")
