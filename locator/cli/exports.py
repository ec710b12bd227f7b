"""`locator export`: the whole directory as a file, the same as the site hands out."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from locator.store import Store
from locator.web.bulk import FORMATS, Writer, items_of
from locator.web.credits import sources_answer
from locator.web.hsds.records import write_services

WRITERS: Mapping[str, Writer] = {
    **{name: kind.write for name, kind in FORMATS.items()},
    "hsds": write_services,
}
NAMES = tuple(WRITERS)


def file_parts(name: str, store: Store) -> Iterator[bytes]:
    """Yield a file piece by piece, as the directory stands now."""
    state, sources = store.state(), store.sources()
    about = sources_answer(
        sources, datetime.now(UTC), version=state.version, practice=state.practice
    )
    return WRITERS[name](items_of(store.locations(), sources), about)
