"""Files come in row by row; a partial one only adds, a whole one also misses."""

from datetime import timedelta

import pytest

from locator import ingest
from locator.errors import ConfigError, LocationNotFound, PullRefused, SourceChanged
from locator.records import Strength
from tests.ingest.conftest import place_names
from tests.ingest.samples import DAY, NOW, row, rows, without

pytestmark = pytest.mark.long


def only_listing(store, name):
    [found] = [one for one in store.listings() if one.listing.name1 == name]
    return found


def test_rows_become_places_with_their_offers(import_rows, store):
    report = import_rows(rows(3))
    assert (report.rows, report.listings, report.places, report.added) == (3, 3, 3, 3)
    methadone = [
        offer.strength
        for place in store.locations()
        for offer in place.offers
        if offer.term == "methadone"
    ]
    assert methadone == [Strength.YES] * 3
    assert report.terms["methadone"] == {"yes": 3}


def test_the_same_file_again_changes_nothing_but_the_date(import_rows, store):
    first = import_rows(rows(3))
    second = import_rows(rows(3), NOW + DAY)
    assert second.unchanged
    assert second.version == first.version
    assert "Nothing changed" in second.lines()[-1]
    assert store.sources()[0].retrieved_at == NOW + DAY
    assert store.state().stamp == 2


def test_one_half_of_a_list_says_nothing_of_when_the_other_was_copied(
    import_rows, store
):
    import_rows(rows(3))
    both = import_rows(rows(3, typeFacility="MH", services=[]), NOW + DAY)
    assert import_rows(rows(3), NOW + 2 * DAY).version == both.version
    assert store.sources()[0].copied_at("MH") == NOW + DAY
    assert store.sources()[0].copied_at("SA") == NOW + 2 * DAY
    assert all(kept.retrieved_at is None for kept in store.listings())


def test_a_partial_import_adds_and_updates_and_retires_nothing(import_rows, store):
    import_rows(rows(30), full=True)
    import_rows([row(1, website="https://new.example"), row(99)], NOW + DAY)
    assert store.state().locations == 31
    assert only_listing(store, "Harbor House 1").listing.website == (
        "https://new.example"
    )
    assert all(one.missing_since is None for one in store.listings())


def test_raw_rows_are_kept_as_they_came(import_rows, store):
    import_rows([row(1)])
    [kept] = store.listings()
    assert store.listing_raw(kept.founding_key) == row(1)


def test_a_row_that_cannot_be_read_is_counted_and_skipped(import_rows):
    report = import_rows([row(1), without(row(2), "name1")])
    assert (report.rows, report.listings) == (2, 1)
    assert "1 rows left out: no name1." in "\n".join(report.lines())


def test_a_file_without_one_readable_row_is_not_of_this_directory(import_rows, store):
    with pytest.raises(SourceChanged):
        import_rows([without(row(n), "name1") for n in range(3)])
    assert store.state().version is None


def test_rows_repeated_word_for_word_count_once(import_rows):
    report = import_rows([row(1), row(1)])
    assert (report.rows, report.listings, report.places) == (2, 1, 1)
    assert "1 rows repeat another" in "\n".join(report.lines())


def test_unknown_values_are_kept_counted_and_named(import_rows, store):
    services = [{"f1": "Payment", "f2": "PAY", "f3": "Medicaid; Paid in seashells"}]
    report = import_rows([row(1, services=services), row(2)])
    [(value, count)] = report.unknown.items()
    assert (value.text, count) == ("Paid in seashells", 1)
    assert "PAY: Paid in seashells (1)" in "\n".join(report.lines())
    kept = only_listing(store, "Harbor House 1").listing
    assert value in (kept.values or ())


def test_a_date_given_by_the_operator_stands_behind_every_claim(import_rows, store):
    import_rows([row(1)], as_of="2022-06")
    [place] = store.locations()
    assert {offer.as_of for offer in place.offers} == {"2022-06"}


def test_without_a_date_the_date_stays_unknown(import_rows, store):
    import_rows([row(1)])
    assert {offer.as_of for place in store.locations() for offer in place.offers} == {
        None
    }


def test_an_older_copy_never_overwrites_a_newer_one(import_rows, store):
    import_rows([row(1)])
    report = import_rows(
        [row(1, website="https://old.example"), row(2)], NOW + DAY, as_of="2019-05"
    )
    assert report.older == 1
    assert "older than what we have" in "\n".join(report.lines())
    kept = only_listing(store, "Harbor House 1")
    assert kept.listing.website == "https://house1.example"
    assert store.state().locations == 2


