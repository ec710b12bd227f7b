"""The directory as a request may see it: loaded, fit for this visitor, and how old."""

from dataclasses import dataclass, field

from flask import Request, current_app, g, request

from locator.config import Settings
from locator.errors import DatabaseUnavailable, DirectoryNotLoaded
from locator.search import DirectoryIndex, DirectoryWatch
from locator.store import Place, SourceState, Store
from locator.web.health import HealthKeeper
from locator.web.phone_checks import CheckWatch

KEPT = "directory_index"
HERE = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class Directory:
    """What views need of the rest of the program; one for each app."""

    settings: Settings
    store: Store
    watch: DirectoryWatch
    health: HealthKeeper = field(default_factory=HealthKeeper)
    checks: CheckWatch = field(default_factory=lambda: CheckWatch(None))

    def current(self) -> DirectoryIndex:
        """Return the index to search; raise DirectoryNotLoaded when there is none.

        Invented places must never reach somebody who looks for help: they are shown
        on the machine itself, or where the operator asked for them by name. A request
        sees one version from its first word to its headers.
        """
        kept: DirectoryIndex | None = g.get(KEPT)
        if kept is not None:
            return kept
        index = self.watch.current()
        if index.practice and not practice_allowed(request, self.settings):
            raise DirectoryNotLoaded("Only the practice directory is loaded.")
        setattr(g, KEPT, index)
        return index

    def current_or_none(self) -> DirectoryIndex | None:
        """Return the index, or None while there is none for this visitor."""
        try:
            return self.current()
        except DirectoryNotLoaded:
            return None

    def find_place(self, location_id: str) -> Place:
        """Return the place an id leads to; raise LocationNotFound.

        While the database is away a listed place is still told, without who said what.
        """
        index = self.current()  # nothing is shown where no list may be
        try:
            return self.store.find_place(location_id)
        except DatabaseUnavailable:
            location = index.get(location_id)
            if location is None:
                raise
            return Place(location, ())

    def sources(self) -> tuple[SourceState, ...]:
        """Return how fresh each source is."""
        return self.watch.sources()


def the_directory() -> Directory:
    """Return the directory of the app that answers this request."""
    directory: Directory = current_app.extensions["directory"]
    return directory


def practice_allowed(asked: Request, settings: Settings) -> bool:
    """Tell whether invented places may be shown to whoever sent this request."""
    if settings.practice:
        return True
    return is_local(settings, asked)


def is_local(settings: Settings, asked: Request | None = None) -> bool:
    """Tell whether a request was made on this machine, with nothing in between."""
    asked = asked or request
    forwarded = any(
        name.casefold().startswith(("x-forwarded", "forwarded"))
        for name, _ in asked.headers
    )
    return host_name(asked) in HERE and not forwarded and settings.base_url is None


def host_name(asked: Request) -> str:
    """Return the name in the Host header, without port and brackets."""
    host = asked.headers.get("Host", "").strip().casefold()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]
