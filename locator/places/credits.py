"""Whom the tables come from, in the words their licenses ask for."""

from dataclasses import dataclass

from locator.wording import to_translate


@dataclass(frozen=True, slots=True)
class Credit:
    """A sentence for the page about the data, and where it may link."""

    text: str
    url: str
    license: str
    license_url: str | None


CREDITS = (
    Credit(
        text=to_translate(
            "ZIP code points and towns: GeoNames, used under CC BY 4.0; changed by us"
            " (merged with Census points, reduced to one town a name)."
        ),
        url="https://www.geonames.org/",
        license="CC BY 4.0",
        license_url="https://creativecommons.org/licenses/by/4.0/",
    ),
    Credit(
        text=to_translate(
            "ZIP code points where GeoNames has none: U.S. Census Bureau, Gazetteer"
            " files."
        ),
        url="https://www.census.gov/geographies/reference-files/time-series/geo/gazetteer-files.html",
        license=to_translate("Public domain"),
        license_url=None,
    ),
    Credit(
        text=to_translate(
            "Map of the states, and the borders on maps: U.S. Census Bureau,"
            " cartographic boundary files of 2017; thinned by us."
        ),
        url="https://www.census.gov/geographies/mapping-files/time-series/geo/cartographic-boundary.html",
        license=to_translate("Public domain"),
        license_url=None,
    ),
)
