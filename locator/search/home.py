"""The folder of indexes: one a version, built once a node, the last two kept."""

import contextlib
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from filelock import FileLock, Timeout

from locator.errors import ConfigError, DirectoryNotLoaded
from locator.records import Location
from locator.search.build import build_index
from locator.search.columns import Layout, taxonomy_layout
from locator.search.files import DamagedIndex
from locator.search.index import DirectoryIndex, open_index

if TYPE_CHECKING:
    from locator.store import DirectoryState, SourceState

KEPT = 2
BUILD_PATIENCE_S = 300.0

log = logging.getLogger(__name__)


class Directory(Protocol):
    """What an index needs of the store."""

    def state(self) -> "DirectoryState":
        """Return which version of the directory there is."""
        ...

    def sources(self) -> "tuple[SourceState, ...]":
        """Return what was last copied from where."""
        ...

    def locations(self) -> Iterator[Location]:
        """Yield every listed place."""
        ...


def ensure_index(
    store: Directory, index_home: Path, *, layout: Layout | None = None
) -> DirectoryIndex:
    """Open the index of the store's version, building it first if need be."""
    layout = layout or taxonomy_layout()
    folder = _folder_of(store, index_home, layout)
    try:
        return open_index(folder)
    except DamagedIndex as damage:
        if folder.exists():
            log.warning("the search index is damaged and will be rebuilt: %s", damage)
    try:
        index_home.mkdir(parents=True, exist_ok=True)
        with FileLock(index_home / ".build.lock", timeout=BUILD_PATIENCE_S):
            while True:
                try:
                    return _open_or_build(store, index_home, layout)
                except _DirectoryMoved:
                    log.info("a sync landed while the search index was built; again")
    except Timeout as error:
        raise ConfigError(
            "Another process has been building the search index for too long;"
            f" see which one holds {index_home / '.build.lock'}."
        ) from error
    except OSError as error:
        raise ConfigError(
            f"The search index cannot be written to {index_home} ({error.strerror})."
            " Make room there, or set LOCATOR_HOME to a folder that can be written."
        ) from error


def newest_index(
    index_home: Path, *, layout: Layout | None = None
) -> DirectoryIndex | None:
    """Open the newest whole index there is, whatever the store says; None without one."""
    fingerprint = (layout or taxonomy_layout()).fingerprint
    folders = index_home.glob(f"[!.]*-{fingerprint}")
    for folder in sorted(folders, key=_written_at, reverse=True):
        with contextlib.suppress(DamagedIndex):
            return open_index(folder)
    return None


def _written_at(folder: Path) -> int:
    try:
        return folder.stat().st_mtime_ns
    except FileNotFoundError:  # swept in this very moment
        return 0


def _folder_of(store: Directory, index_home: Path, layout: Layout) -> Path:
    version = store.state().version
    if version is None:
        raise DirectoryNotLoaded(
            "There is no directory to search yet; run `locator sync`."
        )
    return index_home / f"{version}-{layout.fingerprint}"


def _open_or_build(
    store: Directory, index_home: Path, layout: Layout
) -> DirectoryIndex:
    # Asked again: while we waited, another process may have built it, or synced.
    folder = _folder_of(store, index_home, layout)
    try:
        index = open_index(folder)
    except DamagedIndex:
        _sweep(index_home, folder)
        state = store.state()
        build_index(
            _of_one_version(store, state.version),
            str(state.version),
            folder,
            practice=state.practice,
            layout=layout,
        )
        index = open_index(folder)
    _keep_newest(index_home, folder)
    return index


class _DirectoryMoved(Exception):
    """A sync changed the directory while its places were being read."""


def _of_one_version(store: Directory, version: str | None) -> Iterator[Location]:
    """Yield every listed place, and make sure that all are of this version."""
    yield from store.locations()
    if store.state().version != version:
        raise _DirectoryMoved


def _sweep(index_home: Path, damaged: Path) -> None:
    """Remove what killed builds left, and the folder that is to be built again."""
    for partial in index_home.glob(".*.partial"):
        shutil.rmtree(partial)
    if damaged.exists():
        # Moved first: whoever opens it now sees it whole or not at all.
        aside = damaged.with_name(f".{damaged.name}.partial")
        damaged.rename(aside)
        shutil.rmtree(aside)


def _keep_newest(index_home: Path, current: Path) -> None:
    """Remove all but the current index and the newest before it."""
    others = [
        folder
        for folder in index_home.iterdir()
        if folder.is_dir() and folder != current and not folder.name.startswith(".")
    ]
    others.sort(key=_written_at, reverse=True)
    for folder in others[KEPT - 1 :]:
        shutil.rmtree(folder, ignore_errors=True)
