"""The registry of directories, best first: a new one is one more line here."""

from collections.abc import Mapping

from locator.sources.base import Source
from locator.sources.findtreatment import FindTreatment
from locator.sources.national_directory import NationalDirectory

_BEST_FIRST: tuple[Source, ...] = (FindTreatment(), NationalDirectory())

SOURCES: Mapping[str, Source] = {source.info.id: source for source in _BEST_FIRST}
