"""Decisions outlive every run, and a table of them is read whole or not at all."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator import ingest
from locator.errors import BadDecision
from locator.identity import CROCKFORD
from locator.merge.decisions import HIDABLE
from locator.records import Access, Decision
from tests.ingest.samples import DAY, NOW, rows

WHO = {"reason": "We called", "decided_by": "Front desk", "decided_on": "2026-11-20"}
KEYS = st.text(CROCKFORD, min_size=10, max_size=10)
WORDS = st.text(min_size=1).filter(lambda text: text.strip() and "\0" not in text)
DATES = st.dates().map(lambda day: day.isoformat())


def decisions_of(kind, **facts):
    who = {"reason": WORDS, "decided_by": WORDS, "decided_on": DATES}
    until = st.none() | DATES
    return st.builds(
        Decision, st.just(kind), listing_key=KEYS, expires_on=until, **who, **facts
    )


ANY_DECISION = st.one_of(
    st.sampled_from(["same", "different"]).flatmap(
        lambda kind: decisions_of(kind, other_key=KEYS)
    ),
    decisions_of(
        "set",
        field=st.sampled_from(["name", "address_1", "address_2"]),
        value=st.text(string.ascii_letters + ',"', min_size=1),
    ),
    decisions_of("hide", field=st.sampled_from(HIDABLE)),
    decisions_of("access", value=st.sampled_from([one.value for one in Access])),
).filter(lambda one: one.listing_key != one.other_key)


@given(st.lists(ANY_DECISION))
def test_a_table_of_decisions_comes_back_exactly(made):
    decisions = ingest.add_decisions((), made)

    assert ingest.read_decisions(ingest.write_decisions(decisions)) == decisions


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("hide,short,,phone,,R,B,2026-11-20,", "key"),
        ("hide,aaaaaaaaaa,,phone,,,B,2026-11-20,", "reason"),
        ("hide,aaaaaaaaaa,,phone,,R,B,20 Nov,", "decided_on"),
        ("hide,aaaaaaaaaa,,phone,,R,B,2026-11-20,soon", "expires_on"),
        ("hide,aaaaaaaaaa,,name,,R,B,2026-11-20,", "name"),
        ("set,aaaaaaaaaa,,phone,12,R,B,2026-11-20,", "phone"),
        ("set,aaaaaaaaaa,,website,javascript:x,R,B,2026-11-20,", "website"),
        ("access,aaaaaaaaaa,,,closed,R,B,2026-11-20,", "open, limited"),
        ("same,aaaaaaaaaa,aaaaaaaaaa,,,R,B,2026-11-20,", "two different keys"),
        ("join,aaaaaaaaaa,,,,R,B,2026-11-20,", "join"),
        ("hide,aaaaaaaaaa", "cells"),
    ],
)
def test_a_bad_line_is_named(line, why):
    good = ingest.write_decisions(
        [Decision("hide", "bbbbbbbbbb", field="phone", **WHO)]
    )

    with pytest.raises(BadDecision, match=f"(?s)Line 3.*{why}"):
        ingest.read_decisions(good + line + "\n")


def test_a_new_decision_takes_the_place_of_one_on_the_same_question():
    old = Decision("same", "aaaaaaaaaa", other_key="bbbbbbbbbb", **WHO)
    new = Decision("different", "bbbbbbbbbb", other_key="aaaaaaaaaa", **WHO)

    assert ingest.add_decisions([old], [new]) == (new,)


def named(store):
    return {location.name for location in store.locations()}


@pytest.fixture
def renamed(store, home, import_rows):
    """A directory of two, one of them renamed by hand; the key of that one."""
    import_rows(rows(2))
    key = next(one.id for one in store.locations() if one.name == "Harbor House 1")
    one = Decision("set", key, field="name", value="Harbor Clinic", **WHO)
    ingest.remerge(store, home=home, now=NOW, alter=lambda _before: [one])
    return key


@pytest.mark.usefixtures("renamed")
def test_a_decision_is_in_force_at_once_and_after_every_run(store, import_rows):
    assert named(store) == {"Harbor Clinic", "Harbor House 2"}

    import_rows(rows(3), now=NOW + DAY)

    assert named(store) == {"Harbor Clinic", "Harbor House 2", "Harbor House 3"}


def test_a_decision_outlives_its_listing_and_meets_it_again(
    store, import_rows, renamed
):
    import_rows(rows(40), now=NOW + DAY, full=True)
    for days in (2, 3):
        import_rows(rows(40)[1:], now=NOW + days * DAY, full=True)
    assert store.find_place(renamed).location.retired_at

    import_rows(rows(40), now=NOW + 4 * DAY, full=True)

    assert store.find_place(renamed).location.name == "Harbor Clinic"


def test_a_decision_without_effect_leaves_the_version(store, home, import_rows):
    import_rows(rows(2))
    before = store.state()
    lost = Decision("hide", "zzzzzzzzzz", field="phone", **WHO)

    result = ingest.remerge(store, home=home, now=NOW, alter=lambda _before: [lost])

    assert result.unchanged
    assert store.state().version == before.version


def test_decisions_wait_for_a_directory(store, home):
    one = Decision("hide", "zzzzzzzzzz", field="phone", **WHO)

    assert ingest.remerge(store, home=home, now=NOW, alter=lambda _: [one]) is None
    assert store.decisions() == (one,)
    assert store.state().version is None


def test_a_failing_change_of_decisions_changes_nothing(store, home, renamed):
    def fail(_before):
        raise BadDecision("no")

    with pytest.raises(BadDecision):
        ingest.remerge(store, home=home, now=NOW, alter=fail)
    assert len(store.decisions()) == 1


def test_idle_decisions_are_named_with_their_reason(store, home, renamed):
    expired = Decision("hide", renamed, field="phone", expires_on="2026-01-01", **WHO)
    lost = Decision("hide", "zzzzzzzzzz", field="phone", **WHO)
    store.save_decisions([*store.decisions(), expired, lost])

    idle = dict(ingest.idle_decisions(store, NOW))

    assert idle.keys() == {expired, lost}
    assert "expired" in idle[expired]
    assert "zzzzzzzzzz" in idle[lost]


def test_a_hidden_address_is_gone_from_listings_and_raw_rows(store, home, renamed):
    hide = Decision("hide", renamed, field="address_1", **WHO)
    ingest.remerge(store, home=home, now=NOW, alter=lambda _before: [hide])

    place = store.find_place(renamed)

    assert place.location.point is None
    assert place.listings[0].listing.address.address_1 is None
    assert "street1" not in store.listing_raw(renamed)


def test_a_hidden_phone_and_website_are_gone_from_listings_and_raw_rows(
    store, home, renamed
):
    hides = [
        Decision("hide", renamed, field=field, **WHO) for field in ("phone", "website")
    ]
    ingest.remerge(store, home=home, now=NOW, alter=lambda _before: hides)

    listing = store.find_place(renamed).listings[0].listing

    assert (listing.phones, listing.website) == ((), None)
    assert store.listing_raw(renamed).keys().isdisjoint({"phone", "website"})
