"""See compiled.pyx."""

from locator.search.choice import Choice
from locator.search.scanner import Arrays, Circle, Found, Outer

class CompiledScanner:
    def __init__(self, arrays: Arrays) -> None: ...
    def survey(
        self, circle: Circle, choice: Choice, start: int, stop: int, *, counting: bool
    ) -> Found: ...
    def outward(self, circle: Circle, choice: Choice, wanted: int) -> list[Outer]: ...
