"""The memory of the directory; everything outside sees this package, never SQL."""

from locator.store.change import Change, RunFacts, SeenListing
from locator.store.facade import Store, open_store
from locator.store.packing import pack_raw
from locator.store.states import (
    AcceptedRun,
    DirectoryState,
    ListingState,
    Place,
    SaveResult,
    SourceState,
)

__all__ = [
    "AcceptedRun",
    "Change",
    "DirectoryState",
    "ListingState",
    "Place",
    "RunFacts",
    "SaveResult",
    "SeenListing",
    "SourceState",
    "Store",
    "open_store",
    "pack_raw",
]
