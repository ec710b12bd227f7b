"""A place as HSDS records: made from the API's item, so that both say the same.

HSDS has no null: what is not known is left out. What it has no field for (how sure a
source is, how old) goes into an attribute's value and the description.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from locator.taxonomy import ACCESS_LABELS, TERMS
from locator.web.freshness import source_title
from locator.web.hsds.ids import hsds_id, organization_id
from locator.web.hsds.taxonomy import TERM_RECORDS
from locator.web.shapes import Item, OfferShape, PhoneShape, SourcesAnswer

Record = dict[str, Any]
PRACTICE = "Invented for practice: not a real place."
REPORTED = "People report that this number fails."
PRIVATE_ADDRESS = "Address kept private. Call."
CODES = {"spanish": "es", "sign-language": "ase"}
# What HSDS asks of a nested term: 18,000 places have 40 each.
NESTED = {
    slug: {name: term[name] for name in ("id", "code", "name", "description")}
    for slug, term in TERM_RECORDS.items()
}
SAID = {
    "yes": "Lists",
    "likely": "Licensed for, call to ask",
    "maybe": "May offer, call first",
}


def service_id(item: Item) -> str:
    """Return the id of the service that a place gives."""
    return hsds_id("service", item["id"])


def service(item: Item, *, full: bool = True) -> Record:
    """Return a place's service; `full` with everything that hangs on it."""
    record = _known(
        id=service_id(item),
        organization_id=_organization_id(item),
        name=item["name"],
        description=" ".join(describe(item)),
        url=item["website"],
        status="inactive" if closed(item) else "active",
        eligibility_description=eligibility(item) or None,
        alert=" ".join(alerts(item)) or None,
        organization=organization(item),
    )
    if item.get("practice"):
        record["practice"] = True
    if full:
        record |= {
            "phones": list(phones(item)),
            "languages": list(languages(item)),
            "cost_options": list(cost_options(item)),
            "attributes": list(attributes(item)),
            "service_at_locations": [service_at_location(item)],
        }
    return record


def organization(item: Item) -> Record:
    """Return who runs a place, as far as the lists tell."""
    state = item["address"]["state_province"]
    return {
        "id": _organization_id(item),
        "name": organization_name(item),
        "description": f"Runs places in {state}, as public directories list them.",
    }


def organization_name(item: Item) -> str:
    """Return the name of who runs a place; its own where no list says more."""
    return item["organization"] or item["name"]


def service_at_location(item: Item, *, full: bool = True) -> Record:
    """Return the pairing of a place's service with the place."""
    return {
        "id": hsds_id("service_at_location", item["id"]),
        "service_id": service_id(item),
        "location_id": hsds_id("location", item["id"]),
        "location": location(item, full=full),
    }


def location(item: Item, *, full: bool = True) -> Record:
    """Return the place itself; without a street there is no address record."""
    private = item["address"]["withheld"]
    words = [*called(item)] if closed(item) else []
    record = _known(
        id=hsds_id("location", item["id"]),
        location_type="physical",
        organization_id=_organization_id(item),
        name=item["name"],
        description=" ".join(
            [*words, *([PRIVATE_ADDRESS] if private else []), _town(item)]
        ),
        latitude=item["latitude"],
        longitude=item["longitude"],
        external_identifier=item["id"],
        external_identifier_type="treatment-locator",
    )
    if full:
        record["addresses"] = list(addresses(item))
    return record


def addresses(item: Item) -> Iterator[Record]:
    """Yield the street address, where there is one to go to."""
    address = item["address"]
    if address["address_1"] and not address["withheld"]:
        yield _known(
            id=hsds_id("address", item["id"]),
            location_id=hsds_id("location", item["id"]),
            address_1=address["address_1"],
            address_2=address["address_2"],
            city=address["city"],
            state_province=address["state_province"],
            postal_code=address["postal_code"],
            country="US",
            address_type="physical",
        )


def phones(item: Item) -> Iterator[Record]:
    """Yield the numbers to call."""
    reported = doubted(item)
    for phone in item["phones"]:
        yield _phone(item, phone, reported=phone["number"] in reported)


def languages(item: Item) -> Iterator[Record]:
    """Yield the languages that a place lists."""
    for offer in _of_group(item, "language"):
        slug = offer["term"]
        yield _known(
            id=hsds_id("language", item["id"], slug),
            service_id=service_id(item),
            name=TERMS[slug].label,
            code=CODES.get(slug),
            note="As listed: by staff or interpreter.",
        )


