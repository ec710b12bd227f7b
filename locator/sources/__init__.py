"""The registry of directories, best first: a new one is one more line here."""

from collections.abc import Mapping

from locator.sources.base import Source
from locator.sources.cms_otp import CmsOtp
from locator.sources.findtreatment import FindTreatment
from locator.sources.hrsa import Hrsa
from locator.sources.local import Local
from locator.sources.national_directory import NationalDirectory
from locator.sources.otp_directory import OtpDirectory

SOURCES: Mapping[str, Source] = {
    source.info.id: source
    for source in (
        FindTreatment(),
        NationalDirectory(),
        OtpDirectory(),
        CmsOtp(),
        Hrsa(),
        Local(),
    )
}
