"""Every text of the code has an English one, and none is left over."""

import ast
import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

_PACKAGE = Path(__file__).parents[2] / "monproduit"
_KEYWORDS = {"_": None, "ngettext": (1, 2)}
_ASKS = re.compile(r"\b(?:_|ngettext)\(")
_PLACE = re.compile(r"%\((\w+)\)s")


def _english() -> Catalog:
    with (_PACKAGE / "locales" / "en" / "LC_MESSAGES" / "messages.po").open("rb") as stream:
        return read_po(stream, locale="en")


def _in_code() -> set[str]:
    files = (path for path in _PACKAGE.rglob("*.py") if _ASKS.search(path.read_text(encoding="utf-8")))
    found = (message for path in files for _, message, *_ in extract_from_file("python", path, keywords=_KEYWORDS))
    return {message[0] if isinstance(message, tuple) else message for message in found}


def test_every_text_is_translated_and_none_is_stale() -> None:
    translated = {
        message.id[0] if isinstance(message.id, tuple) else message.id
        for message in _english()
        if message.id and (all(message.string) if isinstance(message.string, tuple) else message.string)
    }
    in_code = _in_code()
    assert in_code - translated == set(), "to translate"
    assert translated - in_code == set(), "no longer in the code"


def test_no_text_stands_inside_another_where_it_is_not_found() -> None:
    asked = (
        f"{path.relative_to(_PACKAGE)}:{call.lineno}"
        for path in _PACKAGE.rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in _KEYWORDS
    )
    assert list(asked) == []


def test_translations_mention_the_same_values() -> None:
    for message in _english():
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        for id_, text in zip(ids, texts, strict=True):
            assert set(_PLACE.findall(id_)) == set(_PLACE.findall(text)) or not id_, id_


def test_no_french_sign_stands_at_the_head_of_a_line() -> None:
    loose = re.compile(r"\S [:;?!»]|« ")
    assert [text for text in sorted(_in_code()) if loose.search(text)] == []
