"""`locator export`: the whole directory as a file, the same as the site hands out."""

from collections.abc import Iterator
from datetime import UTC, datetime

from locator.store import Store
from locator.web.bulk import FORMATS, items_of
from locator.web.credits import sources_answer

NAMES = tuple(FORMATS)


def file_parts(name: str, store: Store) -> Iterator[bytes]:
    """Yield a file piece by piece, as the directory stands now."""
    state, sources = store.state(), store.sources()
    about = sources_answer(
        sources, datetime.now(UTC), version=state.version, practice=state.practice
    )
    return FORMATS[name].write(items_of(store.locations(), sources), about)
