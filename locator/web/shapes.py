"""What the JSON API answers, as types: the code, the checker and OpenAPI read the same."""

from typing import Annotated, Any, Literal, NotRequired, TypedDict

from msgspec import Meta

from locator.web.phone_checks import PhoneCheckShape

Id = Annotated[
    str,
    Meta(
        pattern="^[0-9a-hjkmnp-tv-z]{10}$",
        description="Ten characters. Leads to the place for ever.",
    ),
]
Day = Annotated[
    str,
    Meta(
        description="An ISO 8601 date as precise as known: 2022, 2022-06, 2022-06-30."
    ),
]
Moment = Annotated[str, Meta(description="An ISO 8601 moment in UTC.")]
Version = Annotated[
    str, Meta(description="Changes exactly when the content of the directory does.")
]
Access = Literal["open", "limited", "restricted"]
Precision = Literal["address", "geocoded", "zip", "area", "withheld", "none"]


class AddressShape(TypedDict):
    """A postal address; street null where a directory keeps it private or has none."""

    address_1: str | None
    address_2: str | None
    city: str
    state_province: str
    postal_code: str
    withheld: bool


class PhoneShape(TypedDict):
    """A number to call; the first of a place is the one to call first.

    One that failed when somebody called it is not among them, but in `phone_checks`;
    of a place that said it has closed none is.
    """

    number: Annotated[str, Meta(description="E.164, such as +16175550101.")]
    extension: str | None
    kind: Literal["main", "intake", "hotline"]
    central: Annotated[bool, Meta(description="Shared by three or more addresses.")]


class OfferShape(TypedDict):
    """What a place offers by its source: yes, likely, or maybe (call first)."""

    term: Annotated[str, Meta(description="A slug of /api/v1/terms.")]
    strength: Literal["yes", "likely", "maybe"]
    source: str
    as_of: Day | None


class DeclaredShape(TypedDict):
    """A line that the place itself told its directory, such as a declared no."""

    statement: str
    text: str
    source: str
    as_of: Day | None


class SourceRefShape(TypedDict):
    """A listing that the place was made from. Copied is not confirmed."""

    source: str
    listing: str
    retrieved_at: Moment | None
    as_of: Day | None


class Item(TypedDict):
    """One place. What no directory says is absent or null: unknown, never no."""

    id: Id
    name: str
    organization: str
    address: AddressShape
    phones: list[PhoneShape]
    website: str | None
    latitude: float | None
    longitude: float | None
    precision: Precision
    distance_m: Annotated[
        float | None, Meta(description="In a straight line; null where not searched.")
    ]
    access: Access
    access_labels: list[str]
    offers: list[OfferShape]
    declared: list[DeclaredShape]
    sources: list[SourceRefShape]
    phone_checks: Annotated[
        list[PhoneCheckShape],
        Meta(description="What was found out by phone, while it still holds."),
    ]
    url: Annotated[str, Meta(description="The page of the place on this site.")]
    practice: NotRequired[
        Annotated[bool, Meta(description="Invented for practice: not a real place.")]
    ]


class PlaceAnswer(Item):
    """One place, and the version of the directory it was read from."""

    directory_version: Version


class QueryShape(TypedDict):
    """The search as it was understood."""

    near: str
    label: str
    latitude: float
    longitude: float
    precision: Precision
    radius: float
    terms: list[str]
    limit: int
    page: int


class SearchAnswer(TypedDict):
    """Places near a point, nearest first: sure ones, then maybe, then limited."""

    query: QueryShape
    total: Annotated[int, Meta(description="Places inside the radius.")]
    items: list[Item]
    beyond: Annotated[
        list[Item], Meta(description="At most five nearest outside the radius.")
    ]
    counts: Annotated[
        dict[str, int],
        Meta(description="By term: the total if only it were asked for in its group."),
    ]
    next: Annotated[str | None, Meta(description="The next part of the list, or null.")]
    directory_version: Version
    practice: NotRequired[bool]


class GroupShape(TypedDict):
    """Several terms of one group mean any of them, or all of them."""

    slug: str
    label: str
    mode: Literal["any", "all"]


class TermShape(TypedDict):
    """Something to search for."""

    slug: str
    group: str
    label: str
    help: str


class TermsAnswer(TypedDict):
    """All terms; different groups always mean all of them."""

    groups: list[GroupShape]
    terms: list[TermShape]
    directory_version: Version | None


class SourceShape(TypedDict):
    """A list that the directory is made from: whose it is, and how old."""

    id: str
    title: str
    publisher: str
    homepage: str
    licence: str
    terms: str
    cadence: str
    listings: int
    as_of: Day | None
    retrieved_at: Moment | None
    stale: Annotated[bool, Meta(description="It should have been copied again by now.")]
    failed_at: Annotated[
        str | None,
        Meta(description="When copying it last failed, if not since mended."),
    ]


class CreditShape(TypedDict):
    """Whose tables of ZIP codes, towns and borders are used."""

    text: str
    url: str
    license: str


class SourcesAnswer(TypedDict):
    """Where the facts come from, and under which terms they may be used."""

    licence: str
    sources: list[SourceShape]
    credits: list[CreditShape]
    directory_version: Version | None
    practice: NotRequired[bool]


class ChangeShape(TypedDict):
    """Something that happened to a place in the directory."""

    id: Id
    change: Literal["added", "changed", "removed"]
    at: Moment
    url: Annotated[str, Meta(description="Answers 200, 301 (merged) or 410 (closed).")]


class ChangesAnswer(TypedDict):
    """What changed, oldest first; the last line of an id is the one that counts."""

    changes: list[ChangeShape]
    next: Annotated[str | None, Meta(description="The rest of the changes, or null.")]
    resume: Annotated[
        str,
        Meta(description="Ask here later: only what is new by then. Never expires."),
    ]
    directory_version: Version


class Problem(TypedDict):
    """An error, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str
    field: NotRequired[Annotated[str, Meta(description="The parameter that is wrong.")]]
    suggestions: NotRequired[list[str]]
    restart: NotRequired[Annotated[str, Meta(description="Where to start again.")]]
    id: NotRequired[Id]
    retired_at: NotRequired[str]
    phones: NotRequired[list[PhoneShape]]


class HsdsRoot(TypedDict):
    """Which version of HSDS is spoken here."""

    version: str
    profile: str
    openapi_url: str


class HsdsPage(TypedDict):
    """A page of an HSDS list; `contents` are as the HSDS 3.0 schemas have them."""

    total_items: int
    total_pages: int
    page_number: int
    size: int
    first_page: bool
    last_page: bool
    empty: bool
    contents: list[dict[str, Any]]
