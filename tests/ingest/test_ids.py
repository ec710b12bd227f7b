"""A home that is built anew from files and a list of ids gives the same ids."""

import json

import pytest
from click.testing import CliRunner

from locator import ingest
from locator.cli import ids as cli_ids
from locator.cli.ids import from_row, read_ids, to_row
from locator.config import Settings
from locator.errors import ConfigError, PullRefused
from locator.ingest.ids import import_ids
from locator.store import open_store
from tests.ingest.samples import DAY, NOW, row, rows
from tests.ingest.town import make_town

pytestmark = pytest.mark.long

LATER = NOW + 9 * DAY
RENAMED = {"name1": "Bay House"}
MOVED = {"street1": "77 Far Road"}


def newest_rows():
    """The list after one place was renamed, one moved, one closed."""
    changed = {3: RENAMED, 4: MOVED}
    return [row(number, **changed.get(number, {})) for number in range(1, 30)]


@pytest.fixture
def old(import_rows, store):
    """A home that saw the renaming, the moving and the closing."""
    import_rows(rows(30), full=True)
    for day in (1, 2):
        import_rows(newest_rows(), NOW + day * DAY, full=True)
    return store


@pytest.fixture
def new(tmp_path):
    home = tmp_path / "new"
    store = open_store(f"sqlite:///{home / 'locator.db'}")
    store.ensure_schema()
    yield store
    store.close()


@pytest.fixture
def listed(old, home, tmp_path, database_url):
    """The list of ids, as the command writes it."""
    path = tmp_path / "ids.csv"
    settings = Settings(home=home, database_url=database_url)
    done = CliRunner().invoke(cli_ids.ids, ["export", "-o", str(path)], obj=settings)
    assert done.exit_code == 0, done.output
    return path


@pytest.fixture
def bring(new, tmp_path):
    def bring(rows, now=LATER, **options):
        path = tmp_path / "newest.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
        home = tmp_path / "new"
        options = {"full": True, "home": home, "now": now, **options}
        return ingest.import_file(new, "findtreatment", path, **options)

    return bring


def take(store, listed, tmp_path):
    ids = list(read_ids(listed))
    return import_ids(store, ids, home=tmp_path / "new", now=LATER)


def places(store):
    return {one.id: one.name for one in store.locations()}


def check_same(old, new):
    """Every id of the old home leads to the same place, or to a closed one."""
    assert places(new) == places(old)
    for one in old.listings():
        before = old.find_place(one.founding_key).location
        after = new.find_place(one.founding_key).location
        assert (after.id, after.name) == (before.id, before.name)
        assert after.retired_at == before.retired_at
        assert after.phones == before.phones


def test_without_the_list_a_renamed_place_has_another_id(old, bring, new):
    bring(newest_rows())
    assert len(places(old).keys() - places(new).keys()) == 2


def test_ids_first_then_the_files(old, listed, bring, new, tmp_path):
    report = take(new, listed, tmp_path)
    assert (report.changed, report.waiting) == (0, 30)
    bring(newest_rows())
    check_same(old, new)


def test_the_files_first_then_the_ids(old, listed, bring, new, tmp_path):
    bring(newest_rows())
    given = set(places(new))
    report = take(new, listed, tmp_path)
    assert (report.changed, report.waiting) == (2, 1)
    check_same(old, new)
    assert all(new.find_place(id_) for id_ in given), "ids given in between lead on"


@pytest.mark.parametrize("seed", range(5))
def test_a_town_with_a_long_past_is_built_anew(
    import_rows, store, bring, new, tmp_path, seed
):
    town = make_town(seed)
    for day in range(6):
        for _ in range(4):
            town.turn()
        import_rows(town.listed(), NOW + day * DAY, full=True, accept_shrink=True)
    ids = [from_row(to_row(one), "here") for one in ingest.ids.list_ids(store)]
    newest = town.listed()
    first = seed % 2 == 0
    if first:
        import_ids(new, ids, home=tmp_path / "new", now=LATER)
    bring(newest)
    if not first:
        import_ids(new, ids, home=tmp_path / "new", now=LATER)
    living = {one.founding_key for one in store.listings() if not one.missing_since}
    for key in {one.founding_key for one in store.listings()}:
        before, after = store.find_place(key).location, new.find_place(key).location
        if key in living:
            assert after.retired_at is None
            assert after.id == before.id
            assert after.name == before.name


def test_the_list_twice_changes_nothing_more(old, listed, bring, new, tmp_path):
    bring(newest_rows())
    take(new, listed, tmp_path)
    again = take(new, listed, tmp_path)
    assert (again.changed, again.waiting) == (0, 0)
    check_same(old, new)


def test_ids_alone_are_no_directory_to_search(listed, new, tmp_path):
    take(new, listed, tmp_path)
    assert new.state().version is None
    assert new.sources() == ()


def test_what_was_renamed_since_the_list_was_written_keeps_its_id(
    old, listed, bring, new, tmp_path
):
    take(new, listed, tmp_path)
    later = [
        {**one, **({"name1": "Cove House"} if one["name1"] == "Harbor House 9" else {})}
        for one in newest_rows()
    ]
    assert bring(later).carried == 1
    [id_] = [id_ for id_, name in places(old).items() if name == "Harbor House 9"]
    assert places(new)[id_] == "Cove House"


def test_the_list_of_the_new_home_carries_the_ids_given_in_between(
    old, listed, bring, new, tmp_path
):
    bring(newest_rows())
    given = set(places(new)) - set(places(old))
    take(new, listed, tmp_path)
    assert set(new.id_aliases()) == given
    also = {id_ for one in ingest.ids.list_ids(new) for id_ in one.also}
    assert also == given


def test_a_list_of_ids_has_no_private_street(import_rows, store, home, tmp_path):
    import_rows([row(1), row(2, street1="- - -", latitude=None, longitude=None)])
    hidden = {"street1": "- - -", "typeFacility": "MH", "services": []}
    import_rows([row(1, **hidden)], NOW + DAY)
    for one in ingest.ids.list_ids(store):
        place = store.find_place(one.kept.founding_key).location
        if place.address.withheld:
            assert "Example Street" not in str(to_row(one))


def test_ids_are_not_mixed_with_invented_places(listed, new, tmp_path):
    ingest.load_practice(new, home=tmp_path / "new", now=NOW)
    with pytest.raises(PullRefused, match="practice"):
        take(new, listed, tmp_path)


@pytest.mark.parametrize(
    "text", ["fruit,price\napple,1\n", ",".join(cli_ids.FIELDS) + "\nx,SA,short,1\n"]
)
def test_another_file_is_refused_whole(tmp_path, text):
    path = tmp_path / "other.csv"
    path.write_text(text)
    with pytest.raises(ConfigError):
        list(read_ids(path))
