"""Short pieces of texts around what was searched for."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from monproduit.core.search import findable
from monproduit.views.knowledge import Bit

_BEFORE, _LENGTH = 70, 220
_WORD = re.compile(r"\w+")
_LONGEST = 40_000
_DASH = " –"
_NOTHING = Token("", "", 0)


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("js-default", {"html": False, "linkify": False})


def plain(markdown: str) -> str:
    """Return the words of a Markdown text, without its signs and its code's fences."""
    tokens = _parser().parse(markdown[:_LONGEST])
    pieces = (_words(token) + (_DASH if before.type == "heading_open" else "") for before, token in pairwise([_NOTHING, *tokens]))
    return " ".join(" ".join(pieces).split())


def excerpt(text: str, words: Sequence[str]) -> list[Bit]:
    """Return a piece of a plain text around the first of some words, which are written as `findable` does; found words are marked."""
    beginnings = tuple(words)
    spans = [match.span() for match in _WORD.finditer(text) if findable(match[0]).startswith(beginnings)]
    start = _beginning(text, spans[0][0] - _BEFORE) if spans and spans[0][0] > _BEFORE else 0
    end = _ending(text, start + _LENGTH)
    bits, place = [Bit("… ")] if start else [], start
    for first, last in spans:
        if start <= first and last <= end:
            bits += [Bit(text[place:first]), Bit(text[first:last], is_marked=True)]
            place = last
    bits.append(Bit(text[place:end] + (" …" if end < len(text) else "")))
    return [bit for bit in bits if bit.text]


def _words(token: Token) -> str:
    return "".join(child.content or " " for child in token.children or [] if child.nesting == 0) or token.content


def _beginning(text: str, place: int) -> int:
    return text.find(" ", place) + 1


def _ending(text: str, place: int) -> int:
    return len(text) if place >= len(text) else max(text.rfind(" ", 0, place), place - 40)
