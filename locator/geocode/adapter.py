"""geopy's way to the network, led through our one door: geopy opens no socket."""

from collections.abc import Mapping

from geopy.adapters import BaseSyncAdapter

from locator.http import Fetcher


class FetcherAdapter(BaseSyncAdapter):  # type: ignore[misc] # geopy publishes no types
    """Gives geopy's geocoders a fetcher's patience, pace and user agent."""

    def __init__(
        self, fetcher: Fetcher, *, proxies: object = None, ssl_context: object = None
    ) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self._fetcher = fetcher

    def get_json(
        self, url: str, *, timeout: object, headers: Mapping[str, str]
    ) -> object:
        """Return the JSON at `url`; the fetcher has its own time limits and headers."""
        del timeout, headers
        return self._fetcher.get_json(url, {})

    def get_text(self, url: str, *, timeout: object, headers: Mapping[str, str]) -> str:
        """Refuse: every geocoder offered here answers with JSON."""
        raise NotImplementedError(url, timeout, headers)
