"""The JSON API: the same answers as the pages, for programs."""

from locator.web.api import changes, downloads, lists, locations, openapi
from locator.web.api.blueprint import api

__all__ = ["api", "changes", "downloads", "lists", "locations", "openapi"]
