"""The terms of one search, as columns of an index's bits."""

from dataclasses import dataclass

from locator.errors import InvalidSearch
from locator.search.columns import COUNSELING, RANKED_MEDICINES, Layout


@dataclass(frozen=True, slots=True)
class ChosenGroup:
    """The terms chosen from one group, and the columns of all its terms."""

    all_columns: slice
    chosen: list[int]
    any_of: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """What a search asks for: which groups, which strengths rank, which limits stay."""

    groups: tuple[ChosenGroup, ...]
    sure_medicines: list[int]
    # The columns of any and of sure counseling, when it is asked for.
    counseling: tuple[int, int] | None
    limits: list[int]

    @property
    def ranks(self) -> bool:
        """Whether strength orders this search."""
        return bool(self.sure_medicines) or self.counseling is not None


def choose(layout: Layout, terms: frozenset[str]) -> Choice:
    """Turn a search's terms into columns; raise InvalidSearch for an unknown one."""
    chosen: dict[int, list[int]] = {}
    for term in sorted(terms):
        if term not in layout.column:
            raise InvalidSearch(
                "There is no filter called “%(term)s”.", field="term", term=term
            )
        chosen.setdefault(layout.group_of[term], []).append(layout.column[term])
    return Choice(
        groups=tuple(
            ChosenGroup(
                layout.group_columns[number],
                columns,
                layout.groups[number].mode == "any",
            )
            for number, columns in chosen.items()
        ),
        sure_medicines=[
            layout.sure_column[term] for term in RANKED_MEDICINES if term in terms
        ],
        counseling=(layout.column[COUNSELING], layout.sure_column[COUNSELING])
        if COUNSELING in terms
        else None,
        limits=_limits(layout, terms),
    )


def _limits(layout: Layout, terms: frozenset[str]) -> list[int]:
    """Return the columns that make a place limited for this search."""
    if terms.isdisjoint(layout.lifting):
        return [layout.limited_column]
    kept = [
        layout.label_column[label.slug]
        for label in layout.labels
        if terms.isdisjoint(label.lifted_by)
    ]
    return [*kept, layout.other_limit_column]
