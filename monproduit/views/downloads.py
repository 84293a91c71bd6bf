"""Downloads of a product."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LatestDownload:
    """The cell *Dernier téléchargement*.

    Attributes:
        version: the version last downloaded, or empty when nothing was.
        date: when.
        freshness: current, behind or unknown.
        freshness_label: "À jour", "3 versions de retard", or empty.
        latest: the latest version available and its date, in words, or empty.
    """

    version: str
    date: str
    freshness: str = "unknown"
    freshness_label: str = ""
    latest: str = ""


@dataclass(frozen=True, slots=True)
class DownloadLine:
    """One download among the details."""

    key: str
    file: str
    file_date: str
    downloaded: str
    version: str
