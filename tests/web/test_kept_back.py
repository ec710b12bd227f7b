"""What must never get out, through the real ingest, store, index, site and terminal."""

import json

import pytest

from locator.config import Settings
from locator.store import open_store
from locator.web import create_app
from tests.cli.conftest import run_in
from tests.ingest.samples import row, rows
from tests.web.conftest import HouseClient

# The street, the number and the point of a twin that prints what the other withholds.
SECRETS = ("hiddenlane", "98417", "42.3377", "71.0955")
TWIN = {
    "name1": "Quiet Harbor House",
    "phone": "617-555-0177",
    "street1": "98417 Hiddenlane Road",
    "street2": "Suite 7",
    "city": "Boston",
    "state": "MA",
    "zip": "02118",
    "latitude": "42.337719",
    "longitude": "-71.095531",
}
OTP_COLUMNS = (
    "Program Name", "DBA", "Street", "City", "State", "Zip code", "Phone",
    "Certification", "First Full Certification Date/CMS use",
)  # fmt: skip
JAIL = (
    "Invented County Jail Program", "", "5 Example Street", "Boston", "MA", "02118",
    "617-555-0188", "Certified", "01/02/2024",
)  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home with a withheld row, its open twin, and a methadone program in a jail."""
    folder = tmp_path_factory.mktemp("kept-back")
    private = TWIN | {
        "street1": "- - -",
        "street2": "",
        "latitude": "",
        "longitude": "",
    }
    found = [*rows(6), row(90, **private), row(91, **TWIN, typeFacility="MH")]
    listed = folder / "rows.jsonl"
    listed.write_text("".join(json.dumps(one) + "\n" for one in found))
    jail = folder / "otp.csv"
    jail.write_text(f"{','.join(OTP_COLUMNS)}\n{','.join(JAIL)}\n")
    for source, path in (("findtreatment", listed), ("otp-directory", jail)):
        result = run_in(folder / "home", "import", source, str(path))
        assert result.exit_code == 0, result.output
    return folder / "home"


@pytest.fixture(scope="module")
def real_site(home):
    return HouseClient(create_app(Settings.from_environ({"LOCATOR_HOME": str(home)})))


@pytest.fixture(scope="module")
def places(home):
    settings = Settings.from_environ({"LOCATOR_HOME": str(home)})
    store = open_store(settings.database_url)
    yield {place.name: place for place in store.locations()}
    store.close()


@pytest.fixture(scope="module")
def quiet(places):
    return places["Quiet Harbor House"]


@pytest.fixture(scope="module")
def jail(places):
    return places["Invented County Jail Program"]


def nothing_secret(text: str) -> bool:
    return not [secret for secret in SECRETS if secret in text.casefold()]


def test_the_open_twin_is_the_same_place(quiet):
    assert len(quiet.sources) == 2
    assert quiet.address.withheld
    assert nothing_secret(repr(quiet))


def test_no_page_and_no_answer_tells_a_private_street(real_site, quiet):
    for path in (
        "/search?near=02118",
        "/search?near=02118&radius=200&term=methadone",
        f"/locations/{quiet.slug}-{quiet.id}",
        "/about/data",
        "/api/v1/locations?near=02118&limit=100",
        f"/api/v1/locations/{quiet.id}",
        "/api/v1/locations.geojson",
        "/api/v1/locations.csv",
        "/api/v1/locations.jsonl",
        "/api/v1/changes?since=2020-01-01",
        "/hsds/services?full=true&per_page=100",
        "/hsds/service_at_locations?full=true&per_page=100",
        "/hsds/organizations?per_page=100",
    ):
        text = real_site.get(path).text
        assert nothing_secret(text), path


def test_no_command_tells_a_private_street(home, quiet):
    for words in (
        ("show", quiet.id),
        ("show", quiet.id, "--json"),
        ("search", "02118"),
        ("search", "02118", "--json"),
        ("export", "geojson"),
        ("export", "csv"),
        ("export", "jsonl"),
        ("export", "hsds"),
        ("history", quiet.id),
        ("doctor",),
    ):
        assert nothing_secret(run_in(home, *words).output), words


def test_no_raw_row_tells_a_private_street(home, quiet):
    settings = Settings.from_environ({"LOCATOR_HOME": str(home)})
    store = open_store(settings.database_url)
    for ref in quiet.sources:
        assert nothing_secret(json.dumps(store.listing_raw(ref.listing_key)))
    store.close()


def test_the_index_holds_nothing_of_a_private_street(home, real_site):
    settings = Settings.from_environ({"LOCATOR_HOME": str(home)})
    real_site.get("/search?near=02118")
    found = [path for path in settings.index_home.rglob("*") if path.is_file()]
    assert found
    for path in found:
        assert nothing_secret(path.read_bytes().decode("latin-1")), path


def test_a_place_inside_a_jail_is_in_no_answer(home, real_site, jail):
    for path in (
        "/search?near=02118",
        "/search?near=02118&term=methadone&radius=200",
        "/search?near=02118&term=hebrew&radius=1",
        "/api/v1/locations?near=02118&limit=100&radius=200",
        "/api/v1/locations?near=42.33,-71.07&term=methadone",
        "/about/data",
        "/hsds/services?full=true&per_page=100",
        "/hsds/service_at_locations?full=true&per_page=100",
        "/hsds/organizations?per_page=100",
        "/robots.txt",
    ):
        text = real_site.get(path).text
        assert jail.id not in text, path
        assert jail.name not in text, path
    for words in (("search", "02118"), ("search", "02118", "--json")):
        assert jail.name not in run_in(home, *words).output


def test_the_page_of_a_place_inside_a_jail_says_whom_it_serves(real_site, jail):
    page = real_site.page(f"/locations/{jail.slug}-{jail.id}")
    assert "Inside a jail or prison: only for people held there" in page.words
    assert "We do not show this place in searches." in page.words
    assert 'name="robots" content="noindex"' in page.html
    assert real_site.json(f"/api/v1/locations/{jail.id}")["access"] == "restricted"
