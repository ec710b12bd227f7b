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
Cut = tuple[Texts, list[int]]  # every second text is a gap: which value goes there


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
        self._pages: dict[Hashable, tuple[list[bytes], list[int]]] = {}

    def filled(
        self,
        key: Hashable,
        render: Callable[[], str],
        values: Sequence[str] = (),
        first: int = 0,
    ) -> Markup:
        """Return what `render` gives, with the values in its gaps, or in so many of the first.

        The key must name everything that it uses beside the values.
        """
        found = self._cuts.get(key)
        if found is None:
            if len(self._cuts) >= self._most:
                self._cuts.clear()
            found = self._cuts[key] = cut(render(), first)
        texts, numbers = found
        parts = texts.copy()
        parts[1::2] = [values[number] for number in numbers]
        return as_markup("".join(parts))  # escaped by the template, or by Gaps

    def page(
        self, key: Hashable, render: Callable[[], str], values: Sequence[str]
    ) -> bytes:
        """Return a whole page as it is sent.

        Its texts are encoded once; one dash among them would make all of the page
        twice as long in memory, and slow to encode, if it were joined first.
        """
        found = self._pages.get(key)
        if found is None:
            if len(self._pages) >= self._most:
                self._pages.clear()
            texts, numbers = cut(render())
            found = self._pages[key] = [text.encode() for text in texts], numbers
        parts = found[0].copy()
        parts[1::2] = [values[number].encode() for number in found[1]]
        return b"".join(parts)

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


def cut(html: str, first: int = 0) -> Cut:
    """Return HTML cut at its marks, or at so many of the first."""
    texts = _GAP.split(html, first)
    return texts, [int(number) for number in texts[1::2]]


def _safe(value: object) -> str:
    if type(value) is int:
        return str(value)
    return value if type(value) is Markup else escape(value)


def joined(parts: Iterable[str]) -> Markup:
    """Return parts, each of which is HTML of ours, as one."""
    return as_markup("\n".join(parts))


def as_markup(html: str) -> Markup:
    """Return HTML of ours as Markup, without being asked whether it is Markup already."""
    return str.__new__(Markup, html)


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