def cost_options(item: Item) -> Iterator[Record]:
    """Yield the ways to pay that a place lists; no list gives an amount."""
    for offer in _of_group(item, "payment"):
        yield {
            "id": hsds_id("cost_option", item["id"], offer["term"]),
            "service_id": service_id(item),
            "option": TERMS[offer["term"]].label,
            "amount_description": f"{SAID[offer['strength']]}. No amount is listed.",
        }


def attributes(item: Item) -> Iterator[Record]:
    """Yield the terms of a place; the value says how surely its source offers it."""
    for offer in item["offers"]:
        slug = offer["term"]
        if slug in TERM_RECORDS:
            yield {
                "id": hsds_id("attribute", item["id"], slug),
                "link_id": service_id(item),
                "link_type": "service_focus",
                "link_entity": "service",
                "taxonomy_term_id": TERM_RECORDS[slug]["id"],
                "value": offer["strength"],
                "taxonomy_term": NESTED[slug],
            }


def describe(item: Item) -> Iterator[str]:
    """Yield sentences: what is offered, how surely, and which lists say so."""
    for strength, words in SAID.items():
        labels = [
            TERMS[offer["term"]].label
            for offer in item["offers"]
            if offer["strength"] == strength and offer["term"] in TERMS
        ]
        if labels:
            yield f"{words}: {', '.join(labels)}."
    titles = dict.fromkeys(
        _dated(ref["source"], ref["as_of"]) for ref in item["sources"]
    )
    yield f"Copied from: {'; '.join(titles)}. Copied is not confirmed: call to check."


def eligibility(item: Item) -> str:
    """Return whom a place is for, where a list says so."""
    texts = (
        ACCESS_LABELS[label].text
        for label in item["access_labels"]
        if label in ACCESS_LABELS
    )
    return ". ".join(texts)


def alerts(item: Item) -> Iterator[str]:
    """Yield what must be read before anything else."""
    if item.get("practice"):
        yield PRACTICE
    yield from called(item)
    if item["address"]["withheld"]:
        yield PRIVATE_ADDRESS
    yield from (line["text"] for line in item["declared"])


def called(item: Item) -> Iterator[str]:
    """Yield what a call found wrong; a number that fails is no phone of the service."""
    for check in item["phone_checks"]:
        on = check["checked_on"]
        if check["fact"] == "closed":
            yield f"Closed: the place said so by phone on {on}."
        elif check["fact"] == "number-works" and not check["value"]:
            yield f"{check['number']} did not work when called on {on}."


def closed(item: Item) -> bool:
    """Tell whether the place said on the phone that it has closed."""
    return any(check["fact"] == "closed" for check in item["phone_checks"])


def doubted(item: Item) -> set[str | None]:
    """Return the numbers of which people report that they fail."""
    return {
        check["number"]
        for check in item["phone_checks"]
        if check["fact"] == "number-reported-failing"
    }


def write_services(items: Iterable[Item], _about: SourcesAnswer) -> Iterator[bytes]:
    """Yield a JSON list of full services; restricted places take nobody in."""
    listed = (item for item in items if item["access"] != "restricted")
    for number, item in enumerate(listed):
        yield (b",\n" if number else b"[\n") + msgspec.json.encode(service(item))
    yield b"\n]\n"


def _phone(item: Item, phone: PhoneShape, *, reported: bool) -> Record:
    extension = phone["extension"]
    # HSDS wants a number; "012" and "9w1" are none that one could dial again.
    whole = extension and extension.isdecimal() and str(int(extension)) == extension
    words = [
        "New patients." if phone["kind"] == "intake" else "",
        "Hotline." if phone["kind"] == "hotline" else "",
        "Central line." if phone["central"] else "",
        f"Extension {extension}." if extension and not whole else "",
        REPORTED if reported else "",
        PRACTICE if item.get("practice") else "",
    ]
    return _known(
        id=hsds_id(
            "phone", item["id"], phone["kind"], phone["number"], extension or ""
        ),
        service_id=service_id(item),
        number=phone["number"],
        extension=int(extension) if extension and whole else None,
        type="voice",
        description=" ".join(filter(None, words)) or None,
    )


def _of_group(item: Item, group: str) -> Iterator[OfferShape]:
    for offer in item["offers"]:
        if offer["term"] in TERMS and TERMS[offer["term"]].group == group:
            yield offer


def _organization_id(item: Item) -> str:
    return organization_id(organization_name(item), item["address"]["state_province"])


def _town(item: Item) -> str:
    address = item["address"]
    return f"{address['city']}, {address['state_province']} {address['postal_code']}"


def _dated(source: str, as_of: str | None) -> str:
    return f"{source_title(source)}{f' (as of {as_of})' if as_of else ''}"


def _known(**facts: object) -> Record:
    return {name: value for name, value in facts.items() if value is not None}
