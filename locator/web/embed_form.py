"""The search form inside a frame: what a visitor may change of what its host asked for."""

from dataclasses import dataclass, replace

from flask import request
from werkzeug.datastructures import MultiDict

from locator.taxonomy import TERMS
from locator.web.choices import CHOICES, Want
from locator.web.forms import SearchForm, read_search
from locator.web.offers import term_name
from locator.wording import to_translate

PLACES_A_PAGE = 10
CHOOSABLE = {slug for want in CHOICES for slug in want.terms}
EVERYTHING = Want((), to_translate("Every place on our list"))


@dataclass(frozen=True, slots=True)
class FrameForm:
    """A form whose choices fit what was asked, and what it keeps besides."""

    asked: SearchForm
    chosen: SearchForm  # with the terms alone that its choices stand for
    choices: tuple[Want, ...]
    kept: tuple[str, ...]

    @property
    def kept_names(self) -> list[str]:
        """The filters that stay whatever is chosen, in words."""
        return [term_name(slug) for slug in self.kept]


def read_asked() -> SearchForm:
    """Read a frame's search; without a place it is no error but a form to fill in."""
    args = MultiDict(request.args)
    # A host may write term="methadone medicaid", as in HTML's own lists.
    terms = [text.replace(" ", ",") for text in args.getlist("term")]
    args.setlist("term", terms)
    args["limit"] = str(PLACES_A_PAGE)
    form = read_search(args)
    if form.near_text:
        return form
    return replace(form, errors={k: v for k, v in form.errors.items() if k != "near"})


def make_frame_form(form: SearchForm) -> FrameForm:
    """Return the form to show for a search."""
    kept = tuple(slug for slug in form.terms if slug not in CHOOSABLE)
    terms = tuple(slug for slug in form.terms if slug in CHOOSABLE)
    chosen = replace(form, terms=terms)
    return FrameForm(form, chosen, _choices(chosen, kept), kept)


def _choices(chosen: SearchForm, kept: tuple[str, ...]) -> tuple[Want, ...]:
    if not chosen.terms:
        # What a fresh form proposes is not what a search without it has found.
        return (EVERYTHING, *CHOICES) if chosen.near_text or kept else CHOICES
    if any(want.chosen(chosen) for want in CHOICES):
        return CHOICES
    names = ", ".join(TERMS[slug].label for slug in chosen.terms)
    return (Want(chosen.terms, names), *CHOICES)
