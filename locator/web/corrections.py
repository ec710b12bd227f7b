"""What an operator changed of a place, in words: never what stood there before."""

from locator.records import Correction
from locator.web.translation import gettext as _
from locator.web.words import iso_day
from locator.wording import to_translate

FIELDS = {
    "name": to_translate("Name"),
    "phone": to_translate("Phone"),
    "website": to_translate("Website"),
    "address_1": to_translate("Street"),
    "address_2": to_translate("Suite or floor"),
    "access": to_translate("Who may come"),
}


def correction_words(one: Correction) -> str:
    """Return what was changed, who did it, when, and the reason if one was given."""
    values = {
        "field": _(FIELDS.get(one.field, one.field)),
        "who": one.decided_by,
        "day": iso_day(one.decided_on),
    }
    if one.hidden:
        line = _("%(field)s hidden by %(who)s on %(day)s.", **values)
    else:
        line = _("%(field)s corrected by %(who)s on %(day)s.", **values)
    return f"{line} {one.reason}".strip()
