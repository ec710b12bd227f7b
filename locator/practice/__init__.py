"""The practice directory: invented places, as rows in the FindTreatment API's shape.

Whoever reads it must read it through the real parser, so that trying the site out tries
out the real thing. Everything is worked out from counters, nothing from chance.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from locator.places import zip_codes_in_state
from locator.practice import names
from locator.practice.answers import services
from locator.practice.catalog import PROGRAMS
from locator.practice.draws import happens
from locator.practice.phones import Numbers, with_extension
from locator.practice.programs import Program
from locator.practice.siting import Site, Sites, ZipCodes
from locator.practice.states import State, places_in, sites, states

# Every state starts with these, so that no search for a medicine comes back empty.
OPENING = ("health-center", "otp", "counseling")
# One place of each kind as often as its weight says; the stride shares no factor with
# the length, so that neighbors differ and all come round.
ROUND = tuple(program for program in PROGRAMS for _ in range(program.weight))
STRIDE = 143

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """A practice place before it is printed as one row, or two."""

    place: int  # counts all places
    turn: int  # counts those of the state
    state: str
    program: Program
    site: Site
    phone: str
    intake: str | None
    hotline: str | None


def practice_rows(zip_codes: ZipCodes = zip_codes_in_state) -> Iterator[Row]:
    """Yield the same 2,600 or so invented rows, of 2,400 places, at every call."""
    everywhere = states()
    everyone = sum(state.population for state in everywhere)
    place = number = 0
    for state in everywhere:
        for draft in _drafts(state, places_in(state, everyone), place, zip_codes):
            for row in _rows(draft):
                number += 1
                yield {"_irow": number, **row}
            place = draft.place + 1


def _drafts(
    state: State, places: int, first: int, zip_codes: ZipCodes
) -> Iterator[Draft]:
    spots = Sites(state.code, zip_codes)
    numbers = Numbers(state.area_codes)
    central = numbers.take(state.area_codes[0])
    for turn, (town, area_code) in enumerate(sites(state, places)):
        place = first + turn
        program = _program(turn, place)
        shared = program.slug == "network"
        own = numbers.take(area_code)
        intake = numbers.take(area_code) if happens(30, place, "intake") else None
        yield Draft(
            place=place,
            turn=turn,
            state=state.code,
            program=program,
            site=spots.pick(town, turn, place),
            phone=central if shared else with_extension(own, place, "phone"),
            intake=own if shared else intake,
            hotline=numbers.take(area_code) if happens(2, place, "hotline") else None,
        )


def _program(turn: int, place: int) -> Program:
    if turn < len(OPENING):
        return next(each for each in PROGRAMS if each.slug == OPENING[turn])
    return ROUND[place * STRIDE % len(ROUND)]


def _rows(draft: Draft) -> Iterator[Row]:
    program = draft.program
    codes = program.codes(draft.state, draft.place)
    yield _row(draft, program.kind, services(codes) if program.answered else None)
    if happens(program.twin_percent, draft.place, "twin"):
        twin_codes = program.twin_codes(draft.state, draft.place)
        yield _row(draft, "MH", services(twin_codes))


def _row(draft: Draft, kind: str, answers: list[dict[str, str]] | None) -> Row:
    """Print one row; its keys are in the order in which the API serves them."""
    place, site = draft.place, draft.site
    street1 = names.street(place, 100 + 2 * draft.turn)
    if draft.program.withheld:
        street1 = "- - -"
    placed = street1[0].isdigit() and not happens(4, place, "no coordinates")
    return {
        "name1": _name(draft),
        "name2": names.branch_name(place, of_network=draft.program.slug == "network"),
        "street1": street1,
        "city": site.city,
        "street2": None if draft.program.withheld else names.suite(place),
        "state": draft.state,
        "zip": site.postal_code,
        "phone": draft.phone,
        "typeFacility": kind,
        "intake1": draft.intake and with_extension(draft.intake, place, "intake"),
        "hotline1": draft.hotline,
        "website": names.website(place),
        "latitude": site.latitude if placed else None,
        "longitude": site.longitude if placed else None,
        "miles": None,
        "services": answers,
    }


def _name(draft: Draft) -> str:
    if draft.program.slug == "network":
        return names.network_name(draft.state)
    titles = draft.program.titles
    title = titles[draft.turn % len(titles)]
    return names.place_name(draft.place, title, spanish=draft.state == "PR")
