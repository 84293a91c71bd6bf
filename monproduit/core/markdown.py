"""Markdown as harmless HTML: CommonMark without raw HTML, and then cleaned."""

from typing import Any

import nh3
from markdown_it import MarkdownIt

_TAGS = frozenset({"p", "br", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "h2", "h3", "h4", "a", "hr"})
_TAGS |= {"table", "thead", "tbody", "tr", "th", "td", "s"}
_SCHEMES = {"https", "http", "mailto"}


def html(text: str, base: str = "") -> str:
    """Return Markdown as HTML; titles start below the page's own, links open elsewhere, and nothing is loaded.

    With a base, links to pages of the portal are made whole, for readers elsewhere.
    """
    made = MarkdownIt("js-default", {"html": False, "linkify": False}).render(text)
    made = made.replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    attributes = {"a": {"href", "title"}}
    whole: dict[str, Any] = {"url_relative": ("rewrite_with_base", base + "/")} if base else {}
    return nh3.clean(made, tags=set(_TAGS), attributes=attributes, url_schemes=_SCHEMES, link_rel="noopener noreferrer nofollow", **whole)
