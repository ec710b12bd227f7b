"""A hand-out as text messages: who to call near a place, in parts that fit."""

from dataclasses import dataclass
from urllib.parse import quote

from locator.web.cards import Card
from locator.web.crisis import crisis_lines
from locator.web.handout import Handout
from locator.web.share import number_of
from locator.web.sms_text import ONE_MESSAGE, gsm_text, message_parts, shorten
from locator.web.translation import gettext as _

LONGEST_NAME = 60
LONGEST_ADDRESS = 80


@dataclass(frozen=True, slots=True)
class Message:
    """One text message, to copy or to open in the phone's own program."""

    text: str

    @property
    def length(self) -> int:
        """How many of its 160 characters are used."""
        return len(self.text)

    @property
    def href(self) -> str:
        """Open a new text with these words, to whom the person chooses."""
        return f"sms:?&body={quote(self.text)}"


def make_messages(handout: Handout, *, with_medicine: bool = False) -> list[Message]:
    """Return the hand-out as messages; no medicine is named unless asked for."""
    lines = [
        handout.title,
        *(
            _place(number, card, with_medicine=with_medicine)
            for number, card in enumerate(handout.cards, 1)
        ),
        ". ".join(line.name for line in crisis_lines()),
        _("Made %(day)s. Call first: lists can be old.", day=handout.made_on),
    ]
    if handout.link and with_medicine and len(handout.link) <= ONE_MESSAGE:
        lines.append(handout.link)
    mark = _("INVENTED") + " " if handout.practice else ""
    return [Message(text) for text in message_parts(lines, mark)]


def as_plain_text(messages: list[Message]) -> str:
    """Return all messages as one text, an empty line between them."""
    return "\n\n".join(message.text for message in messages) + "\n"


def _place(number: int, card: Card, *, with_medicine: bool) -> str:
    """Return a place in a line; its number comes before what may be cut."""
    name = shorten(gsm_text(card.name), LONGEST_NAME)
    phone = number_of(card.calls[0]) if card.calls else _("no phone number listed")
    parts = [f"{number}. {name}", phone, *card.access[:1]]
    if with_medicine:
        parts += [label.text for label in card.medicines]
    parts.append(shorten(gsm_text(", ".join(card.address)), LONGEST_ADDRESS))
    return ", ".join(parts)
