"""The operator's desk: reports, phone checks, decisions; not there until it has users."""

from locator.web.desk import account, deeds, views
from locator.web.desk.blueprint import desk, init_app

__all__ = ["account", "deeds", "desk", "init_app", "views"]
