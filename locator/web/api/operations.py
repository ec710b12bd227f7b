"""What each address of the API says of itself, next to the code that answers it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter, in the words of JSON Schema."""

    name: str
    description: str
    schema: Mapping[str, Any]
    example: Any = None
    where: str = "query"
    required: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """What an address takes and answers."""

    summary: str
    answer: Any  # a type of `shapes`, or a JSON schema for what has no type of ours
    parameters: tuple[Parameter, ...] = ()
    errors: tuple[int, ...] = ()
    media: str = JSON
    moves: bool = False  # may answer 301
    tag: str = "api"


def documented(operation: Operation) -> Callable[[View], View]:
    """Attach an operation to the view that answers it."""

    def attach(view: View) -> View:
        view.operation = operation  # type: ignore[attr-defined]  # read by `openapi`
        return view

    return attach


CURSOR = Parameter(
    "cursor",
    "Where to go on, from `next` or `resume`. Opaque; send nothing beside it.",
    {"type": "string", "minLength": 1, "maxLength": 2000},
)
