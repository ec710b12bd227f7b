"""A place as plain text and as a contact: by default nothing in it tells what for."""

from collections.abc import Iterable

from locator.records import Location
from locator.web.call_script import CallScript
from locator.web.cards import Call, Card
from locator.web.items import is_withheld
from locator.web.translation import gettext as _


def discreet_title(location: Location) -> str:
    """Return the words that stand for a place where others may look."""
    where = location.address.postal_code[:5] or location.address.city
    return _("Health services near %(where)s", where=where)


def discreet_text(location: Location, card: Card, link: str | None) -> str:
    """Return where and how to call, without the name and without what for."""
    return _lines([discreet_title(location), *_contact(card), link])


def full_text(card: Card, script: CallScript | None, link: str | None) -> str:
    """Return what the page says, for people who chose to have it said."""
    offers = [label.text for label in (*card.medicines, *card.payments)]
    return _lines(
        [
            card.name,
            card.organization,
            *card.access,
            *_contact(card),
            "",
            *offers,
            *(note.text for note in card.notes),
            *_spoken(script),
            "",
            *(source.text for source in card.sources),
            link,
        ]
    )


def contact_file(location: Location, card: Card) -> str:
    """Return a vCard under the discreet title, for a phone's address book."""
    title, address = discreet_title(location), location.address
    street = "" if is_withheld(location) else address.address_1 or ""
    town = (address.city, address.state_province, address.postal_code)
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"N:{_escaped(title)};;;;",
        f"FN:{_escaped(title)}",
        *(f"TEL;TYPE=WORK:{call.href[4:]}" for call in card.calls if call.href),
        f"ADR;TYPE=WORK:;;{';'.join(map(_escaped, (street, *town, 'US')))}",
        "END:VCARD",
    ]
    return "".join(f"{line}\r\n" for line in lines)


def _contact(card: Card) -> list[str]:
    numbers = [
        _("%(label)s: %(number)s", label=call.label, number=number_of(call))
        if call.label
        else number_of(call)
        for call in card.calls
    ]
    practice = [_("Invented for practice. Not a real place.")] if card.practice else []
    return [*practice, *numbers, *card.address]


def number_of(call: Call) -> str:
    """Return a number, and why nobody should call it where there is a reason."""
    return f"{call.number} ({call.note})" if call.note else call.number


def _spoken(script: CallScript | None) -> list[str]:
    if script is None:
        return []
    asked = [f"- {question}" for question in script.questions]
    return ["", script.opening, *asked, _("If they say no: %(ask)s", ask=script.if_no)]


def _lines(lines: Iterable[str | None]) -> str:
    """Return the lines as text; a list's own line breaks never make new ones."""
    kept = [" ".join(line.split()) for line in lines if line is not None]
    return "\n".join(kept) + "\n"


def _escaped(text: str) -> str:
    plain = " ".join(text.split()).replace("\\", "\\\\")
    return plain.replace(",", "\\,").replace(";", "\\;")
