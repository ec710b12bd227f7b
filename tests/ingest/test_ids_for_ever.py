"""Every id ever given answers 200, 301 or 410 for ever, through the real store and site."""

from datetime import timedelta

import pytest

from locator.config import Settings
from locator.errors import PullRefused
from locator.web import create_app
from tests.ingest.samples import DAY, NOW, row, rows
from tests.ingest.town import make_town

pytestmark = pytest.mark.long

LOCAL = {"Host": "localhost"}


@pytest.fixture
def visit(store, home):
    """Ask the site for an id as a browser would, and return the answers on the way."""
    settings = Settings(home=home, database_url="sqlite://")
    client = create_app(settings, store=store).test_client()
    watch = client.application.extensions["directory"].watch
    watch._interval_s = 0.0

    def visit(id_):
        first = client.get(f"/locations/{id_}", headers=LOCAL)
        if first.status_code != 301:
            return [first]
        return [first, client.get(first.location, headers=LOCAL)]

    return visit


def key_of(store, name, kind="SA"):
    [found] = [
        one
        for one in store.listings()
        if (one.listing.name1, one.listing.kind) == (name, kind)
    ]
    return found.founding_key


def statuses(answers):
    return [answer.status_code for answer in answers]


def test_after_a_merge_the_other_id_redirects_to_the_place(import_rows, store, visit):
    import_rows([row(1), row(2)])
    twin = row(1, typeFacility="MH", services=[])
    import_rows([twin], NOW + DAY)
    ids = [key_of(store, "Harbor House 1", kind) for kind in ("SA", "MH")]
    [place] = {store.find_place(id_).location.id for id_ in ids}
    [other] = set(ids) - {place}
    answers = visit(other)
    assert statuses(answers) == [301, 200]
    assert answers[0].location.endswith(place)


def test_after_a_split_each_id_leads_to_its_own_listing(import_rows, store, visit):
    half = row(1, typeFacility="MH", services=[])
    import_rows([*rows(30), half], full=True)
    ids = {key_of(store, "Harbor House 1", kind) for kind in ("SA", "MH")}
    assert store.state().locations == 30
    moved = {**half, "street1": "77 Far Road", "zip": "02134"}
    import_rows([*rows(30), moved], NOW + DAY, full=True)
    assert store.state().locations == 31
    assert {store.find_place(id_).location.id for id_ in ids} == ids
    assert all(statuses(visit(id_))[-1] == 200 for id_ in ids)


@pytest.mark.parametrize(
    "changes", [{"name1": "Bay House"}, {"street1": "9 Elm Road", "zip": "02134"}]
)
def test_a_renamed_or_moved_place_keeps_its_address_on_the_site(
    import_rows, store, visit, changes
):
    import_rows(rows(30), full=True)
    before = key_of(store, "Harbor House 1")
    import_rows([row(1, **changes), *rows(30)[1:]], NOW + DAY, full=True)
    assert store.find_place(before).location.id == before
    assert statuses(visit(before))[-1] == 200


def test_a_retired_place_answers_410_with_its_phone_and_what_is_near(
    import_rows, store, visit
):
    import_rows(rows(30), full=True)
    key = key_of(store, "Harbor House 30")
    for day in (1, 2):
        import_rows(rows(29), NOW + day * DAY, full=True)
    answers = visit(key)
    assert statuses(answers) in ([410], [301, 410])
    text = answers[-1].text
    assert "617-555-0030" in text or "(617) 555-0030" in text
    near = [one for one in store.locations() if one.address.city == "Boston"]
    assert any(place.name in text for place in near)


def ways(store, given):
    """Where each id ever given leads; fails if one leads nowhere."""
    return {id_: store.find_place(id_) for id_ in given}


@pytest.mark.parametrize("seed", range(6))
def test_no_id_is_ever_lost_whatever_happens_in_town(import_rows, store, visit, seed):
    town, given, now = make_town(seed), set(), NOW
    for _ in range(12):
        for _ in range(town.random.randint(0, 4)):
            town.turn()
        try:
            import_rows(town.listed(), now, full=True, accept_shrink=True)
        except PullRefused:
            continue
        finally:
            now += timedelta(hours=town.random.choice([1, 20, 24]))
        given |= {one.id for one in store.locations()}
        given |= {one.founding_key for one in store.listings()}
        for id_, place in ways(store, given).items():
            refs = {ref.listing_key for ref in place.location.sources}
            assert id_ in refs, "an id leads to the place that its listing is of"
            assert store.find_place(place.location.id).location.id == place.location.id
    for id_ in given:
        place = store.find_place(id_).location
        last = 410 if place.retired_at else 200
        assert statuses(visit(id_)) in ([last], [301, last])


@pytest.mark.parametrize("seed", range(4))
def test_every_listed_row_is_in_a_place_that_is_listed(import_rows, store, seed):
    town, now = make_town(seed), NOW
    for _ in range(8):
        for _ in range(3):
            town.turn()
        import_rows(town.listed(), now, full=True, accept_shrink=True)
        now += DAY
        living = {one.founding_key for one in store.listings() if not one.retired_at}
        shown = {ref.listing_key for one in store.locations() for ref in one.sources}
        assert living <= shown
