"""Places and searches as lines for a terminal, in the words the site uses."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import islice

from locator.records import Location, Phone
from locator.search import Hit, SearchPage
from locator.store import Place, SourceState
from locator.taxonomy import headings
from locator.web.checked_words import confirmed, number_note
from locator.web.corrections import correction_words
from locator.web.crisis import english_lines
from locator.web.forms import SearchForm
from locator.web.freshness import copied_at, ref_line, source_text
from locator.web.items import is_withheld
from locator.web.listing_facts import differing
from locator.web.offers import access_lines, medicine_labels, notes, term_label
from locator.web.phone_checks import phone_checks_of
from locator.web.words import miles, phone_words, plural

PRACTICE = "PRACTICE: every place here is invented. Nobody answers these numbers."


def search_lines(form: SearchForm, page: SearchPage) -> Iterator[str]:
    """Return a search's answer, crisis lines first."""
    yield " · ".join(line.name for line in english_lines())
    yield ""
    count = plural(page.total, "place", "places")
    yield f"{count} within {form.radius:g} miles of {form.place.label}"
    if any(hit.glance.practice for hit in (*page.hits, *page.beyond)):
        yield PRACTICE
    for hit in page.hits:
        yield ""
        yield from hit_lines(hit)
    if page.beyond:
        yield ""
        yield "Farther away:"
        for hit in page.beyond:
            yield ""
            yield from hit_lines(hit)


def hit_lines(hit: Hit) -> Iterator[str]:
    """Return one result: where, what, how to call."""
    location = hit.location
    far = "address kept private" if is_withheld(location) else miles(hit.distance_m)
    yield f"{location.name} ({far})  [{location.id}]"
    yield from _indented(access_lines(location))
    yield from _indented(label.text for label in medicine_labels(location))
    yield f"  {address_line(location)}"
    yield from _indented(checked_lines(location))
    yield from _indented(islice(phone_lines(location), 2))


def place_lines(place: Place, sources: Sequence[SourceState]) -> Iterator[str]:
    """Return everything known of a place, each fact with its source and date."""
    location, today = place.location, datetime.now(UTC).date()
    yield location.name
    if location.practice:
        yield PRACTICE
    if location.retired_at:
        yield f"No longer listed since {location.retired_at:%Y-%m-%d}."
    yield f"id: {location.id}"
    yield f"address: {address_line(location)}"
    if location.point:
        yield (
            f"point: {location.point.latitude}, {location.point.longitude}"
            f" ({location.precision})"
        )
    yield from checked_lines(location)
    yield from phone_lines(location)
    if location.website:
        yield f"website: {location.website}"
    yield from access_lines(location)
    yield from (note.text for note in notes(location))
    yield ""
    for claim in location.offers:
        label, when = (
            term_label(claim).text,
            source_text(claim.source, claim.as_of, None),
        )
        yield f"{claim.term}: {claim.strength} - {label} - {when}"
    yield from map(correction_words, location.corrections)
    yield from differing(place.listings, {one.field for one in location.corrections})
    yield from _listing_lines(place, sources, today)


def _listing_lines(
    place: Place, sources: Sequence[SourceState], today: date
) -> Iterator[str]:
    copies = {ref.listing_key: ref for ref in place.location.sources}
    for kept in place.listings:
        yield ""
        listing = kept.listing
        yield f"{listing.source} {listing.kind} listing {kept.founding_key}"
        when = f"as_of {listing.as_of or 'unknown'}"
        if kept.founding_key in copies:
            ref = copies[kept.founding_key]
            line = ref_line(ref, sources, today, practice=place.location.practice)
            yield f"  {line.text} {line.age_text}".rstrip()
            copied = copied_at(ref, sources)
            when += (
                f", retrieved_at {copied.date().isoformat() if copied else 'unknown'}"
            )
        for heading, texts in headings(listing.values or ()):
            yield f"  {heading}: {'; '.join(texts)} ({when})"


def address_line(location: Location) -> str:
    """Return the address on one line; what is private stays so."""
    address = location.address
    if is_withheld(location):
        return f"Address kept private. Call. ({address.town})"
    return ", ".join(filter(None, (address.street, address.town)))


def checked_lines(location: Location) -> Iterator[str]:
    """Return what a place said on the phone, while it still holds."""
    for said in confirmed(phone_checks_of(location.id)):
        yield f"{said.heading}: {'. '.join(said.texts)}."


def phone_lines(location: Location) -> Iterator[str]:
    """Return the numbers; one that fails comes last and says so, as on the pages."""
    checked = phone_checks_of(location.id)
    for phone in sorted(location.phones, key=lambda one: checked.fails(one.number)):
        note = number_note(checked, phone.number)
        yield f"{phone_line(phone)}{f' ({note})' if note else ''}"


def phone_line(phone: Phone) -> str:
    """Return a number in words, with what it is for."""
    extension = f", extension {phone.extension}" if phone.extension else ""
    return f"{phone.kind}: {phone_words(phone.number)}{extension}"


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)
