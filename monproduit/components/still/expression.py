"""The few JavaScript expressions that components are made of, as functions of Python values.

Reflex writes each binary operation and each choice in parentheses, so there is no order of precedence to know.
"""

import json
import operator
import re
from collections.abc import Callable, Mapping
from typing import Any

Names = Mapping[str, Any]
Expression = Callable[[Names], Any]
_WORD = re.compile(r'"(?:\\.|[^"\\])*"|\d+(?:\.\d+)?|[A-Za-z_$][\w$]*|===|=>|\?\.|&&|\|\||[><]=?|[-+!?:.,()\[\]]')
_SPACE = re.compile(r'("(?:\\.|[^"\\])*")|\s+')
_CONSTANTS = {"true": True, "false": False, "null": None, "undefined": None}
_ORDERS = {">": operator.gt, "<": operator.lt, ">=": operator.ge, "<=": operator.le}


class UnreadableError(ValueError):
    """An expression, or a part of a component, that is unknown here."""


def read(text: str) -> Expression:
    """Return what an expression computes from the values of its names.

    Raises:
        UnreadableError: it is none of those that are known here.
    """
    reader = _Reader(text)
    found = reader.expression()
    if reader.word:
        raise UnreadableError(text)
    return found


def is_true(value: Any) -> bool:
    """Tell whether a condition holds, as Reflex does in a browser."""
    return bool(value)


def text_of(value: Any) -> str:
    """Return the words of a value that stands in a text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "undefined" if value is None else str(value)


class _Reader:
    """The rest of a text, word by word."""

    def __init__(self, text: str) -> None:
        self._text, self._words = text, _words(text)

    @property
    def word(self) -> str:
        """The word that comes next; after the last one it is empty."""
        return self._words[0] if self._words else ""

    def expression(self) -> Expression:
        """Read one operand, or two with what is between them, or a choice."""
        found = self._operand()
        if self.word in _BINARY:
            combine = _BINARY[self._next()]
            found = combine(found, self._operand())
        if self.word == "?":
            self._next()
            yes = self.expression()
            self._expect(":")
            found = _choice(found, yes, self.expression())
        return found

    def _operand(self) -> Expression:
        if self.word == "!":
            self._next()
            denied = self._operand()
            return lambda names: not is_true(denied(names))
        found = self._start()
        while self.word in {".", "["}:
            found = self._field(found) if self._next() == "[" else self._asked(found)
        return found

    def _start(self) -> Expression:
        word = self._next()
        if word == "(":
            found = self.expression()
            self._expect(")")
            return found
        if word == "[":
            return _listed(self._until("]"))
        if word.startswith('"') or word[:1].isdigit():
            return _constant(json.loads(word))
        if word in _CONSTANTS:
            return _constant(_CONSTANTS[word])
        if word in {"pyOr", "pyAnd"}:
            return self._either(is_or=word == "pyOr")
        if word.isidentifier():
            return lambda names: names[word]
        raise UnreadableError(self._text)

    def _either(self, *, is_or: bool) -> Expression:
        """Read `(a, () => b)`, of which the second counts where the first does not decide."""
        self._expect("(")
        first = self.expression()
        self._expect(",", "(", ")", "=>")
        second = self.expression()
        self._expect(")")
        return _choice(first, first, second) if is_or else _choice(first, second, first)

    def _field(self, found: Expression) -> Expression:
        name = self._next()
        self._expect("]")
        if not name.startswith('"'):
            raise UnreadableError(self._text)
        return _field(found, json.loads(name))

    def _asked(self, found: Expression) -> Expression:
        """Read what is asked of a value: its length, its text, or its words put together."""
        name = self._next()
        if name == "length":
            return lambda names: len(found(names) or ())
        self._expect("(")
        if name == "join":
            between = self.expression()
            self._expect(")")
            return lambda names: text_of(between(names)).join(text_of(one) for one in found(names))
        self._expect(")")
        if name not in {"valueOf", "toString"}:
            raise UnreadableError(self._text)
        return (lambda names: text_of(found(names))) if name == "toString" else found

    def _until(self, end: str) -> list[Expression]:
        found: list[Expression] = []
        while self.word != end:
            found.append(self.expression())
            if self.word == ",":
                self._next()
        self._expect(end)
        return found

    def _expect(self, *words: str) -> None:
        if [self._next() for _word in words] != list(words):
            raise UnreadableError(self._text)

    def _next(self) -> str:
        if not self._words:
            raise UnreadableError(self._text)
        return self._words.pop(0)


def _words(text: str) -> list[str]:
    """Return the words of an expression; asking with `?.` is asking, for what there is not gives nothing here."""
    words = _WORD.findall(text)
    if "".join(words) != _SPACE.sub(lambda found: found.group(1) or "", text):
        raise UnreadableError(text)
    pairs = zip(words, [*words[1:], ""], strict=False)
    return ["." if word == "?." else word for word, following in pairs if not (word == "?." and following in {"[", "("})]


def _constant(value: Any) -> Expression:
    return lambda _names: value


def _listed(parts: list[Expression]) -> Expression:
    return lambda names: [part(names) for part in parts]


def _field(found: Expression, name: str) -> Expression:
    def field(names: Names) -> Any:
        value = found(names)
        return None if value is None else getattr(value, name)

    return field


def _choice(condition: Expression, yes: Expression, no: Expression) -> Expression:
    return lambda names: yes(names) if is_true(condition(names)) else no(names)


def _same(left: Expression, right: Expression) -> Expression:
    def same(names: Names) -> bool:
        one, other = left(names), right(names)
        return isinstance(one, bool) == isinstance(other, bool) and one == other

    return same


def _joined(left: Expression, right: Expression) -> Expression:
    def joined(names: Names) -> Any:
        one, other = left(names), right(names)
        return text_of(one) + text_of(other) if isinstance(one, str) or isinstance(other, str) else one + other

    return joined


def _ordered(compare: Callable[[Any, Any], bool]) -> Callable[[Expression, Expression], Expression]:
    return lambda left, right: lambda names: compare(left(names), right(names))


_BINARY: dict[str, Callable[[Expression, Expression], Expression]] = {
    "===": _same,
    "+": _joined,
    "&&": lambda left, right: _choice(left, right, left),
    "||": lambda left, right: _choice(left, left, right),
    **{sign: _ordered(compare) for sign, compare in _ORDERS.items()},
}
