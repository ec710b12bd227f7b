"""What people can ask for on the first page, in its order and in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass

from locator.web.forms import SearchForm


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


CHOICES = (
    Want(
        ("buprenorphine", "methadone"),
        "Medicine: buprenorphine or methadone",
        "The best choice if you are not sure.",
    ),
    Want(("buprenorphine",), "Buprenorphine", "Suboxone is one brand."),
    Want(("methadone",), "Methadone", "Given at licensed clinics."),
    Want(("counseling",), "Counseling", "Talking with a trained person."),
    Want(
        ("naltrexone",),
        "Naltrexone",
        "Only after 7 to 10 days with no opioids. Also used for alcohol.",
    ),
)
RADII = (5, 10, 25, 50, 100, 200)


def default_choice(form: SearchForm, choices: Iterable[Want] = CHOICES) -> Want | None:
    """Return the choice to mark: what was asked, or medicine on a fresh form."""
    listed = tuple(choices)
    if not form.terms:
        return listed[0]
    return next((want for want in listed if want.chosen(form)), None)
