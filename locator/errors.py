"""The one tree of errors; each says what went wrong and what to do about it."""


class LocatorError(Exception):
    """Anything this package raises on purpose; the message is fit for a person.

    `template` and `values` let a page say the same in another language.
    """

    def __init__(self, message: str = "", /, **values: object) -> None:
        """Keep the sentence; `%(name)s` in it stand for the values."""
        self.template = message
        self.values = values
        super().__init__(message % values if values else message)


class ConfigError(LocatorError):
    """A setting is missing or cannot be used."""


class SourceError(LocatorError):
    """A directory could not be read."""


class SourceUnavailable(SourceError):
    """A directory did not answer, or not in time, after bounded retries."""


class SourceChanged(SourceError):
    """A directory answered in a shape this version does not know."""


class TooLarge(SourceChanged):
    """A file holds more than is read of one; says which limit, and its setting."""


class BadRow(SourceError):
    """One row lacks what a listing cannot do without; it is counted and skipped."""


class InconsistentPull(SourceError):
    """The pages of one pull do not fit together: rows lost, repeated or miscounted."""


class PullRefused(SourceError):
    """A whole, readable pull that must not replace what we have; says why."""


class TooFewListings(PullRefused):
    """Far fewer rows than the directory is known to hold."""


class SyncBusy(LocatorError):
    """Another process holds the sync lock."""


class DatabaseUnavailable(LocatorError):
    """The database cannot be reached, read or written; nothing was changed."""


class BadBackup(LocatorError):
    """A file that is no backup of ours, or no longer whole; nothing was changed."""


class RestoreRefused(LocatorError):
    """A restore that would replace what nobody said to give up."""


class SchemaOutdated(LocatorError):
    """The database needs `locator db upgrade`."""


class InvalidSearch(LocatorError):
    """A search that cannot be answered as asked; `field` names the culprit."""

    def __init__(self, message: str, /, *, field: str, **values: object) -> None:
        super().__init__(message, **values)
        self.field = field


class UnknownPlace(InvalidSearch):
    """No such ZIP, city or point; `suggestions` are texts that would work instead."""

    def __init__(
        self, message: str, /, *, suggestions: tuple[str, ...] = (), **values: object
    ) -> None:
        super().__init__(message, field="near", **values)
        self.suggestions = suggestions


class UnknownZip(UnknownPlace):
    """No such ZIP code."""


class BadDecision(LocatorError):
    """An operator's decision that cannot be understood; nothing was changed."""


class LocationNotFound(LocatorError):
    """No place has, or ever had, this id."""


class DirectoryNotLoaded(LocatorError):
    """There is no directory to search yet."""


class BadFacts(LocatorError):
    """A file of facts that cannot be read as one; the message names the entry."""


class UnknownFact(LocatorError):
    """A page asks for a fact or a line that no file holds."""
