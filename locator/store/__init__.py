"""The memory of the directory; everything outside sees this package, never SQL."""

from locator.store.audit import Deed
from locator.store.change import Change, RunFacts, SeenListing
from locator.store.checks import KeptCheck, PhoneCheck
from locator.store.desk import Desk
from locator.store.desk_users import DeskUser
from locator.store.events import Happened
from locator.store.facade import Store, open_store
from locator.store.geocodes import GeocodeAnswer
from locator.store.packing import pack_raw
from locator.store.reports import KeptReport, Report
from locator.store.states import (
    AcceptedRun,
    DirectoryState,
    ListingEvent,
    ListingState,
    Place,
    PlaceChange,
    PlaceHistory,
    SaveResult,
    SourceState,
)

__all__ = [
    "AcceptedRun",
    "Change",
    "Deed",
    "Desk",
    "DeskUser",
    "DirectoryState",
    "GeocodeAnswer",
    "Happened",
    "KeptCheck",
    "KeptReport",
    "ListingEvent",
    "ListingState",
    "PhoneCheck",
    "Place",
    "PlaceChange",
    "PlaceHistory",
    "Report",
    "RunFacts",
    "SaveResult",
    "SeenListing",
    "SourceState",
    "Store",
    "open_store",
    "pack_raw",
]
