"""The same places as Open Referral HSDS 3.0, for referral software."""

from locator.web.hsds.views import hsds

__all__ = ["hsds"]
