"""See compiled.pyx."""

from locator.geo import Point
from locator.search.choice import Choice
from locator.search.scanner import Arrays, Circle, Found, Near

class CompiledScanner:
    def __init__(self, arrays: Arrays) -> None: ...
    def survey(
        self, circle: Circle, choice: Choice, start: int, stop: int, *, counting: bool
    ) -> Found: ...
    def outward(
        self, point: Point, circle: Circle, choice: Choice, wanted: int
    ) -> list[Near]: ...
