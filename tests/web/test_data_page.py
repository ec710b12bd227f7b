"""The page about our lists: their numbers, once a version, drawn and in tables."""

from collections import Counter
from datetime import timedelta

from locator.records import Access, Precision, SourceRef
from locator.search import DirectoryIndex
from locator.web.charts import STEPS, Bar, percent, share_bar, state_map, step_of
from locator.web.freshness import stale_lines
from locator.web.health import measure
from tests.web.invented import COPIED, LIVE, YEARLY, make_id, make_location, make_store


def on_lists(number, *sources, **changes):
    refs = tuple(SourceRef(one, make_id(number), "SA", None) for one in sources)
    return make_location(number, sources=refs, **changes)


def test_each_list_is_measured_alone_and_against_the_others():
    health = measure(
        [
            on_lists(1, LIVE, YEARLY),
            on_lists(2, LIVE, LIVE, precision=Precision.ZIP),
            on_lists(3, YEARLY, phones=(), offers=()),
        ]
    )
    live, yearly = health.shares[LIVE], health.shares[YEARLY]
    assert (live.places, live.alone, live.phone, live.point) == (2, 1, 2, 1)
    assert (yearly.places, yearly.alone, yearly.phone, yearly.medicine) == (2, 1, 1, 1)
    assert health.overlap == Counter({(LIVE, YEARLY): 1, (YEARLY, LIVE): 1})
    assert health.medicine_by_state == Counter({"MA": 2})


def test_the_map_counts_no_place_that_nobody_can_walk_into():
    jail = make_location(1, access=Access.RESTRICTED)
    assert not measure([jail]).medicine_by_state


def test_the_numbers_are_counted_once_a_version(make_site, monkeypatch):
    walks = []
    read = DirectoryIndex.each
    site = make_site()
    site.page("/about/data")
    monkeypatch.setattr(DirectoryIndex, "each", lambda *a: walks.append(1) or read(*a))
    site.page("/about/data")
    assert not walks


def test_plots_have_words_and_the_same_numbers_in_tables(site):
    page = site.page("/about/data")
    plots = [e for e in page.root.iter() if e.get("role") == "img"]
    assert len(plots) == 5
    assert all(plot.get("aria-labelledby") for plot in plots)
    captions = [page.text(e) for e in page.all("caption")]
    assert captions == [
        "What each list brings",
        "Places that two lists know",
        "Places that list a medicine",
    ]
    assert "Massachusetts 2" in page.words


def test_every_state_of_the_map_has_an_outline_and_a_row():
    drawn = state_map({"MA": 300, "PR": 4})
    assert len(drawn.shapes) == 51
    assert ("Puerto Rico", 4) in drawn.rows
    assert ("Guam", 0) not in drawn.rows
    assert Counter(shape.step for shape in drawn.shapes) == {0: 50, 4: 1}
    assert len(drawn.legend) == len(STEPS) + 1


def test_shades_begin_at_their_steps():
    assert [step_of(n) for n in (0, 1, 24, 25, 500, 9000)] == [0, 1, 1, 2, 5, 5]


def test_nearly_all_is_not_all():
    shares = [percent(part, 1000) for part in (0, 1, 999, 1000)]
    assert shares == ["0%", "1%", "99%", "100%"]
    assert percent(0, 0) == "none"


def test_bars_of_nothing_have_no_length():
    assert share_bar("A", 0, 0) == Bar("A", 0.0, "none")


def test_a_list_that_could_not_be_refreshed_says_so_below_its_places(make_site):
    site = make_site(make_store([on_lists(1, LIVE), on_lists(2, YEARLY)]))
    words = site.page("/search?near=02118").words
    assert (
        "SAMHSA yearly list: our copy is from 20 Nov 2026. "
        "We could not get a newer one." in words
    )


def test_an_old_list_says_so_only_where_it_is_behind_a_place():
    states = make_store().sources()
    later = COPIED + timedelta(days=9)
    assert stale_lines(states, lambda: {LIVE}, COPIED) == ()
    assert stale_lines(states, lambda: {"hrsa"}, later) == ()
    assert stale_lines(states, lambda: {LIVE}, later) == (
        "SAMHSA's list: our copy is from 20 Nov 2026 and should be newer. Call to check.",
    )
