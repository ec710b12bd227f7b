"""How a kind of practice place answers the survey; `catalog.py` lists the kinds.

Answers are codes of `answers.txt`: `TELE` is always ticked, `TELE:30` by 30 places of a
hundred, `NU+UN:30` together or not at all, `A|B` one of them, `-TELE` never, whatever else says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from locator.practice.draws import choose, happens

# What any substance use program, or any mental health program, may answer.
COMMON = {
    "SA": (
        "SA SUMH:55 ACMA:50 AUPC:40 AURPE:15 BIA:70 CBT:90 CMI:45 MOTI:90 MXM:40"
        " RELP:90 SACA TELE:70 TRC:75 TWFA:45 ANG:60 CRV:8"
        " STAG:75 STMH:35 STDH:45 CARF:35 JC:22 COA:4"
        " FSA:45 MC:45 MD:77 MI:40 PI:75 SF:90 SI:50 SAMF:25 PA:22 SS:38"
        " WN:50 MN:50 GL:35 PW:33 SE:32 VET:32 ADM:18 MF:20 CJ:45 CO:60 COPSU:30 HV:28"
        " XA:36 DV:36 TRMA:52 TAY:35"
        " CMHA:60 CSAA:95 ISC:50 OPC:68 MHPA:42 STU:80 SSA:95 SMHD:80 PIEC:28"
        " BABA:62 DAOF:42 DAUT:88 HIVT:33 STDT:28 TBS:45 MST:20 HBT:28 HCT:33"
        " ACC:88 DP:95 NOE:76 OFD:72 SHG:46 HS:66 AOSS:72 RC:37 PEER:68 EMP:46"
        " TGD:28 TOD:36 HAEC:60 TAEC:58 HEOH:60 SAE:95 TCC:68 ICO:95 GCO:92 FCO:72"
        " MCO:45 VOC:20 SMPD|SMON|SMOP VAPN|VPPD|VAPP YAD:85 ADLT:97 SNR:80 FEM+MALE DU:20"
        " SP:28 AH:40 FX+F28:2 FX+F70:2 FX+F92:1 FX+F4:1 FX+F67:2"
        " ACU:5 CM:82 CCC:4 DVFP:32 EIH:22 MHS:68 SSD:70 TA:48 IPC:28 SPS:56 MMD:40"
        " CLND:25 NRT:38 NSC:33"
    ),
    "MH": (
        "MH IPT:94 GT:86 CFT:76 CBT:92 DBT:65 EMDR:22 AT:45 TELE:82 AIM:28"
        " CLF:40 CMHG:30 FG:6 MC:68 MD:88 MI:50 OSF:32 PI:85 SF:88 SI:58 SMHA:48"
        " SWFS:35 VAF:22 PA:24 SS:40 TAY:38 SE:36 VET:26 CO:58 TRMA:54 PTSD:50 SED:38 SMI:52"
        " PED:16 TBI:11 ALZ:8 PEFP:13 STU:70 HIVT:10 MST:30 LABT:30"
        " PEER:46 HS:24 TCC:54 SMON|SMPD VAPN|VPPD YAD:90 ADLT:90 SNR:84 SP:28 AH:60"
        " FX+F28:2 FX+F70:2 FX+F17:2 CDM:18 COOT:58 DEC:33 FPSY:70 ICM:24 IMR:24"
        " LAD:6 PRS:40 SEMP:20 SH:18 VRS:16 CM:73 IPC:28 SPS:70 ES:30"
        " CIT:46 PEON:32 PEOFF:22 ANTPYCH:65 ARIPI:40 RISPE:42 HALOP:36 NRT:30"
    ),
}

# Answers that go with a state, such as the language most of its people speak.
LOCAL = {
    "AK": "NX+N40:40",
    "AZ": "SP:55",
    "CA": "SP:60 FX+F25:8 FX+F36:5 FX+F17:10 FX+F81:10 FX+F92:10 FX+F47:8 FX+F43:4",
    "FL": "SP:60 FX+F19:25",
    "GU": "FX+F81:70",
    "HI": "FX+F81:40 FX+F43:30",
    "IL": "SP:40 FX+F66:15",
    "MA": "FX+F67:20 FX+F19:12",
    "MN": "FX+F37:30 NX+N24:10",
    "MP": "FX+F81:70 FX+F17:40",
    "NM": "SP:70",
    "NY": "SP:55 FX+F17:12 FX+F70:12 FX+F35:8 FX+F36:4 FX+F30:3 FX+F42:4 FX+F31:4",
    "PR": "SP",
    "TX": "SP:60",
    "WI": "FX+F37:12",
}

# Who runs a site is the same in its substance use row and its mental health row.
OPERATORS = frozenset(
    {"PVTN", "PVTP", "LCCG", "STG", "TBG", "IH", "FED", "VAMC", "DDF"}
)


@dataclass(frozen=True, slots=True)
class Program:
    """One kind of place: how common it is, what it answers, what it is called."""

    slug: str
    weight: int  # its share, against the others'
    kind: str  # "SA" or "MH"
    answers: str
    titles: tuple[str, ...]
    twin_percent: int = 0  # how many have an MH row of the same site as well
    withheld: bool = False
    answered: bool = True

    def codes(self, state: str, place: int) -> set[str]:
        """Return what a place of this kind answers; the same at every call."""
        return ticked([COMMON[self.kind], self.answers, LOCAL.get(state, "")], place)

    def twin_codes(self, state: str, place: int) -> set[str]:
        """Return what the mental health half of the same site answers."""
        layers = [COMMON["MH"], "SA:86 SUMH:80 IDD:70 OP OMH", LOCAL.get(state, "")]
        return ticked(layers, place) | (self.codes(state, place) & OPERATORS)


@dataclass(frozen=True, slots=True)
class Answer:
    """One word of a layer: the codes it may tick, and how often it does."""

    word: str
    options: tuple[tuple[str, ...], ...]
    percent: int


def ticked(layers: Sequence[str], place: int) -> set[str]:
    """Return the codes that a place ticks out of layers of answers."""
    codes: set[str] = set()
    never: set[str] = set()
    for layer in layers:
        answers, ruled_out = _read(layer)
        never |= ruled_out
        for answer in answers:
            if happens(answer.percent, place, answer.word):
                codes.update(choose(answer.options, place, answer.word + " which"))
    return codes - never


@cache
def _read(layer: str) -> tuple[tuple[Answer, ...], frozenset[str]]:
    words = [word for word in layer.split() if not word.startswith("-")]
    ruled_out = {word[1:] for word in layer.split() if word.startswith("-")}
    return tuple(_answer(word) for word in words), frozenset(ruled_out)


def _answer(word: str) -> Answer:
    codes, _, percent = word.partition(":")
    options = tuple(tuple(option.split("+")) for option in codes.split("|"))
    return Answer(word, options, int(percent or 100))