def test_missing_is_marked_then_retired_after_twenty_hours(import_rows, store):
    import_rows(rows(40), full=True)
    first = import_rows(rows(39), NOW + DAY, full=True)
    assert (first.missing, first.retired, first.places) == (1, 0, 40)
    soon = import_rows(rows(39), NOW + DAY + timedelta(hours=19), full=True)
    assert (soon.missing, soon.retired, soon.places) == (0, 0, 40)
    last = import_rows(rows(39), NOW + DAY + timedelta(hours=20), full=True)
    assert (last.missing, last.retired, last.places, last.removed) == (0, 1, 39, 1)
    kept = only_listing(store, "Harbor House 40")
    place = store.find_place(kept.founding_key).location
    assert place.retired_at == NOW + DAY + timedelta(hours=20)
    assert place.phones
    assert "Harbor House 40" not in place_names(store)


def test_a_listing_seen_again_loses_its_mark_and_its_retirement(import_rows, store):
    import_rows(rows(40), full=True)
    import_rows(rows(39), NOW + DAY, full=True)
    import_rows(rows(39), NOW + 2 * DAY, full=True)
    report = import_rows(rows(40), NOW + 3 * DAY, full=True)
    kept = only_listing(store, "Harbor House 40")
    assert (kept.missing_since, kept.retired_at) == (None, None)
    assert (report.added, report.places) == (1, 40)


def test_a_yearly_list_retires_at_the_edition_after_next(import_rows):
    import_rows(rows(40), full=True, as_of="2022")
    first = import_rows(rows(39), NOW + DAY, full=True, as_of="2023")
    again = import_rows(rows(39), NOW + 9 * DAY, full=True, as_of="2023")
    later = import_rows(rows(39), NOW + 10 * DAY, full=True, as_of="2024")
    assert [one.missing for one in (first, again, later)] == [1, 0, 0]
    assert [one.retired for one in (first, again, later)] == [0, 0, 1]


def test_half_a_list_says_nothing_about_the_other_half(import_rows, store):
    import_rows([*rows(30), *(row(n, typeFacility="MH") for n in range(60, 90))])
    import_rows(rows(30), NOW + DAY, full=True)
    assert all(one.missing_since is None for one in store.listings())


def test_a_renamed_place_keeps_its_id(import_rows, store):
    import_rows(rows(40), full=True)
    before = only_listing(store, "Harbor House 7").founding_key
    renamed = [
        row(n, **({"name1": "Bay House"} if n == 7 else {})) for n in range(1, 41)
    ]
    report = import_rows(renamed, NOW + DAY, full=True)
    assert (report.carried, report.missing, report.places) == (1, 0, 40)
    assert store.find_place(before).location.name == "Bay House"


def test_an_old_name_taken_by_a_new_place_founds_another_id(import_rows, store):
    import_rows(rows(40), full=True)
    before = only_listing(store, "Harbor House 7").founding_key
    changes = {"name1": "Bay House"}
    renamed = [row(n, **(changes if n == 7 else {})) for n in range(1, 41)]
    import_rows(renamed, NOW + DAY, full=True)
    import_rows([*renamed, row(7, phone="617-555-9999")], NOW + 2 * DAY, full=True)
    new = only_listing(store, "Harbor House 7").founding_key
    assert new != before
    assert store.find_place(before).location.name == "Bay House"


def test_a_pull_of_ages_nobody_can_trust_proves_no_age(import_rows):
    young = [
        {"f1": "Type of Care", "f2": "TC", "f3": "Substance use treatment"},
        {"f1": "Age", "f2": "AGE", "f3": "Children/Adolescents"},
    ]
    doubted = import_rows(rows(60, services=young))
    assert "under-18" not in doubted.terms
    assert "list adults" in "\n".join(doubted.lines())


def test_ages_in_a_few_rows_are_taken_at_their_word(import_rows):
    young = [{"f1": "Age", "f2": "AGE", "f3": "Children/Adolescents"}]
    assert import_rows(rows(5, services=young)).terms["under-18"] == {"maybe": 5}


def test_an_unknown_source_is_named_with_those_there_are(store, home, tmp_path):
    with pytest.raises(ConfigError, match="findtreatment"):
        ingest.import_file(store, "nowhere", tmp_path, home=home, now=NOW)


def test_practice_places_never_stand_beside_real_ones(import_rows, store, home):
    report = ingest.load_practice(store, home=home, now=NOW)
    assert store.state().practice
    assert report.places >= 2000
    assert {one.source for one in store.sources()} == {"practice"}
    [invented, *_] = store.locations()
    import_rows([row(1)], NOW + DAY)
    assert place_names(store) == {"Harbor House 1"}
    assert not store.state().practice
    with pytest.raises(LocationNotFound):
        store.find_place(invented.id)
    with pytest.raises(PullRefused, match="Real places"):
        ingest.load_practice(store, home=home, now=NOW)


def test_practice_places_loaded_twice_change_nothing(store, home):
    ingest.load_practice(store, home=home, now=NOW)
    assert ingest.load_practice(store, home=home, now=NOW + DAY).unchanged
