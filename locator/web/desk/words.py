"""The desk's own words: short, English, for people who do this every day."""

PROBLEMS_SHORT = {
    "number": "Number does not work",
    "moved": "Moved",
    "closed": "Closed",
    "not-offered": "Does not offer this",
    "no-new-patients": "Not taking patients",
    "other": "Something else",
}
ANSWERED_BY = (
    "front desk",
    "nurse or counselor",
    "doctor or prescriber",
    "recorded message",
    "nobody",
)
