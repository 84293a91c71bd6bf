"""What the validator of the W3C marks in feeds like ours, as one list of remarks: none is right."""

import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, fromstring

_ATOM = "{http://www.w3.org/2005/Atom}"
_RFC822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} (\+\d{4}|GMT)")
_TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d{2}){0,2}:[!-;=?-Z_a-z~]+")
_DANGEROUS = {"script", "style", "iframe", "object", "embed", "form", "link", "meta", "img"}


class _Content(HTMLParser):
    """The remarks on a piece of HTML inside of a feed."""

    def __init__(self) -> None:
        super().__init__()
        self.remarks: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.remarks += [f"SecurityRisk {tag}"] if tag in _DANGEROUS else []
        for name, value in attrs:
            if name in {"href", "src"} and not _is_whole(value or ""):
                self.remarks.append(f"ContainsRelRef {value}")
            if name.startswith("on") or name == "style":
                self.remarks.append(f"SecurityRiskAttr {name}")


def remarks(content: bytes, address: str) -> list[str]:
    """Return all that is wrong with a feed that was read at an address."""
    root = fromstring(content)  # noqa: S314 (our own)
    found = list(_of_rss(root, address) if root.tag == "rss" else _of_atom(root, address))
    return found if content.startswith(b'<?xml version="1.0" encoding="utf-8"?>') else ["MissingEncoding", *found]


def _of_rss(root: Element, address: str) -> Iterator[str]:
    channel = root[0]
    yield from _missing(channel, "title", "link", "description", "language", "lastBuildDate")
    yield from _self(channel, address)
    yield from () if root.get("version") == "2.0" else ["ObsoleteVersion"]
    for date in [*channel.iter("pubDate"), *channel.iter("lastBuildDate")]:
        yield from () if _RFC822.fullmatch(date.text or "") and parsedate_to_datetime(date.text or "").tzinfo else [f"InvalidRFC2822Date {date.text}"]
    yield from _doubled("guid", [one.text or "" for one in channel.iter("guid")])
    for item in channel.iter("item"):
        yield from _missing(item, "title", "link", "description", "guid", "pubDate")
        yield from () if item.find("guid").get("isPermaLink") == "false" else ["InvalidPermalink"]  # type: ignore[union-attr]
        yield from _tagged(item.findtext("guid") or "")
        yield from _content(item.findtext("description") or "")
    yield from (f"InvalidFullLink {one.text}" for one in channel.iter("link") if not _is_whole(one.text or ""))


def _of_atom(root: Element, address: str) -> Iterator[str]:
    yield from _missing(root, *(f"{_ATOM}{name}" for name in ("id", "title", "updated", "author", "subtitle")))
    yield from _self(root, address)
    yield from () if root.get("{http://www.w3.org/XML/1998/namespace}lang") else ["MissingLanguage"]
    entries = root.findall(f"{_ATOM}entry")
    yield from _doubled("id", [root.findtext(f"{_ATOM}id") or "", *(one.findtext(f"{_ATOM}id") or "" for one in entries)])
    yield from _doubled("updated", [one.findtext(f"{_ATOM}updated") or "" for one in entries])
    for entry in entries:
        yield from _missing(entry, *(f"{_ATOM}{name}" for name in ("id", "title", "updated", "summary", "link")))
        yield from _content(entry.findtext(f"{_ATOM}summary") or "")
    for date in (*root.iter(f"{_ATOM}updated"), *root.iter(f"{_ATOM}published")):
        yield from () if datetime.fromisoformat(date.text or "").tzinfo else [f"InvalidRFC3339Date {date.text}"]
    for one in root.iter(f"{_ATOM}id"):
        yield from _tagged(one.text or "")
    yield from (f"InvalidFullLink {one.get('href')}" for one in root.iter(f"{_ATOM}link") if not _is_whole(one.get("href") or ""))


def _missing(parent: Element, *names: str) -> Iterator[str]:
    yield from (f"Missing {name}" for name in names if parent.find(name) is None)


def _self(parent: Element, address: str) -> Iterator[str]:
    links = [one.get("href") for one in parent.findall(f"{_ATOM}link") if one.get("rel") == "self"]
    yield from () if links == [address] else [f"SelfDoesntMatchLocation {links}"]


def _doubled(name: str, values: list[str]) -> Iterator[str]:
    yield from () if len(set(values)) == len(values) else [f"Duplicate {name}"]


def _tagged(value: str) -> Iterator[str]:
    yield from () if _TAG.fullmatch(value) else [f"InvalidTAG {value}"]


def _content(text: str) -> Iterator[str]:
    parser = _Content()
    parser.feed(text)
    yield from parser.remarks


def _is_whole(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "mailto" or (parts.scheme in {"http", "https"} and bool(parts.netloc))
