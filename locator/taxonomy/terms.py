"""What people filter by: our own stable slugs, in the order that pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from locator.taxonomy.tables import read_table
from locator.wording import to_translate


@dataclass(frozen=True, slots=True)
class Group:
    """A set of terms; several chosen terms of it mean any of them, or all of them."""

    slug: str
    label: str
    mode: Literal["any", "all"]


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to filter by, in the words of the person who needs it."""

    slug: str
    group: str
    label: str
    help: str


GROUPS: Mapping[str, Group] = {
    group.slug: group
    for group in (
        Group("medicine", to_translate("Medicine"), "any"),
        Group("care", to_translate("Kind of care"), "any"),
        Group("payment", to_translate("Ways to pay"), "any"),
        Group("people", to_translate("Programs made for"), "all"),
        Group("language", to_translate("Languages"), "all"),
        Group("kind", to_translate("Kind of place"), "any"),
    )
}

TERMS: Mapping[str, Term] = {
    row["slug"]: Term(row["slug"], row["group"], row["label"], row["help"])
    for row in read_table("terms.csv")
}
# The terms of each group, by its slug.
TERMS_OF: Mapping[str, tuple[str, ...]] = {
    group: tuple(slug for slug, term in TERMS.items() if term.group == group)
    for group in GROUPS
}
