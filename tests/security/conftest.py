"""The site as attackers would ask it."""

from tests.web.conftest import make_site, site

__all__ = ["make_site", "site"]
