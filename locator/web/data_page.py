"""The page about our lists as finished values: each list's health, plots, the map."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from locator.sources import SOURCES
from locator.sources.base import SourceInfo
from locator.store import SourceState
from locator.web.charts import (
    Bar,
    Chart,
    StateMap,
    bar_chart,
    percent,
    share_bar,
    state_map,
)
from locator.web.freshness import is_stale, short_name
from locator.web.health import Health, Share
from locator.web.translation import gettext as _
from locator.wording import to_translate

PHONE = to_translate("With a phone")
POINT = to_translate("With an exact spot")
MEDICINE = to_translate("With a medicine")


@dataclass(frozen=True, slots=True)
class ListHealth:
    """One list: what it is, how old it is, and what it brings."""

    info: SourceInfo
    label: str
    state: SourceState
    stale: bool
    share: Share
    # (what, share in words): a phone number, a point, a medicine.
    shares: tuple[tuple[str, str], ...]
    # How many of its places each list knows, in the order of the lists.
    overlap: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DataPage:
    """Everything that the page says of our lists."""

    lists: tuple[ListHealth, ...]
    charts: tuple[Chart, ...]
    map: StateMap
    geocoded: bool  # whether OpenStreetMap gave a place its spot


def make_data_page(
    states: Sequence[SourceState], health: Health, now: datetime
) -> DataPage:
    """Return the page; lists come in the order of the registry."""
    by_source = {state.source: state for state in states}
    ids = [source for source in SOURCES if source in by_source]
    lists = tuple(_list(by_source[source], ids, health, now) for source in ids)
    return DataPage(
        lists,
        _charts(lists),
        state_map(health.medicine_by_state),
        geocoded=health.geocoded > 0,
    )


def _list(
    state: SourceState, ids: Sequence[str], health: Health, now: datetime
) -> ListHealth:
    share = health.shares.get(state.source, Share())
    having = ((PHONE, share.phone), (POINT, share.point), (MEDICINE, share.medicine))
    return ListHealth(
        info=SOURCES[state.source].info,
        label=short_name(state.source),
        state=state,
        stale=is_stale(state, now),
        share=share,
        shares=tuple((_(what), percent(count, share.places)) for what, count in having),
        overlap=tuple(
            share.places
            if other == state.source
            else health.overlap[state.source, other]
            for other in ids
        ),
    )


def _charts(lists: Sequence[ListHealth]) -> tuple[Chart, ...]:
    most = max((one.share.places for one in lists), default=0)

    def counted(one: ListHealth, count: int) -> Bar:
        return share_bar(one.label, count, most, f"{count:,}")

    def shared(one: ListHealth, count: int) -> Bar:
        return share_bar(one.label, count, one.share.places)

    return (
        bar_chart(
            "chart-places",
            _("Places on each list"),
            (counted(one, one.share.places) for one in lists),
        ),
        bar_chart(
            "chart-alone",
            _("Places that only this list knows"),
            (counted(one, one.share.alone) for one in lists),
        ),
        bar_chart(
            "chart-point",
            _("Share of its places with an exact spot on the map"),
            (shared(one, one.share.point) for one in lists),
        ),
        bar_chart(
            "chart-medicine",
            _("Share of its places that list a medicine"),
            (shared(one, one.share.medicine) for one in lists),
        ),
    )
