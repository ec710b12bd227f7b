"""Pairs that a person should decide, and why a pair fell as it did."""

from datetime import UTC, datetime

import pytest

from locator.merge import Verdict, explain, find_doubts

NOW = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def pair(make_listing):
    """Two rows of one list, perhaps one place: a telling word more, all else the same."""
    return (
        make_listing("Elm Harbor Clinic", key="aaaaaaaaaa"),
        make_listing("Elm Harbor Bay Clinic", key="bbbbbbbbbb"),
    )


def test_unsure_pair_is_listed_with_its_reasons(pair, keep):
    doubts = find_doubts(keep(*pair))
    assert doubts.count == 1
    [(left, right, judgement)] = doubts.first
    assert (left.founding_key, right.founding_key) == ("aaaaaaaaaa", "bbbbbbbbbb")
    assert judgement.reasons == ("same phone and address", "the names are alike")


def test_pair_that_a_person_decided_waits_no_longer(pair, keep):
    decided = [frozenset({"bbbbbbbbbb", "aaaaaaaaaa"})]
    assert find_doubts(keep(*pair), decided=decided).count == 0


def test_retired_listings_wait_for_nobody(pair, keep):
    kept = [*keep(pair[0]), *keep(pair[1], retired_at=NOW)]
    assert find_doubts(kept).count == 0


def test_list_is_bounded_and_its_count_is_whole(make_listing, keep):
    kept = [
        one
        for n in range(1, 6)
        for one in keep(
            make_listing("Elm Harbor Clinic", f"{n}7 Oak Street"),
            make_listing("Elm Harbor Bay Clinic", f"{n}7 Oak Street"),
        )
    ]
    doubts = find_doubts(kept, limit=2)
    assert (doubts.count, len(doubts.first)) == (5, 2)
    assert find_doubts(list(reversed(kept)), limit=2) == doubts


def test_explanation_says_what_would_change_the_verdict(make_listing):
    clinic = make_listing("Elm Recovery", phone="617-555-0199")
    found = explain(clinic, make_listing("Harbor House", source="otp-directory"))
    assert found.judgement.verdict is Verdict.DIFFERENT
    assert dict(found.changes) == {
        "the same phone": Verdict.SAME,
        "the same names": Verdict.SAME,
    }
    assert "phone: none in common" in found.compared


def test_explanation_never_speaks_of_a_private_street(make_listing):
    private = make_listing("Bridge House", "- - -")
    found = explain(private, make_listing("Bridge House", "9 Oak Street"))
    assert "street: kept private, not compared" in found.compared
