"""Geocoders through our one door, fed with what real ones answer like."""

from urllib.parse import parse_qs, urlsplit

import pytest
import responses

from locator.errors import ConfigError, SourceChanged, SourceUnavailable
from locator.geo import Point
from locator.geocode import address_key, make_geocoder, may_ask
from locator.geocode.addresses import street_of
from locator.http import make_fetcher
from locator.records import Address

HOUSE = Address("12 Example Street, Suite 4", "Floor 2", "Boston", "MA", "02118")
OWN = "https://geocoder.example/maps"
FEATURE = {
    "geometry": {"coordinates": [-71.07, 42.34]},
    "properties": {"type": "house", "layer": "address", "name": "12 Example St"},
}
ANSWERS = {
    "nominatim": [
        {"lat": "42.34", "lon": "-71.07", "display_name": "12", "place_rank": 30}
    ],
    "photon": {"features": [FEATURE]},
    "pelias": {"features": [FEATURE]},
}
AREA = {
    "geometry": FEATURE["geometry"],
    "properties": {"type": "city", "layer": "locality", "name": "Boston"},
}
AREAS = {
    "nominatim": [{**ANSWERS["nominatim"][0], "place_rank": 16}],
    "photon": {"features": [AREA]},
    "pelias": {"features": [AREA]},
}
NOTHING = {"nominatim": [], "photon": {"features": []}, "pelias": {"features": []}}
PATHS = {"nominatim": "/search", "photon": "/api", "pelias": "/v1/search"}
PROVIDERS = sorted(ANSWERS)


@pytest.fixture
def ask():
    """Ask a provider for an address; return the answer and what was sent."""

    def ask(provider, answer, address=HOUSE):
        fetcher = make_fetcher(user_agent="locator tests", pace_s=0, patience_s=5)
        geocoder = make_geocoder(provider, OWN, fetcher)
        with responses.RequestsMock() as net:
            net.get(OWN + PATHS[provider], json=answer)
            found = geocoder.find(address)
            return found, net.calls[0].request

    return ask


@pytest.mark.parametrize("provider", PROVIDERS)
def test_an_address_is_found_at_ones_own_server(ask, provider):
    found, request = ask(provider, ANSWERS[provider])
    assert found == Point(42.34, -71.07)
    assert request.headers["User-Agent"] == "locator tests"


@pytest.mark.parametrize("provider", PROVIDERS)
def test_an_answer_that_is_only_a_town_is_none(ask, provider):
    assert ask(provider, AREAS[provider])[0] is None


@pytest.mark.parametrize("provider", PROVIDERS)
def test_no_answer_is_none(ask, provider):
    assert ask(provider, NOTHING[provider])[0] is None


def test_nothing_but_street_town_state_and_zip_is_sent(ask):
    _, request = ask("nominatim", ANSWERS["nominatim"])
    asked = parse_qs(urlsplit(request.url).query)
    assert asked == {
        "street": ["12 Example Street"],
        "city": ["Boston"],
        "state": ["MA"],
        "postalcode": ["02118"],
        "format": ["json"],
        "limit": ["1"],
    }


@pytest.mark.parametrize("answer", [{"error": "no"}, [{"lat": "north"}], [3]])
def test_an_answer_of_another_shape_says_so(ask, answer):
    with pytest.raises(SourceChanged, match="nominatim"):
        ask("nominatim", answer)


def test_an_offline_fetcher_is_never_got_round():
    fetcher = make_fetcher(user_agent="tests", offline=True)
    with pytest.raises(SourceUnavailable, match="LOCATOR_OFFLINE"):
        make_geocoder("nominatim", None, fetcher).find(HOUSE)


def test_unknown_or_homeless_providers_are_refused():
    fetcher = make_fetcher(user_agent="tests")
    with pytest.raises(ConfigError, match="nominatim, photon, pelias"):
        make_geocoder("oracle", None, fetcher)
    with pytest.raises(ConfigError, match="LOCATOR_GEOCODER_URL"):
        make_geocoder("pelias", None, fetcher)


@pytest.mark.parametrize(
    ("street", "allowed"),
    [
        ("12 Example Street", True),
        ("79-01 Broadway", True),
        ("PO Box 12", False),
        ("P.O. Box 12, 9 Main Street", False),
        ("P O Drawer 5", False),
        ("Post Office Box 7", False),
        ("Rural Route 2 Box 41", False),
        ("Example Correctional Center", False),
        (None, False),
    ],
)
def test_only_a_public_street_with_a_number_may_be_asked_about(street, allowed):
    assert may_ask(Address(street, None, "Boston", "MA", "02118")) is allowed


def test_a_withheld_address_may_never_be_asked_about():
    street = "12 Example Street"
    assert not may_ask(Address(street, None, "Boston", "MA", "02118", withheld=True))


@pytest.mark.parametrize(
    ("printed", "sent"),
    [
        ("12 Example Street Suite 4", "12 Example Street"),
        ("12 Example Street, Floor 2", "12 Example Street"),
        ("12 Example Street #4", "12 Example Street"),
        ("640 East 700 South", "640 East 700 South"),
        ("119-121 West 124th Street", "119-121 West 124th Street"),
        ("1 Building Way", "1 Building Way"),
    ],
)
def test_rooms_are_not_asked_about(printed, sent):
    assert street_of(Address(printed, None, "Boston", "MA", "02118")) == sent


def test_spelling_and_rooms_do_not_change_an_addresss_key():
    other = Address("12  EXAMPLE street", None, "BOSTON", "MA", "02118")
    assert address_key(other) == address_key(HOUSE)
    moved = Address("14 Example Street", None, "Boston", "MA", "02118")
    assert address_key(moved) != address_key(HOUSE)
