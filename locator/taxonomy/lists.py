"""What lists other than SAMHSA's survey say of a place, in our words.

They ask no questions: a row of an opioid treatment program (OTP) list is a license, a
row of the health centers' list says when and in what house, and never which medicine.
"""

import re
from dataclasses import replace

from locator.records import Offer, Reading, Strength, Value
from locator.taxonomy.reading import read_values

# Categories of our own; `categories.csv` has their headings.
CERTIFICATE = "OTPC"
ENROLLMENT = "CMSE"
CENTER = "HCTYPE"
SETTING = "HCSET"
HOURS = "HCHOURS"

# Whole words, in OTP lists only: 30 of 2026's programs are told by them. Massachusetts
# prints the names of its prisons as "MCI Shirley".
INSIDE_A_JAIL = re.compile(
    r"\b(?:jails?|prisons?|correction(?:s|al)?|detention|sheriffs?)\b"
    r"|\bMCI[ -]+(?:Cedar Junction|Concord|Framingham|Norfolk|Shirley)\b",
    re.IGNORECASE,
)
MEDICARE = Offer("medicare", Strength.YES)
HOURS_IN_A_WEEK = 168

# HRSA's settings, by a word in them: whom the place serves.
SETTING_LABELS = {
    "correction": "jail",
    "jail": "jail",
    "prison": "jail",
    "school": "school",
    "nursing": "nursing-home",
}
LOCATION_STATEMENTS = {"mobile": "mobile-van", "seasonal": "seasonal"}
PRIVATE_SETTING = "domestic violence"
UNREMARKABLE = frozenset({"", "all other clinic types", "permanent"})


def read_otp_row(*texts: str | None, medicare: bool = False) -> Reading:
    """Return what a row of an OTP list proves; `texts` are its name and street.

    `medicare` says that being on the list means being enrolled in Medicare.
    """
    reading = read_values("OTP", None)
    inside = any(INSIDE_A_JAIL.search(text or "") for text in texts)
    return replace(
        reading,
        offers=(*reading.offers, MEDICARE) if medicare else reading.offers,
        access_labels=("jail",) if inside else (),
    )


def read_health_center(setting: str | None, location_type: str | None) -> Reading:
    """Return what HRSA's row of a site proves: a health center, and whom it serves."""
    where, how = (setting or "").casefold(), (location_type or "").casefold()
    labels = (label for word, label in SETTING_LABELS.items() if word in where)
    lines = (line for word, line in LOCATION_STATEMENTS.items() if word in how)
    return replace(
        read_values("HRSA", None),
        declared=tuple(lines),
        access_labels=tuple(dict.fromkeys(labels)),
    )


def keeps_street_private(setting: str | None) -> bool:
    """Tell whether a site's setting means that nobody may learn its street."""
    return PRIVATE_SETTING in (setting or "").casefold()


def health_center_values(
    center: str | None,
    setting: str | None,
    location_type: str | None,
    hours: str | None,
) -> tuple[Value, ...]:
    """Return what HRSA's row says of a site, as texts for its page."""
    texts = [(CENTER, center)]
    if not keeps_street_private(setting):
        texts.append((SETTING, setting))
    texts += [(SETTING, location_type), (HOURS, _hours(hours))]
    return tuple(
        Value(category, text)
        for category, text in texts
        if text and text.casefold() not in UNREMARKABLE
    )


def _hours(printed: str | None) -> str | None:
    """Return "4.00" as a sentence; 0 stands for "not said"."""
    try:
        hours = float(printed or "")
    except ValueError:
        return None
    if not 0 < hours <= HOURS_IN_A_WEEK:
        return None
    unit = "hour" if hours == 1 else "hours"
    return f"Open about {hours:g} {unit} a week"
