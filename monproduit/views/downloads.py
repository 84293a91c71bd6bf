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
        support: when support of the version ends or ended, in words, or empty.
        is_unsupported: whether it has ended.
    """

    version: str
    date: str
    freshness: str = "unknown"
    freshness_label: str = ""
    latest: str = ""
    support: str = ""
    is_unsupported: bool = False


@dataclass(frozen=True, slots=True)
class DownloadLine:
    """One download among the details; with an address, the file can be fetched again."""

    key: str
    file: str
    file_date: str
    downloaded: str
    version: str
    address: str = ""
