"""A store on a fresh database, and a short way to save to it."""

from collections.abc import Callable, Iterator

import pytest

from locator.records import Listing, Location
from locator.store import Change, RunFacts, SeenListing, Store, open_store
from locator.store.packing import pack_raw
from tests.store.samples import run_facts


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    store = open_store(database_url)
    store.ensure_schema()
    yield store
    store.close()


Save = Callable[..., object]


@pytest.fixture
def save(store: Store) -> Save:
    """Save listings and locations as the newest run."""

    def save(
        listings: list[Listing],
        locations: list[Location],
        *,
        founding: dict[str, str] | None = None,
        run: RunFacts | None = None,
        **facts: object,
    ) -> object:
        return store.save(
            Change(
                stamp=store.state().stamp,
                run=run or run_facts(),
                seen=[
                    SeenListing(
                        (founding or {}).get(one.key, one.key),
                        one,
                        pack_raw({"name1": one.name1, "street1": "1 Main Street"}),
                    )
                    for one in listings
                ],
                locations=locations,
                **facts,
            )
        )

    return save
