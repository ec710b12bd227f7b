"""Our terms as an HSDS taxonomy: groups are terms whose children are the terms."""

from collections.abc import Mapping
from typing import Any

from locator.taxonomy import GROUPS, TERMS
from locator.web.hsds.ids import hsds_id

Record = dict[str, Any]

TAXONOMY: Record = {
    "id": hsds_id("taxonomy"),
    "name": "Treatment locator terms",
    "description": "What a place can offer: medicine, care, ways to pay, programs,"
    " languages and kinds of place. The same terms as /api/v1/terms.",
    "version": "1",
}


def _term(slug: str, name: str, description: str, parent: str | None) -> Record:
    record = {
        "id": hsds_id("term", slug) if parent else hsds_id("group", slug),
        "code": slug,
        "name": name,
        "description": description,
        "taxonomy": TAXONOMY["name"],
        "taxonomy_id": TAXONOMY["id"],
        "language": "en",
    }
    if parent:
        record["parent_id"] = hsds_id("group", parent)
    return record


GROUP_RECORDS: Mapping[str, Record] = {
    group.slug: _term(
        group.slug, group.label, f"A group of terms: {group.label}.", None
    )
    for group in GROUPS.values()
}
TERM_RECORDS: Mapping[str, Record] = {
    term.slug: _term(term.slug, term.label, term.help or term.label, term.group)
    for term in TERMS.values()
}
ALL_TERMS: tuple[Record, ...] = (*GROUP_RECORDS.values(), *TERM_RECORDS.values())
