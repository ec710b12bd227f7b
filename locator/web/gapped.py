"""HTML of ours that is the same but for a few values: rendered once, then filled in.

A template is rendered with marks where the values go. What stands between the marks is
kept, and a page takes one join of strings for it. Templates stay the one place where
HTML is written.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Sequence

from flask import Flask, current_app, request
from jinja2 import Environment
from markupsafe import Markup, escape

from locator.web.translation import current_language

MOST_KEPT = 5_000
# From Unicode's private use area: no word of ours or of a directory's has it.
MARK = "\ue000"
_GAP = re.compile(f"{MARK}(\\d+){MARK}")
MARKS = tuple(Markup("{0}{1}{0}").format(MARK, number) for number in range(500))

Texts = list[str]
Cut = tuple[Texts, list[int]]  # the texts between the gaps, and which value goes where


class Gaps:
    """The values of one page, each of which leaves a mark in the template."""

    def __init__(self) -> None:
        """Start with none."""
        self.values: list[str] = []

    def __call__(self, value: object) -> Markup:
        """Take a value, which is escaped unless it is Markup, and return its mark."""
        self.values.append(_safe(value))
        return MARKS[len(self.values) - 1]

    def maybe(self, value: str | None) -> str | None:
        """Return a mark for what is there, and nothing for nothing."""
        return self(value) if value else None


class Around(dict[tuple[Hashable, ...], Texts]):
    """The texts around one value, made when they are first asked for.

    For what a page has dozens of: looking one up costs no call.
    """

    def __init__(self, make: Callable[[tuple[Hashable, ...]], Texts]) -> None:
        """Start with nothing."""
        super().__init__()
        self._make = make

    def __missing__(self, fixed: tuple[Hashable, ...]) -> Texts:
        """Make what is not there."""
        made = self[fixed] = self._make(fixed)
        return made


class Kept:
    """What was rendered so far: so many texts at most."""

    def __init__(self, templates: Environment, most: int = MOST_KEPT) -> None:
        """Start with nothing."""
        self._templates = templates
        self._most = most
        self._cuts: dict[Hashable, Cut] = {}
        self._around: dict[str, Around] = {}

    def cut(self, key: Hashable, render: Callable[[], str], first: int = 0) -> Cut:
        """Return what `render` gives, cut at its marks, or at so many of the first.

        The key must name everything that it uses beside the values.
        """
        found = self._cuts.get(key)
        if found is None:
            if len(self._cuts) >= self._most:
                self._cuts.clear()
            parts = _GAP.split(render(), first)
            found = parts[::2], [int(number) for number in parts[1::2]]
            self._cuts[key] = found
        return found

    def filled(
        self,
        key: Hashable,
        render: Callable[[], str],
        values: Sequence[str] = (),
        first: int = 0,
    ) -> Markup:
        """Return what `render` gives, with the values in its gaps."""
        texts, numbers = self.cut(key, render, first)
        parts = [""] * (len(texts) + len(numbers))
        parts[::2] = texts
        parts[1::2] = [values[number] for number in numbers]
        return Markup("".join(parts))  # noqa: S704 - escaped by the template, or by Gaps

    def macro(self, name: str, values: Iterable[object], *fixed: Hashable) -> Markup:
        """Return the macro "file.html:name" of the values and of what is fixed."""
        safe = [_safe(value) for value in values]

        def render() -> str:
            return self.call(name, *MARKS[: len(safe)], *fixed)

        return self.filled((name, fixed), render, safe)

    def around(self, name: str) -> "Around":
        """Return the texts around the one value of a macro, by what else it is given."""
        found = self._around.get(name)
        if found is None:
            found = self._around[name] = Around(
                lambda fixed: _GAP.split(self.call(name, MARKS[0], *fixed))[::2]
            )
        return found

    def call(self, name: str, *arguments: object) -> str:
        """Return the macro "file.html:name" of the arguments."""
        file, _, macro = name.partition(":")
        module = self._templates.get_template(file).module
        return str(getattr(module, macro)(*arguments))


def _safe(value: object) -> str:
    if type(value) is int:
        return str(value)
    return value if type(value) is Markup else escape(value)


def joined(parts: Iterable[str]) -> Markup:
    """Return parts, each of which is HTML, as one."""
    return Markup("\n".join(parts))  # noqa: S704 - the callers' parts are HTML of ours


def here() -> tuple[str, str]:
    """Return the language and the mount of this request: what every page depends on."""
    return current_language(), request.script_root


def kept_here() -> Kept:
    """Return what is kept in the language and at the mount of this request."""
    everywhere: dict[tuple[str, str], Kept] = current_app.extensions["gapped"]
    key = here()
    found = everywhere.get(key)
    if found is None:
        found = everywhere[key] = Kept(current_app.jinja_env)
    return found


def init_app(app: Flask) -> None:
    """Start with nothing kept."""
    app.extensions["gapped"] = {}
