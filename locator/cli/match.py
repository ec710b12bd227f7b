"""`locator match A B`: why two listings are one place, or why they are two."""

from collections.abc import Iterator
from itertools import islice, product

import click

from locator.cli.session import opened_store
from locator.config import Settings
from locator.errors import LocationNotFound
from locator.merge import Explanation, Verdict, explain
from locator.records import KeptListing
from locator.store import Place, Store

# Places of more listings than this are rare, and the first pairs tell the story.
MOST_PAIRS = 20


@click.command()
@click.argument("a")
@click.argument("b")
@click.pass_obj
def match(settings: Settings, a: str, b: str) -> None:
    """Explain why A and B are one place or two: ids of listings or of places."""
    with opened_store(settings) as store:
        left, right = find_either(store, a), find_either(store, b)
    for line in match_lines(left, right, a, b):
        click.echo(line)


def find_either(store: Store, id_: str) -> Place:
    """Return the place an id leads to; raise LocationNotFound in words."""
    try:
        return store.find_place(id_)
    except LocationNotFound:
        raise LocationNotFound(f"no place or listing has the id {id_!r}") from None


def match_lines(left: Place, right: Place, a: str, b: str) -> Iterator[str]:
    """Return the judgement of each pair between two ids, as lines."""
    if left.location.id == right.location.id:
        yield f"One place: {left.location.name}  [{left.location.id}]"
        pairs = [(_only(left, a), _only(right, b))]
    else:
        yield f"Two places: {left.location.name}  [{left.location.id}]"
        yield f"       and: {right.location.name}  [{right.location.id}]"
        pairs = list(islice(product(left.listings, right.listings), MOST_PAIRS))
    for one, other in pairs:
        yield ""
        yield from pair_lines(one, other, explain(one.listing, other.listing))
    if left.location.id != right.location.id:
        yield ""
        yield "To join them: locator decisions add same"
        yield f"  {left.location.id} {right.location.id} --reason ..."


def _only(place: Place, id_: str) -> KeptListing:
    """Return the listing of that id, or the place's first."""
    found = [kept for kept in place.listings if kept.founding_key == id_]
    return (found or list(place.listings))[0]


def pair_lines(
    one: KeptListing, other: KeptListing, explanation: Explanation
) -> Iterator[str]:
    """Return one judgement: what was compared, the verdict, what would change it."""
    judgement = explanation.judgement
    yield listing_line(one)
    yield listing_line(other)
    yield f"  {judgement.verdict}: {', '.join(judgement.reasons)}"
    if judgement.verdict is Verdict.SAME:
        yield f"  evidence: {judgement.strength} (the strongest pairs join first)"
    yield from (f"    {line}" for line in explanation.compared)
    for what, verdict in explanation.changes:
        yield f"  With {what} it would be {verdict}."


def listing_line(kept: KeptListing) -> str:
    """Return a listing on one line, without a street that is kept private."""
    listing = kept.listing
    address = listing.address
    names = ", ".join(filter(None, [listing.name1, listing.name2]))
    where = "address kept private" if address.withheld else address.street
    return (
        f"{kept.founding_key} {listing.source} {listing.kind}: {names};"
        f" {where or 'no street'}; {address.town}"
    )
