"""The memory of the directory; everything outside sees this package, never SQL."""

from locator.store.change import Change, RunFacts, SeenListing
from locator.store.events import Happened
from locator.store.facade import Store, open_store
from locator.store.geocodes import GeocodeAnswer
from locator.store.packing import pack_raw
from locator.store.states import (
    AcceptedRun,
    DirectoryState,
    ListingEvent,
    ListingState,
    Place,
    PlaceHistory,
    SaveResult,
    SourceState,
)

__all__ = [
    "AcceptedRun",
    "Change",
    "DirectoryState",
    "GeocodeAnswer",
    "Happened",
    "ListingEvent",
    "ListingState",
    "Place",
    "PlaceHistory",
    "RunFacts",
    "SaveResult",
    "SeenListing",
    "SourceState",
    "Store",
    "open_store",
    "pack_raw",
]
