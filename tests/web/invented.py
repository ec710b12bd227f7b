"""Invented places and a store that holds them, for every test of the site."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from locator.errors import LocationNotFound
from locator.geo import Point
from locator.places import lookup_zip
from locator.records import (
    Access,
    Address,
    Claim,
    Declaration,
    KeptListing,
    Listing,
    Location,
    Offer,
    Phone,
    PhoneKind,
    Precision,
    Reading,
    SourceRef,
    Strength,
    Value,
)
from locator.store import DirectoryState, Place, PlaceChange, SourceState

COPIED = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
YES, LIKELY, MAYBE = Strength.YES, Strength.LIKELY, Strength.MAYBE
BOSTON = lookup_zip("02118").point
LIVE = "findtreatment"
YEARLY = "national-directory"
HOSTILE = '<script>alert(1)</script> "Clinic" & Sons'


def make_id(number: int) -> str:
    return f"{number:010d}"


def make_location(number: int, name: str = "", **changes) -> Location:
    """Return an open place that prescribes buprenorphine, `number` miles off 02118."""
    name = name or f"Harbor Light Clinic {number}"
    point = Point(BOSTON.latitude + number / 69.3, BOSTON.longitude)
    location = Location(
        id=make_id(number),
        slug="-".join(name.lower().split())[:40] if name.isascii() else "place",
        name=name,
        organization="Harbor Light",
        address=Address(f"{number} Main Street", None, "Boston", "MA", "02118"),
        phones=(Phone(f"+1617555{100 + number % 100:04d}"),),
        website="https://clinic.example",
        point=point,
        precision=Precision.ADDRESS,
        search_point=point,
        access=Access.OPEN,
        access_labels=(),
        offers=offers(buprenorphine=YES, medicaid=YES),
        declared=(),
        sources=(SourceRef(LIVE, make_id(number), "SA", None),),
    )
    return replace(location, **changes)


def offers(*, source: str = LIVE, as_of: str | None = None, **terms: Strength):
    return tuple(
        Claim(slug.replace("_", "-"), strength, source, as_of)
        for slug, strength in terms.items()
    )


def withheld_place(number: int) -> Location:
    place = make_location(number, "Quiet House")
    address = Address(None, None, "Boston", "MA", "02118", withheld=True)
    return replace(
        place,
        address=address,
        point=None,
        precision=Precision.WITHHELD,
        search_point=BOSTON,
    )


def health_center() -> Location:
    """Return a place with many offers and two numbers."""
    return make_location(
        1,
        "Bay Street Health",
        offers=offers(
            buprenorphine=YES,
            naltrexone=YES,
            counseling=YES,
            outpatient=YES,
            telehealth=MAYBE,
            medicaid=YES,
            medicare=YES,
            sliding_fee=YES,
            spanish=YES,
        ),
        phones=(
            Phone("+16175550101", extension="123"),
            Phone("+16175550111", PhoneKind.INTAKE),
        ),
    )


def zip_only_place() -> Location:
    """Return a place of the yearly list, which prints no coordinates."""
    return make_location(
        5,
        "Yearly List Clinic",
        precision=Precision.ZIP,
        offers=offers(source=YEARLY, as_of="2022", methadone=MAYBE),
        sources=(SourceRef(YEARLY, make_id(5), "SA", "2022"),),
    )


def counseling_place() -> Location:
    """Return a place that told SAMHSA that it uses no medicine."""
    return make_location(
        6,
        "Talk Only Center",
        offers=offers(counseling=YES),
        declared=(
            Declaration("no-moud", LIVE, None),
            Declaration("counseling-only", LIVE, None),
        ),
    )


def gated_places() -> list[Location]:
    """Return a place for some people, and one that nobody can walk into."""
    limited, restricted = Access.LIMITED, Access.RESTRICTED
    return [
        make_location(7, "Veterans Clinic", access=limited, access_labels=("va",)),
        make_location(8, "County Jail Program", access=restricted),
    ]


def boston_places() -> list[Location]:
    """Return one place of every kind that a page must be able to show."""
    methadone = offers(methadone=YES, otp=YES, counseling=YES, cash=YES)
    nashua = Address("1 Far Road", None, "Nashua", "NH", "03060")
    return [
        health_center(),
        make_location(2, "Corner Methadone Clinic", offers=methadone),
        make_location(3, "Maybe Clinic", offers=offers(methadone=MAYBE)),
        withheld_place(4),
        zip_only_place(),
        counseling_place(),
        *gated_places(),
        make_location(
            9, HOSTILE, slug="hostile", website="https://example.org/?a=1&b=2"
        ),
        make_location(40, "Far State Clinic", address=nashua),
        *(make_location(number) for number in range(10, 30)),
    ]


def make_listing(location: Location, *, values=None) -> KeptListing:
    """Return a listing that could have made the place."""
    ref = location.sources[0]
    listing = Listing(
        key=ref.listing_key,
        source=ref.source,
        kind="SA",
        name1=location.name,
        name2=None,
        address=location.address,
        phones=location.phones,
        website=location.website,
        point=location.point,
        values=values,
        reading=Reading(
            offers=tuple(Offer(c.term, c.strength) for c in location.offers)
        ),
        as_of=ref.as_of,
        practice=location.practice,
    )
    return KeptListing(listing, founding_key=ref.listing_key)


ANSWERS = (
    Value("TC", "Substance use treatment"),
    Value("SET", "Outpatient"),
    Value("XX", "A fact nobody has seen before"),
)


@dataclass
class FakeStore:
    """A store without a database."""

    places: list[Location] = field(default_factory=list)
    practice: bool = False
    version: str | None = "v1"
    merged: dict[str, str] = field(default_factory=dict)
    retired: list[Location] = field(default_factory=list)
    broken: bool = False
    desk: None = None  # nobody called, nobody reported
    changed: list[PlaceChange] = field(default_factory=list)

    def state(self) -> DirectoryState:
        version = self.version if self.places else None
        return DirectoryState(version, 1, self.practice, len(self.places))

    def sources(self) -> tuple[SourceState, ...]:
        return (
            SourceState(LIVE, len(self.places), None, COPIED, COPIED, None, None),
            SourceState(YEARLY, 1, "2022", COPIED, COPIED, "refused", COPIED),
        )

    def locations(self) -> Iterator[Location]:
        return iter(sorted(self.places, key=lambda place: place.id))

    def changes(self, *, after=0, since=None, limit=500) -> list[PlaceChange]:
        return [
            one
            for one in self.changed
            if one.number > after and (since is None or one.at >= since)
        ][:limit]

    def find_place(self, location_id: str) -> Place:
        if self.broken:
            raise RuntimeError("02118 secret")
        wanted = self.merged.get(location_id, location_id)
        for place in (*self.places, *self.retired):
            if place.id == wanted:
                return Place(place, (make_listing(place, values=ANSWERS),))
        raise LocationNotFound(f"no place has the id {location_id}")


def make_store(places: Iterable[Location] | None = None, **changes) -> FakeStore:
    return FakeStore(boston_places() if places is None else list(places), **changes)


def practice_store() -> FakeStore:
    places = [replace(place, practice=True) for place in boston_places()]
    return FakeStore(places, practice=True, version="practice")
