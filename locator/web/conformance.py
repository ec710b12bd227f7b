"""What the accessibility page and report claim, and when the tests behind it last passed.

A test compares `TESTED` with the tests as they are. When it fails, run the tests in
`tests/browser`, read the statement and `docs/accessibility-conformance.md` again, and
write the day and the new mark here.
"""

from datetime import date

TESTED_ON = date(2026, 11, 22)
# Of the version of axe-core, its sets of rules, and our own rules for every page.
TESTED = "1908810ad756"
