"""What proves what, where one answer alone does not settle it.

Each line reads: a row of these kinds that gave all of, any of and none of these answers
proves the term this strongly; where it also gave an answer under `unless`, it
contradicts itself and the proof is worth a "maybe". The first line of a term that fits
counts. Answers stand as their codes to 2025 (`values.csv` names them). Answers that
prove a term by themselves are marked in `values.csv`; all others prove nothing.
"""

from dataclasses import dataclass

from locator.records import Strength

YES, MAYBE = Strength.YES, Strength.MAYBE

# "Does not use medicine for", "does not treat opioid use disorder".
DECLARED_NO_CODES = "NMOA NOOP"
# The same or "alcohol use disorder clients only". Naltrexone treats alcohol as well, so
# that does not contradict it. Not treating alcohol (NAUT), or not with medicine (NMAUT),
# contradicts none of the three.
NO_OPIOID_CARE = f"{DECLARED_NO_CODES} AUDO"

METHADONE_USED = "MU METH"
METHADONE_KEPT = "MM MMW"  # maintenance, for good or for a set time
COUNSELING = "ICO GCO FCO MCO SACA"
PAYERS = "MC MD PI MI SF SI ITU VAF"
# Run by the VA, the federal government, the military, a tribe or for veterans only.
NOT_FOR_EVERYONE = "VAMC VAHC FED DDF TBG IH VO"
OUTPATIENT = "OP ORT OIT ODT OD OMB PHDT CT"
RESIDENTIAL = "RES RS RL RD"
HOSPITAL = "HI HIT HID"
TREATMENT = "SA DT SUMH MH"


def codes(text: str) -> frozenset[str]:
    """Return the codes in a text such as "UB BUM"."""
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Rule:
    """What a row must have answered, and what not, for something to follow."""

    kinds: frozenset[str]
    all_of: frozenset[str]
    any_of: frozenset[str]
    none_of: frozenset[str]

    def fits(self, kind: str, answers: frozenset[str]) -> bool:
        """Tell whether a row of this kind with these answers meets the rule."""
        return (
            self.all_of <= answers
            and (not self.any_of or not self.any_of.isdisjoint(answers))
            and self.none_of.isdisjoint(answers)
            and (not self.kinds or kind in self.kinds)
        )


@dataclass(frozen=True, slots=True)
class Proof:
    """A term, how strongly it is proved, and by what."""

    term: str
    strength: Strength
    rule: Rule
    unless: frozenset[str]


def rule(
    *, kinds: str = "", all_of: str = "", any_of: str = "", none_of: str = ""
) -> Rule:
    """Make a rule from codes as text; no kinds means rows of any kind."""
    return Rule(codes(kinds), codes(all_of), codes(any_of), codes(none_of))


def proof(term: str, strength: Strength, rule: Rule, *, unless: str = "") -> Proof:
    """Make one line of the table."""
    return Proof(term, strength, rule, codes(unless))


PROOFS: tuple[Proof, ...] = (
    # Methadone for opioid use comes from certified programs (OTP) and nowhere else.
    # Sure: maintenance, or use of which detox is not the only one named.
    proof(
        "methadone",
        YES,
        rule(all_of="OTP", any_of=METHADONE_KEPT),
        unless=NO_OPIOID_CARE,
    ),
    proof(
        "methadone",
        YES,
        rule(all_of="OTP", any_of=METHADONE_USED, none_of="DM"),
        unless=NO_OPIOID_CARE,
    ),
    proof("methadone", MAYBE, rule(all_of="OTP")),
    # Prescribes it, or maintenance; merely "used" may mean that others prescribe it.
    proof("buprenorphine", YES, rule(any_of="UB BUM"), unless=NO_OPIOID_CARE),
    proof("buprenorphine", MAYBE, rule(any_of="BU BMW UBN")),
    # Prescribes it, or relapse prevention; used, or a form of it listed, is a hint.
    proof("naltrexone", YES, rule(any_of="UN RPN"), unless=DECLARED_NO_CODES),
    proof("naltrexone", MAYBE, rule(any_of="NU NXN VTRL UBN")),
    # Forms of the medicines are as sure as the medicine itself.
    proof(
        "buprenorphine-with-naloxone",
        YES,
        rule(all_of="BWN", any_of="UB BUM"),
        unless=NO_OPIOID_CARE,
    ),
    proof("buprenorphine-with-naloxone", MAYBE, rule(all_of="BWN")),
    proof(
        "buprenorphine-without-naloxone",
        YES,
        rule(all_of="BWON", any_of="UB BUM"),
        unless=NO_OPIOID_CARE,
    ),
    proof("buprenorphine-without-naloxone", MAYBE, rule(all_of="BWON")),
    proof(
        "buprenorphine-injection",
        YES,
        rule(all_of="BERI", any_of="UB BUM"),
        unless=NO_OPIOID_CARE,
    ),
    proof("buprenorphine-injection", MAYBE, rule(all_of="BERI")),
    proof(
        "naltrexone-injection",
        YES,
        rule(all_of="VTRL", any_of="UN RPN"),
        unless=DECLARED_NO_CODES,
    ),
    proof("naltrexone-injection", MAYBE, rule(all_of="VTRL")),
    proof(
        "naltrexone-pill",
        YES,
        rule(all_of="NXN", any_of="UN RPN"),
        unless=DECLARED_NO_CODES,
    ),
    proof("naltrexone-pill", MAYBE, rule(all_of="NXN")),
    proof("alcohol-medicine", YES, rule(all_of="PMAT"), unless="NAUT NMAUT"),
    proof("alcohol-medicine", MAYBE, rule(any_of="ACM DSF")),
    # Therapy in a mental health row may be for substance use only if it treats that.
    proof("counseling", YES, rule(kinds="SA", any_of=COUNSELING)),
    proof("counseling", MAYBE, rule(kinds="MH", all_of="SA", any_of="IPT GT CFT")),
    # Settings, likewise: those of a mental health row are of mental health care.
    proof("outpatient", YES, rule(kinds="SA", any_of="OP ORT")),
    proof("outpatient", MAYBE, rule(kinds="MH", all_of="SA", any_of="OP")),
    proof("residential", YES, rule(kinds="SA", any_of=RESIDENTIAL)),
    proof("residential", MAYBE, rule(kinds="MH", all_of="SA", any_of="RES")),
    proof("hospital", YES, rule(kinds="SA", any_of=HOSPITAL)),
    proof("hospital", MAYBE, rule(kinds="MH", all_of="SA", any_of="HI")),
    proof("day-treatment", YES, rule(kinds="SA", any_of="ODT")),
    proof("day-treatment", MAYBE, rule(kinds="MH", all_of="SA", any_of="PHDT PH")),
    proof("free", YES, rule(all_of="NP", none_of=f"{PAYERS} {NOT_FOR_EVERYONE}")),
    proof("free", MAYBE, rule(all_of="NP")),
    proof("under-18", YES, rule(all_of="CHLD AD")),
    proof("under-18", MAYBE, rule(any_of="CHLD AD")),
)
