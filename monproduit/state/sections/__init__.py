"""The sections' states, by their stems."""

from monproduit.core.sections import Section
from monproduit.state.sections.latest_download import LatestDownloadState
from monproduit.state.sections.license_status import LicenseStatusState
from monproduit.state.sections.news_alerts import NewsAlertsState
from monproduit.state.sections.open_requests import OpenRequestsState
from monproduit.state.sections.section import SectionState
from monproduit.state.sections.support_status import SupportStatusState

SECTIONS: dict[Section, type[SectionState]] = {
    Section.SUPPORT_STATUS: SupportStatusState,
    Section.LICENSE_STATUS: LicenseStatusState,
    Section.NEWS_ALERTS: NewsAlertsState,
    Section.OPEN_REQUESTS: OpenRequestsState,
    Section.LATEST_DOWNLOAD: LatestDownloadState,
}

__all__ = ["SECTIONS", "LatestDownloadState", "LicenseStatusState", "NewsAlertsState", "OpenRequestsState", "SectionState", "SupportStatusState"]
