"""What the expressions of components compute."""

from dataclasses import dataclass
from typing import Any

import pytest

from monproduit.components.still.expression import UnreadableError, read


@dataclass
class _Row:
    slug: str = "vigie"
    count: int = 2
    is_new: bool = True
    note: str | None = None


@pytest.mark.parametrize(
    ("text", "is_"),
    [
        ('row?.["slug"]', "vigie"),
        ('gone?.["slug"]?.["deeper"]', None),
        ('"\\u00c9tat"', "État"),
        ('("/fr/products/"+row?.["slug"])', "/fr/products/vigie"),
        ('("n "+row?.["count"])', "n 2"),
        ('("is "+row?.["is_new"])', "is true"),
        ('(row?.["count"] + 1)', 3),
        ('["badge", ("is-"+row?.["slug"])].join(" ")', "badge is-vigie"),
        ('(row?.["slug"]?.valueOf?.() === "vigie"?.valueOf?.())', True),
        ('!((row?.["slug"]?.valueOf?.() === ""?.valueOf?.()))', True),
        ('(row?.["is_new"]?.valueOf?.() === 1?.valueOf?.())', False),
        ('(row?.["count"] > 2)', False),
        ('(row?.["slug"] ? "yes" : "no")', "yes"),
        ('(gone ? "yes" : "no")', "no"),
        ('pyOr(false, () => (row?.["slug"]))', "vigie"),
        ('pyAnd(true, () => (row?.["count"]))', 2),
        ("(some.length > 0)", True),
        ('row?.["count"]?.toString()', "2"),
        ('"a  ? b : c"', "a  ? b : c"),
    ],
)
def test_an_expression_means_what_it_means_in_a_browser(text: str, is_: Any) -> None:
    found = read(text)({"row": _Row(), "gone": None, "some": [1]})
    assert (type(found), found) == (type(is_), is_)


@pytest.mark.parametrize("text", ["", "window.alert(1)", "a b", "(a", '("a" @ "b")', "a = 1", '"open', "(a === b === c)", "`text`", "a?.[0]"])
def test_what_is_unknown_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        read(text)({"a": 1, "b": 2, "c": 3, "window": None})
