"""What a license hints at, where SAMHSA's survey asked the same program."""

from collections.abc import Sequence
from dataclasses import replace

from locator.merge.traits import OTP_LISTS, SURVEYS
from locator.records import Listing, Offer, Reading, Strength

CERTIFIED = Offer("otp", Strength.YES)
ASK = "otp-likely"


def without_guesses(said: Sequence[Listing]) -> list[Listing]:
    """Return listings whose "likely" is a hint where the place itself was asked.

    A license makes methadone likely only while nobody asked which medicines the program
    gives; a survey row of a certified program is the answer.
    """
    asked = any(
        listing.source in SURVEYS and CERTIFIED in listing.reading.offers
        for listing in said
    )
    if not asked:
        return list(said)
    return [
        replace(listing, reading=_as_hint(listing.reading))
        if listing.source in OTP_LISTS
        else listing
        for listing in said
    ]


def _as_hint(reading: Reading) -> Reading:
    offers = tuple(
        Offer(offer.term, Strength.MAYBE)
        if offer.strength is Strength.LIKELY
        else offer
        for offer in reading.offers
    )
    declared = tuple(line for line in reading.declared if line != ASK)
    return replace(reading, offers=offers, declared=declared)
