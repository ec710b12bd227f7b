"""Our terms and groups; which SAMHSA answer proves which term, and how strongly."""

from locator.taxonomy.lines import (
    ACCESS_LABELS,
    DECLARED_NO,
    STATEMENTS,
    AccessLabel,
    access_of,
)
from locator.taxonomy.lists import (
    CERTIFICATE,
    ENROLLMENT,
    health_center_values,
    keeps_street_private,
    read_health_center,
    read_otp_row,
)
from locator.taxonomy.reading import headings, read_values, share_listing_adults
from locator.taxonomy.terms import GROUPS, TERMS, TERMS_OF, Group, Term
from locator.taxonomy.values import Era, category_of, lookup_value, value_of_code

__all__ = [
    "ACCESS_LABELS",
    "CERTIFICATE",
    "DECLARED_NO",
    "ENROLLMENT",
    "GROUPS",
    "STATEMENTS",
    "TERMS",
    "TERMS_OF",
    "AccessLabel",
    "Era",
    "Group",
    "Term",
    "access_of",
    "category_of",
    "headings",
    "health_center_values",
    "keeps_street_private",
    "lookup_value",
    "read_health_center",
    "read_otp_row",
    "read_values",
    "share_listing_adults",
    "value_of_code",
]
