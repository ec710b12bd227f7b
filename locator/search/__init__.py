"""The one search: an immutable index of the directory, and what is near a point."""

from locator.search.build import build_index
from locator.search.engine import is_compiled
from locator.search.glance import Glance, Placed
from locator.search.home import ensure_index
from locator.search.index import DirectoryIndex, open_index
from locator.search.nearby import count_nearby, find_nearby, find_nearest
from locator.search.query import MOST_HITS, Hit, Rank, SearchPage, SearchQuery
from locator.search.watch import DirectoryWatch

__all__ = [
    "MOST_HITS",
    "DirectoryIndex",
    "DirectoryWatch",
    "Glance",
    "Hit",
    "Placed",
    "Rank",
    "SearchPage",
    "SearchQuery",
    "build_index",
    "count_nearby",
    "ensure_index",
    "find_nearby",
    "find_nearest",
    "is_compiled",
    "open_index",
]
