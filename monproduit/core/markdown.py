"""Markdown as harmless HTML: CommonMark without raw HTML, and then cleaned."""

import nh3
from markdown_it import MarkdownIt

_TAGS = frozenset({"p", "br", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "h2", "h3", "h4", "a", "hr"})
_TAGS |= {"table", "thead", "tbody", "tr", "th", "td", "s"}
_SCHEMES = {"https", "http", "mailto"}


def html(text: str) -> str:
    """Return Markdown as HTML; titles start below the page's own, links open elsewhere, and nothing is loaded."""
    made = MarkdownIt("js-default", {"html": False, "linkify": False}).render(text)
    made = made.replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    attributes = {"a": {"href", "title"}}
    return nh3.clean(made, tags=set(_TAGS), attributes=attributes, url_schemes=_SCHEMES, link_rel="noopener noreferrer nofollow")
