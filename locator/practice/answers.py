"""Survey answers in the API's words, from `answers.txt`, which a reader can check."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Category:
    """One question of the survey: its code, its heading, its answers by code."""

    code: str
    heading: str
    answers: Mapping[str, str]


def services(codes: Collection[str]) -> list[dict[str, str]]:
    """Return the API's `services` for these answers; raise KeyError for a new one."""
    found = []
    left = set(codes)
    for category in categories():
        texts = [text for code, text in category.answers.items() if code in left]
        if texts:
            found.append(
                {"f1": category.heading, "f2": category.code, "f3": "; ".join(texts)}
            )
        left -= category.answers.keys()
    if left:
        raise KeyError(f"not in answers.txt: {', '.join(sorted(left))}")
    return found


@cache
def categories() -> tuple[Category, ...]:
    """Read the survey's categories in the order in which the API serves them."""
    found: list[tuple[str, str, dict[str, str]]] = []
    lines = (Path(__file__).parent / "answers.txt").read_text("utf-8").split("\n")
    for line in lines:
        if line.startswith("  "):
            code, _, text = line.strip(" ").partition(" ")
            found[-1][2][code] = text
        elif line and not line.startswith("#"):
            category, _, heading = line.partition(" = ")
            found.append((category, heading, {}))
    return tuple(Category(*each) for each in found)
