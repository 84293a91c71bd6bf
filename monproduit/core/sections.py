"""The five sections of a product row, in display order."""

from enum import StrEnum


class Section(StrEnum):
    """The stem that names a section in every folder."""

    SUPPORT_STATUS = "support_status"
    LICENSE_STATUS = "license_status"
    NEWS_ALERTS = "news_alerts"
    OPEN_REQUESTS = "open_requests"
    LATEST_DOWNLOAD = "latest_download"
