"""What *Mes produits* shows before its scripts have come."""

from dataclasses import dataclass

from monproduit.views.alerts import NewsAlerts
from monproduit.views.dashboard import FilterLink, ProductRow
from monproduit.views.downloads import LatestDownload
from monproduit.views.groups import MatterLine
from monproduit.views.licenses import LicenseStatus, SupportStatus
from monproduit.views.service_requests import OpenRequests

BEGIN, END = "<!--first-view-->", "<!--/first-view-->"
"""Between these a built page keeps the place; the bones of a table stand there until the server writes rows instead."""


@dataclass(frozen=True, slots=True)
class FirstRow:
    """One row with its cells, all of them closed."""

    row: ProductRow
    support: SupportStatus
    license: LicenseStatus
    news: NewsAlerts
    requests: OpenRequests
    download: LatestDownload


@dataclass(frozen=True, slots=True)
class FirstView:
    """The rows that the filter of an address shows, and what stands above them.

    Attributes:
        current: the filter, as it stands in the address.
        is_empty: whether the person has no product at all.
    """

    rows: list[FirstRow]
    links: list[FilterLink]
    current: str
    is_empty: bool
    matters: list[MatterLine]
