"""What people can ask for on the first page, in its order and in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass

from locator.web.forms import SearchForm
from locator.wording import to_translate


@dataclass(frozen=True, slots=True)
class Want:
    """One choice: the terms it stands for, its name, and a hint."""

    terms: tuple[str, ...]
    label: str
    hint: str = ""

    @property
    def value(self) -> str:
        """What the radio button sends; `term` may hold several, divided by commas."""
        return ",".join(self.terms)

    def chosen(self, form: SearchForm) -> bool:
        """Tell whether this is what the form asks for."""
        return set(self.terms) == set(form.terms)


EITHER_MEDICINE = ("buprenorphine", "methadone")
CHOICES = (
    Want(
        EITHER_MEDICINE,
        to_translate("Medicine: buprenorphine or methadone"),
        to_translate("They ease withdrawal and craving."),
    ),
    Want(
        ("buprenorphine",),
        to_translate("Buprenorphine"),
        to_translate("Suboxone is one brand. A doctor or clinic prescribes it."),
    ),
    Want(
        ("methadone",),
        to_translate("Methadone"),
        to_translate("You get it at a licensed clinic."),
    ),
    Want(
        ("counseling",),
        to_translate("Counseling"),
        to_translate("You talk with a trained person."),
    ),
    Want(
        ("naltrexone",),
        to_translate("Naltrexone"),
        to_translate("Only after 7-10 days with no opioids. Also used for alcohol."),
    ),
    Want(
        EITHER_MEDICINE,
        to_translate("I'm not sure"),
        to_translate("We look for places with either medicine. You can ask them."),
    ),
)
RADII = (5, 10, 25, 50, 100, 200)


def default_choice(form: SearchForm, choices: Iterable[Want] = CHOICES) -> Want | None:
    """Return the choice to mark: what was asked, or medicine on a fresh form."""
    listed = tuple(choices)
    if not form.terms:
        return listed[0]
    return next((want for want in listed if want.chosen(form)), None)
