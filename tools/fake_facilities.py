"""The queries of FindTreatment.gov's API over a list of rows, for the fake server."""

import math
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from locator import taxonomy
from locator.records import Value
from locator.sources.findtreatment.rows import values_of

EARTH_MILES = 3958.8
METERS_PER_MILE = 1609.344
Numbers = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
MARYLAND = (39.084, -77.1528)  # where the real one puts free text
# Numbered from 1, by SAMHSA alone; nobody has 17, and territories have none.
STATE_IDS = (
    "- ME MI MA MT NY NC OH PA RI TN TX NV NJ UT WA WI - MD AL AK AZ AR CA CO CT DE DC"
    " FL GA HI ID IL IN IA KS KY LA MN MS MO NE NH NM ND OK OR SC SD VT VA WV WY"
)
KINDS = {"sa": {"SA"}, "mh": {"MH"}, "both": {"SA", "MH"}}


class Facilities:
    """The rows, ready to be served: serialized once, with what queries look at."""

    def __init__(
        self, rows: Sequence[Mapping[str, Any]], *, type_field: str, era: str
    ) -> None:
        self._era = "2026" if era == "2026" else "2025"
        self._rows = rows
        self._kinds = np.array(
            [_first(row, "typeFacility", "type_facility") for row in rows]
        )
        self._states = np.array([row["state"] for row in rows])
        self._points = np.radians(
            [[_degrees(row, "latitude"), _degrees(row, "longitude")] for row in rows]
        )
        self._bodies = [_body(row, type_field) for row in rows]
        self.select = lru_cache(maxsize=64)(self._select)

    def _select(self, query: frozenset[tuple[str, str]]) -> list[bytes]:
        """Return the serialized rows that answer a query, in its order."""
        params = dict(query)
        latitude, longitude = _center(params.get("sAddr", ""))
        if abs(latitude) > 90:
            return []
        miles = self._miles(latitude, longitude)
        mask = self._matching(params, miles)
        order = [int(i) for i in np.argsort(miles, kind="stable") if mask[i]]
        if params.get("sort") == "1":
            order.reverse()
        elif params.get("sort") in {"2", "3"}:
            name = "name1" if params["sort"] == "2" else "name2"
            order.sort(key=lambda i: self._rows[i].get(name) or "")
        return [
            b'{"_irow":%d,%s,"miles":%s}' % (n, self._bodies[i], _number(miles[i]))
            for n, i in enumerate(order, start=1)
        ]

    def _miles(self, latitude: float, longitude: float) -> Numbers:
        here = np.radians([latitude, longitude])
        half = np.sin((self._points - here) / 2) ** 2
        along = np.cos(self._points[:, 0]) * math.cos(here[0])
        return 2 * EARTH_MILES * np.arcsin(np.sqrt(half[:, 0] + along * half[:, 1]))

    def _matching(self, params: Mapping[str, str], miles: Numbers) -> Mask:
        mask = np.ones(len(self._rows), dtype=bool)
        kinds = KINDS.get(params.get("sType", "").strip("\"'").casefold())
        if kinds:
            mask &= np.isin(self._kinds, list(kinds))
        limit, value = params.get("limitType"), params.get("limitValue", "0")
        if limit == "0":
            ids = dict(enumerate(STATE_IDS.split()))
            mask &= self._states == ids.get(int(value), "-")
        elif limit == "1":
            mask &= False  # nobody has the list of county numbers
        elif limit == "2":
            mask &= np.nan_to_num(miles, nan=math.inf) <= float(value) / METERS_PER_MILE
            if "stateCode" in params:
                mask &= self._states == params["stateCode"]
        for code in filter(None, params.get("sCodes", "").split(",")):
            wanted = taxonomy.value_of_code(code, self._era)
            mask &= np.array([wanted in values for values in self._values])
        return mask

    @cached_property
    def _values(self) -> list[set[Value]]:
        rows = [
            [v for s in row["services"] or () for v in values_of(s)]
            for row in self._rows
        ]
        known = [
            [taxonomy.lookup_value(v.category, v.text) for v in row] for row in rows
        ]
        return [{one.value for one in row if one} for row in known]


def _first(row: Mapping[str, Any], *names: str) -> str:
    return next((str(row[name]) for name in names if row.get(name)), "")


def _degrees(row: Mapping[str, Any], name: str) -> float:
    try:
        return float(row.get(name) or "nan")
    except ValueError:
        return math.nan


def _body(row: Mapping[str, Any], type_field: str) -> bytes:
    other = {"typeFacility", "type_facility", "_irow", "miles"}
    kept = {name: fact for name, fact in row.items() if name not in other}
    kept[type_field] = _first(row, "typeFacility", "type_facility")
    return msgspec.json.encode(kept)[1:-1]


def _center(address: str) -> tuple[float, float]:
    try:
        latitude, longitude = (float(part) for part in address.strip("\"' ").split(","))
    except ValueError:
        return MARYLAND
    return latitude, longitude


def _number(miles: float) -> bytes:
    return b"null" if math.isnan(miles) else b"%.2f" % miles
