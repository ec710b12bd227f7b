"""The guides: short pages of words that help, each ending in the search box."""

from dataclasses import dataclass

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from locator.taxonomy import GROUPS, TERMS, TERMS_OF, Term
from locator.web.choices import CHOICES, EITHER_MEDICINE, RADII, Want
from locator.web.forms import SearchForm
from locator.web.guide_choices import (
    BY_PAYMENT,
    BY_VIDEO,
    FOR_PREGNANT,
    FOR_TONIGHT,
    FOR_UNDER_18,
)
from locator.wording import to_translate

guides = Blueprint("guides", __name__, url_prefix="/guides")


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide: its address, its title, and what its search box asks for at first."""

    slug: str
    title: str
    summary: str  # one line for the list of guides
    terms: tuple[str, ...] = EITHER_MEDICINE
    choices: tuple[Want, ...] = CHOICES  # what its search box offers
    near: tuple[str, ...] = ()  # the guides that it leads to

    @property
    def template(self) -> str:
        """The template of the guide, named like its address."""
        return f"guides/{self.slug}.html"


# In the order in which the list of guides shows them.
GUIDES = (
    Guide(
        "overdose",
        to_translate("Overdose: what to do now"),
        to_translate("The signs, the steps, and naloxone."),
        near=("tonight", "medicines", "kratom"),
    ),
    Guide(
        "tonight",
        to_translate("Tonight in withdrawal: what helps, and when it is an emergency"),
        to_translate("Opioids, alcohol and benzodiazepines."),
        choices=FOR_TONIGHT,
        near=("overdose", "telehealth", "kratom", "pregnant"),
    ),
    Guide(
        "medicines",
        to_translate("Medicines for opioid use disorder"),
        to_translate("Buprenorphine, methadone and naltrexone, side by side."),
        near=("first-call", "telehealth", "paying"),
    ),
    Guide(
        "first-call",
        to_translate("Your first call and first visit"),
        to_translate("Words you can read out loud, and what to do after a no."),
        near=("paying", "medicines", "telehealth"),
    ),
    Guide(
        "paying",
        to_translate("Paying for treatment"),
        to_translate("What to ask, with insurance or without."),
        choices=BY_PAYMENT,
        near=("first-call", "medicines"),
    ),
    Guide(
        "telehealth",
        to_translate("Treatment by video or phone"),
        to_translate("How to start from home, and what to ask first."),
        terms=BY_VIDEO[0].terms,
        choices=BY_VIDEO,
        near=("medicines", "first-call", "paying"),
    ),
    Guide(
        "helping-someone",
        to_translate("Helping someone else"),
        to_translate("What you can do and say today."),
        near=("overdose", "first-call", "medicines"),
    ),
    Guide(
        "pregnant",
        to_translate("If you are pregnant"),
        to_translate("Medicine, your baby, and getting in sooner."),
        choices=FOR_PREGNANT,
        near=("medicines", "first-call", "tonight"),
    ),
    Guide(
        "leaving",
        to_translate("Leaving jail, a hospital or detox"),
        to_translate("A plan for the first days, when the risk is high."),
        near=("overdose", "medicines", "first-call"),
    ),
    Guide(
        "under-18",
        to_translate("If you are under 18"),
        to_translate("Whom to ask, and what to ask first."),
        choices=FOR_UNDER_18,
        near=("medicines", "overdose", "helping-someone"),
    ),
    Guide(
        "kratom",
        to_translate("Kratom, 7-OH and opioid withdrawal"),
        to_translate("What is known, what is not, and what works better."),
        near=("overdose", "tonight", "medicines", "first-call", "pregnant"),
    ),
)
BY_SLUG = {guide.slug: guide for guide in GUIDES}


@dataclass(frozen=True, slots=True)
class WordGroup:
    """A group of filters with its words explained."""

    slug: str
    label: str
    terms: tuple[Term, ...]


@guides.get("/")
def index() -> ResponseReturnValue:
    """List the guides."""
    return render_template("guides/index.html", guides=GUIDES)


@guides.get("/words")
def words() -> ResponseReturnValue:
    """Say what every word of the filters and cards means."""
    return render_template("guides/words.html", groups=glossary())


@guides.get("/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """Show a guide."""
    guide = BY_SLUG.get(slug)
    if guide is None:
        abort(404)
    form = SearchForm(terms=guide.terms)
    return render_template(
        guide.template,
        guide=guide,
        near=[BY_SLUG[slug] for slug in guide.near],
        form=form,
        choices=guide.choices,
        radii=RADII,
    )


def glossary() -> tuple[WordGroup, ...]:
    """Return every term with what it means, group by group."""
    return tuple(
        WordGroup(
            group.slug,
            group.label,
            tuple(TERMS[slug] for slug in TERMS_OF[group.slug]),
        )
        for group in GROUPS.values()
    )
