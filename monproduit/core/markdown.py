"""Markdown as harmless HTML: CommonMark without raw HTML, and then cleaned."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, count
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from monproduit.core.localisation import _
from monproduit.core.search import searchable

_TITLES = ("h2", "h3", "h4")
_TAGS = frozenset({"p", "br", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", *_TITLES, "a", "hr"})
_TAGS |= {"table", "thead", "tbody", "tr", "th", "td", "s"}
_SCHEMES = {"https", "http", "mailto"}
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Title:
    """A title inside a text: where to jump to, its words, and its level from 2 on."""

    id: str
    text: str
    level: int


def html(text: str, base: str = "") -> str:
    """Return Markdown as HTML; titles start below the page's own, links open elsewhere, and nothing is loaded.

    With a base, links to pages of the portal are made whole, for readers elsewhere.
    """
    return _clean(_parser().render(text).replace("<h1>", "<h2>").replace("</h1>", "</h2>"), {"a": {"href", "title"}}, base)


def html_with_titles(text: str) -> tuple[str, list[Title]]:
    """Return Markdown as HTML whose titles have addresses, and these titles."""
    parser = _parser()
    environment: dict[str, Any] = {}
    tokens = parser.parse(text, environment)
    titles = list(_anchored(tokens))
    made = parser.renderer.render(tokens, parser.options, environment)
    return _clean(made, {"a": {"href", "title", "aria-label", "class"}, **{tag: {"id"} for tag in _TITLES}}), titles


def _anchored(tokens: list[Token]) -> Iterator[Title]:
    """Give each title an id of its own, which cannot be the id of anything else on the page, and a link to itself."""
    taken = set[str]()
    for place, token in enumerate(tokens):
        if token.type not in {"heading_open", "heading_close"}:
            continue
        level = min(max(int(token.tag[1:]), 2), 2 + len(_TITLES) - 1)
        token.tag = f"h{level}"
        if token.type == "heading_open":
            words = "".join(child.content for child in tokens[place + 1].children or [])
            name = "t-" + searchable(words)[:_LONGEST].replace(" ", "-")
            id_ = next(one for one in chain([name], (f"{name}-{number}" for number in count(2))) if one not in taken)
            taken.add(id_)
            token.attrSet("id", id_)
            _link_to_itself(tokens[place + 1], id_, words)
            yield Title(id_, words, level)


def _link_to_itself(inline: Token, id_: str, words: str) -> None:
    label = _("Adresse de « %(title)s »") % {"title": words}
    opened = Token("link_open", "a", 1, attrs={"href": f"#{id_}", "class": "anchor", "aria-label": label})
    inline.children = [*(inline.children or []), opened, Token("text", "", 0, content="#"), Token("link_close", "a", -1)]


def _parser() -> MarkdownIt:
    return MarkdownIt("js-default", {"html": False, "linkify": False})


def _clean(made: str, attributes: dict[str, set[str]], base: str = "") -> str:
    whole: dict[str, Any] = {"url_relative": ("rewrite_with_base", base + "/")} if base else {}
    return nh3.clean(made, tags=set(_TAGS), attributes=attributes, url_schemes=_SCHEMES, link_rel="noopener noreferrer nofollow", **whole)
