"""The crisis and help lines: the one place where their numbers and words are written."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CrisisLine:
    """A line in the band that every page shows, at its top and at its end."""

    href: str
    why: str  # who it is for
    act: str  # what to do, with the number as text
    short: str  # the word on the strip that stays in view

    @property
    def name(self) -> str:
        """The full name, as a screen reader says it."""
        return f"{self.why} {self.act}".strip()


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A line on the crisis page; `ways` are (words, href or None)."""

    name: str
    says: str
    ways: tuple[tuple[str, str | None], ...]
    source: str


LINES = (
    CrisisLine("tel:911", "Overdose, or can't wake someone?", "Call 911", "911"),
    CrisisLine("tel:988", "In crisis?", "Call 988", "988"),
    CrisisLine("sms:988", "", "Text 988", "Text 988"),
    CrisisLine(
        "tel:+18006624357",
        "Find treatment by phone, free, 24/7:",
        "1-800-662-4357",
        "Helpline",
    ),
)

NEED_HELP_NOW = (
    HelpLine(
        "988 Suicide & Crisis Lifeline",
        "For any crisis, alcohol and drugs too, or if you fear for someone else. "
        "Day and night. Not for an overdose happening now: call 911 for that.",
        (
            ("Call 988", "tel:988"),
            ("Text 988", "sms:988"),
            ("Chat at 988lifeline.org", "https://988lifeline.org/"),
        ),
        "SAMHSA; 988lifeline.org",
    ),
    HelpLine(
        "988 in American Sign Language",
        "Choose “ASL Now” at 988lifeline.org, or call by videophone.",
        (
            ("988lifeline.org", "https://988lifeline.org/"),
            ("Videophone 1-800-273-8255", "tel:+18002738255"),
        ),
        "SAMHSA, September 2023",
    ),
    HelpLine(
        "Veterans Crisis Line",
        "For veterans, service members and those who care about them.",
        (
            ("Call 988, then press 1", "tel:988"),
            ("Text 838255", "sms:838255"),
            ("Chat at VeteransCrisisLine.net", "https://veteranscrisisline.net/Chat"),
        ),
        "Department of Veterans Affairs, September 2024",
    ),
    HelpLine(
        "SAMHSA National Helpline",
        "They tell you where to find treatment. Free, private, day and night, in English "
        "and Spanish. They do not give counseling, and can't help in an overdose.",
        (
            ("1-800-662-4357", "tel:+18006624357"),
            ("TTY 1-800-487-4889", "tel:+18004874889"),
            ("Text your ZIP code to 435748", "sms:435748"),
        ),
        "SAMHSA",
    ),
    HelpLine(
        "Poison Help",
        "If someone took something and you are not sure it is safe. Free, private, day "
        "and night. Call 911 if they passed out, have a seizure or can't breathe.",
        (("1-800-222-1222", "tel:+18002221222"),),
        "Health Resources and Services Administration",
    ),
    HelpLine(
        "SafeSpot",
        "Someone stays on the line with you while you use. Callers from any state.",
        (("1-800-972-0590", "tel:+18009720590"),),
        "Boston Medical Center",
    ),
)

SPANISH = (
    ("Sobredosis o no despierta: 911", "tel:911"),
    ("En crisis: llame al 988 y oprima 2", "tel:988"),
    ("Envíe AYUDA por texto al 988", "sms:988"),
    ("Encuentre tratamiento: 1-800-662-4357", "tel:+18006624357"),
)
