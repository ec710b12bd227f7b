"""The sentences a listing's answers call for, and the labels that say whom it serves.

People read these at the worst moment of their lives: plain, warm, and no more than the
directory said.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from locator.records import Access
from locator.taxonomy.proofs import (
    COUNSELING,
    DECLARED_NO_CODES,
    HOSPITAL,
    METHADONE_KEPT,
    METHADONE_USED,
    OUTPATIENT,
    RESIDENTIAL,
    TREATMENT,
    Rule,
    rule,
)
from locator.wording import to_translate

# Any trace of a medicine for opioid or alcohol use, however weak.
_ANY_MEDICINE = (
    f"{METHADONE_USED} {METHADONE_KEPT} OTP DM BU BUM BMW UB UBN DB NU UN RPN OMB PAIN "
    "MWS DLC BWN BWON BERI BSDM NXN VTRL PMAT ACM DSF LFXD"
)

STATEMENTS: Mapping[str, str] = {
    "no-moud": to_translate(
        "This place told SAMHSA that it does not use medicine for opioid use disorder."
    ),
    "no-oud-treatment": to_translate(
        "This place told SAMHSA that it does not treat opioid use disorder."
    ),
    "accepts-moud": to_translate("You can stay on your medicine here."),
    "otp-likely": to_translate(
        "Licensed methadone clinic. Ask which medicines it gives."
    ),
    "methadone-detox-only": to_translate(
        "Lists methadone for detox only. Ask if you can stay on it."
    ),
    "counseling-only": to_translate("Lists counseling. Lists no medicine. Ask."),
    "no-outpatient": to_translate(
        "Lists live-in or hospital care only. Ask if you can get medicine without staying."
    ),
    "housing-only": to_translate(
        "Lists housing only. Ask where people who live here get treatment."
    ),
    "not-on-newest-list": to_translate(
        "Not on SAMHSA's newest list. An older one had it. Call before you go."
    ),
    "mobile-van": to_translate("A clinic on wheels. Call to ask where it is today."),
    "seasonal": to_translate("Open only part of the year. Call before you go."),
}

# The places' own declared no's, as against lines that explain or advise.
DECLARED_NO: frozenset[str] = frozenset({"no-moud", "no-oud-treatment"})

STATEMENT_RULES: Mapping[str, Rule] = {
    "no-moud": rule(all_of="NMOA"),
    "no-oud-treatment": rule(all_of="NOOP"),
    "accepts-moud": rule(all_of="MOA"),
    "methadone-detox-only": rule(
        all_of="OTP DM", any_of=METHADONE_USED, none_of=METHADONE_KEPT
    ),
    "counseling-only": rule(
        kinds="SA",
        any_of=COUNSELING,
        none_of=f"{_ANY_MEDICINE} {DECLARED_NO_CODES}",
    ),
    "no-outpatient": rule(
        kinds="SA", any_of=f"{RESIDENTIAL} {HOSPITAL}", none_of=OUTPATIENT
    ),
    "housing-only": rule(kinds="SA", all_of="HH", none_of=TREATMENT),
}

# Worth counting in the report of an ingest: what the proofs did not take at its word.
REMARK_RULES: Mapping[str, Rule] = {
    "methadone-detox-only": STATEMENT_RULES["methadone-detox-only"],
    "methadone-without-otp": rule(
        any_of=f"{METHADONE_USED} {METHADONE_KEPT} DM", none_of="OTP"
    ),
}


@dataclass(frozen=True, slots=True)
class AccessLabel:
    """Whom a place serves; a filter asking for one of `terms` lifts the demotion."""

    slug: str
    text: str
    access: Access
    terms: frozenset[str] = frozenset()


ACCESS_LABELS: Mapping[str, AccessLabel] = {
    label.slug: label
    for label in (
        AccessLabel(
            "dui-only",
            to_translate("Only for people in a DUI program"),
            Access.LIMITED,
            frozenset({"dui-program"}),
        ),
        AccessLabel(
            "alcohol-only",
            to_translate("Only for alcohol problems"),
            Access.LIMITED,
            frozenset({"alcohol-medicine", "alcohol-detox"}),
        ),
        AccessLabel(
            "va",
            to_translate("VA health care: for veterans. Ask if you qualify"),
            Access.LIMITED,
            frozenset({"veterans", "va-funds"}),
        ),
        AccessLabel(
            "veterans-only",
            to_translate("Only for veterans"),
            Access.LIMITED,
            frozenset({"veterans", "va-funds"}),
        ),
        AccessLabel(
            "military",
            to_translate("Military health care. Ask if you qualify"),
            Access.LIMITED,
            frozenset({"active-military", "military-families", "tricare"}),
        ),
        AccessLabel(
            "tribal",
            to_translate(
                "Run by a tribe or the Indian Health Service. Some serve only Native people; ask"
            ),
            Access.LIMITED,
            frozenset({"tribal-funds", "native-languages", "ojibwa", "yupik"}),
        ),
        AccessLabel(
            "women-only",
            to_translate("Lists women only"),
            Access.LIMITED,
            frozenset({"women", "pregnant"}),
        ),
        AccessLabel(
            "men-only",
            to_translate("Lists men only"),
            Access.LIMITED,
            frozenset({"men"}),
        ),
        AccessLabel(
            "opioid-only",
            to_translate("Says it is only for people with opioid use disorder"),
            Access.OPEN,
        ),
        # In no result, map or list; their pages say whom they serve.
        AccessLabel(
            "jail",
            to_translate("Inside a jail or prison: only for people held there"),
            Access.RESTRICTED,
        ),
        AccessLabel(
            "school",
            to_translate("Inside a school: for its students. Others cannot walk in"),
            Access.RESTRICTED,
        ),
        AccessLabel(
            "nursing-home",
            to_translate("Inside a nursing home: only for people who live there"),
            Access.RESTRICTED,
        ),
        # What an operator decided, where no other label says it.
        AccessLabel(
            "some-people",
            to_translate("Only for some people. Call to ask"),
            Access.LIMITED,
        ),
        AccessLabel(
            "not-public", to_translate("Not open to the public"), Access.RESTRICTED
        ),
    )
}

ACCESS_RULES: Mapping[str, Rule] = {
    "dui-only": rule(all_of="DUO"),
    # Ten rows of 2023 tick both "alcohol only" and "opioids only": neither is true.
    "alcohol-only": rule(all_of="AUDO", none_of="OUDO"),
    "va": rule(any_of="VAMC VAHC"),
    "veterans-only": rule(all_of="VO"),
    "military": rule(all_of="DDF"),
    "tribal": rule(any_of="TBG IH"),
    "women-only": rule(all_of="FEM", none_of="MALE"),
    "men-only": rule(all_of="MALE", none_of="FEM"),
    "opioid-only": rule(any_of="OUDO OTPA BMO MO", none_of="AUDO"),
}


def access_of(labels: Iterable[str]) -> Access:
    """Return the narrowest access that a place's labels speak of."""
    found = {ACCESS_LABELS[label].access for label in labels if label in ACCESS_LABELS}
    for access in (Access.RESTRICTED, Access.LIMITED):
        if access in found:
            return access
    return Access.OPEN
