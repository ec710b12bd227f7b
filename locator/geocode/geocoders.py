"""The geocoders one can choose, and whether an answer is as exact as a street."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Protocol
from urllib.parse import urlsplit

from geopy.exc import GeopyError
from geopy.geocoders import Nominatim, Pelias, Photon

from locator.errors import ConfigError, SourceChanged
from locator.geo import Point
from locator.geocode.adapter import FetcherAdapter
from locator.geocode.addresses import street_of
from locator.http import Fetcher
from locator.records import Address

USER_AGENT = "treatment-locator"  # geopy wants one; the fetcher sends its own
STREET_RANK = 26  # Nominatim's scale: 26 a street, 30 a house, less is an area

Raw = Mapping[str, Any]


class Geocoder(Protocol):
    """Finds where an address is."""

    provider: str

    def find(self, address: Address) -> Point | None:
        """Return its point, or None where none is known as exactly as a street."""


class GeopyGeocoder:
    """One of geopy's geocoders, asked for one address at a time."""

    def __init__(self, provider: str, geocoder: Any) -> None:  # noqa: ANN401 - geopy
        self.provider = provider
        self._geocoder = geocoder

    def find(self, address: Address) -> Point | None:
        """Return its point, or None; raise SourceUnavailable or SourceChanged."""
        try:
            found = self._geocoder.geocode(QUESTIONS[self.provider](address))
            if found is None or not EXACT[self.provider](found.raw):
                return None
            return Point(found.latitude, found.longitude)
        except (
            GeopyError,
            LookupError,
            TypeError,
            AttributeError,
            ValueError,
        ) as error:
            raise SourceChanged(
                f"The geocoder {self.provider} answered with something else than"
                f" an address ({type(error).__name__})."
            ) from error


def make_geocoder(provider: str, url: str | None, fetcher: Fetcher) -> Geocoder:
    """Return a geocoder by name, at its public server or at one's own `url`."""
    if provider not in PROVIDERS:
        raise ConfigError(
            f"LOCATOR_GEOCODER is {provider!r}; there are: {', '.join(PROVIDERS)}."
        )
    options: dict[str, str] = {}
    if url:
        parts = urlsplit(url)
        options = {"scheme": parts.scheme, "domain": parts.netloc + parts.path}
    elif provider == "pelias":
        raise ConfigError("LOCATOR_GEOCODER=pelias needs LOCATOR_GEOCODER_URL.")
    adapter = partial(FetcherAdapter, fetcher)
    return GeopyGeocoder(
        provider,
        PROVIDERS[provider](user_agent=USER_AGENT, adapter_factory=adapter, **options),
    )


def _line(address: Address) -> str:
    return f"{street_of(address)}, {address.town}, USA"


def _parts(address: Address) -> dict[str, str]:
    return {
        "street": street_of(address),
        "city": address.city,
        "state": address.state_province,
        "postalcode": address.postal_code,
    }


def _nominatim_is_exact(raw: Raw) -> bool:
    rank = raw.get("place_rank")
    if rank is not None:
        return int(rank) >= STREET_RANK
    return raw.get("class") != "boundary" and raw.get("type") not in {
        "postcode",
        "city",
        "town",
        "village",
        "administrative",
    }


PROVIDERS: Mapping[str, Callable[..., Any]] = {
    "nominatim": Nominatim,
    "photon": Photon,
    "pelias": Pelias,
}
QUESTIONS: Mapping[str, Callable[[Address], Any]] = {
    "nominatim": _parts,
    "photon": _line,
    "pelias": _line,
}
EXACT: Mapping[str, Callable[[Raw], bool]] = {
    "nominatim": _nominatim_is_exact,
    "photon": lambda raw: raw["properties"].get("type") in {"house", "street"},
    "pelias": lambda raw: (
        raw["properties"].get("layer") in {"address", "venue", "street"}
    ),
}
