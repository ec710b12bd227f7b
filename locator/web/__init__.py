"""The site: pages for people, JSON for programs. Flask lives here and nowhere else."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from locator.config import Settings
    from locator.store import Store
    from locator.web.site_file import Site


def create_app(
    settings: "Settings", *, store: "Store | None" = None, site: "Site | None" = None
) -> "Flask":
    """Make the WSGI app; without a store it opens the one that the settings name.

    Without a site it reads the site file; a server reads it once, for all its workers.
    """
    from locator.web.app import make_app  # noqa: PLC0415 - the terminal need not wait for Flask

    return make_app(settings, store, site)
