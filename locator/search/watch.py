"""Which index to search now: looks for a new version now and then, and swaps whole."""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from pathlib import Path
from typing import TYPE_CHECKING

from locator.errors import DirectoryNotLoaded, LocatorError
from locator.search.columns import Layout
from locator.search.home import Directory, ensure_index, newest_index
from locator.search.index import DirectoryIndex

if TYPE_CHECKING:
    from locator.store import SourceState

log = logging.getLogger(__name__)

NOT_LOADED = "There is no directory to search yet; run `locator sync`."
# A large directory takes seconds to index. Whoever comes first waits this long for it,
# and is then answered from the one before.
PATIENCE_S = 0.5
# A disk that was full a moment ago still is; building for it costs as much each time.
OPEN_AGAIN_S = 30.0
# A failed sync changes no stamp, yet pages tell of it.
SOURCES_INTERVAL_S = 30.0


class DirectoryWatch:
    """Keeps one worker's index as new as the store's directory."""

    def __init__(
        self,
        store: Directory,
        index_home: Path,
        interval_s: float = 2.0,
        *,
        clock: Callable[[], float] = time.monotonic,
        layout: Layout | None = None,
    ) -> None:
        self._store = store
        self._home = index_home
        self._interval_s = interval_s
        self._clock = clock
        self._layout = layout
        self._refreshing = threading.Lock()
        self._due = float("-inf")
        self._index: DirectoryIndex | None = None
        self._sources: tuple[SourceState, ...] = ()
        self._stamp: int | None = None
        self._sources_due = float("-inf")
        self._ailing = False
        self._opening: Future[None] | None = None
        self._failure: BaseException | None = None
        self._open_again = float("-inf")

    def current(self) -> DirectoryIndex:
        """Return the newest index; raise DirectoryNotLoaded when there is none."""
        self._look()
        if self._index is None:
            raise DirectoryNotLoaded(NOT_LOADED)
        return self._index

    def sources(self) -> "tuple[SourceState, ...]":
        """Return what was last copied from where."""
        self._look()
        return self._sources

    @property
    def ailing(self) -> bool:
        """Tell whether the store could not be read when last looked at."""
        return self._ailing

    def _look(self) -> None:
        if self._clock() < self._due:
            return
        # With an index in hand nobody waits for whoever is looking for a newer one.
        if not self._refreshing.acquire(blocking=self._index is None):
            return
        try:
            if self._clock() >= self._due:
                self._refresh()
                self._due = self._clock() + self._interval_s
        finally:
            self._refreshing.release()

    def _refresh(self) -> None:
        try:
            self._read_store()
        except Exception as error:
            # Whatever ails the store or the disk, the directory in hand still serves.
            if not self._ailing:
                unknown = None if isinstance(error, LocatorError) else error
                log.warning("the last directory stays: %s", error, exc_info=unknown)
            self._ailing = True
            # A worker that starts now finds the one that its node served last.
            if self._index is None:
                self._index = newest_index(self._home, layout=self._layout)
        else:
            self._ailing = False

    def _read_store(self) -> None:
        state = self._store.state()
        if state.version is None:
            self._index = None
        elif self._index is None:
            self._open()
        elif self._index.version != state.version:
            self._renew()
        if state.stamp != self._stamp or self._clock() >= self._sources_due:
            self._sources = self._store.sources()
            self._stamp = state.stamp
            self._sources_due = self._clock() + SOURCES_INTERVAL_S

    def _open(self) -> None:
        self._index = ensure_index(self._store, self._home, layout=self._layout)

    def _renew(self) -> None:
        """Open the store's version beside the requests; raise what went wrong with it."""
        if self._failure is not None and self._clock() < self._open_again:
            raise self._failure
        if self._opening is None:
            self._opening = _beside(self._open)
        for opened in wait([self._opening], PATIENCE_S).done:
            self._opening = None
            self._failure = opened.exception()
            if self._failure is not None:
                self._open_again = self._clock() + OPEN_AGAIN_S
                raise self._failure


def _beside(do: Callable[[], None]) -> "Future[None]":
    """Do something in a thread of its own, which keeps no process alive."""
    done: Future[None] = Future()

    def run() -> None:
        try:
            do()
            done.set_result(None)
        except Exception as error:  # noqa: BLE001 - whoever waits raises it
            done.set_exception(error)

    threading.Thread(target=run, name="search-index", daemon=True).start()
    return done
