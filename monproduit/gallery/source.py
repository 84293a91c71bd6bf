"""The Python source of an example, to be copied into a file."""

import dataclasses
import json
import re
from dataclasses import dataclass
from enum import Enum
from typing import Any

from monproduit.gallery.example import Example, Given, Lookup, Plain, Repeated, nothing
from monproduit.gallery.spoken import spoken

_WIDTH = 96


@dataclass(frozen=True, slots=True)
class _Pieces:
    """What stands between brackets, and the name before them."""

    name: str
    inner: list[str]
    brackets: str = "()"


def written(value: Any, indent: int = 0) -> str:
    """Write a value as Python source, on one line where it fits; fields that have their default are left out."""
    made = _of_language(value, indent + 4) or _of_examples(value, indent + 4)
    if made:
        return _call(made.name, made.inner, indent, made.brackets)
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    if isinstance(value, str):
        return json.dumps(spoken(value), ensure_ascii=False)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _record(value, indent)
    return repr(value) if isinstance(value, int | float | None) else value.__name__


def _of_language(value: Any, indent: int) -> _Pieces | None:
    match value:
        case list():
            return _Pieces("", [written(one, indent) for one in value], "[]")
        case tuple():
            return _Pieces("", [*(written(one, indent) for one in value), *([""] if len(value) == 1 else [])])
        case dict():
            return _Pieces("", [f"{written(key)}: {written(one, indent)}" for key, one in value.items()], "{}")
    return None


def _of_examples(value: Any, indent: int) -> _Pieces | None:
    match value:
        case Example(component=component):
            named = [f"{name}={written(one, indent)}" for name, one in value.named.items()]
            return _Pieces("Example", [component.__name__, *(written(one, indent) for one in value.given), *named])
        case Given(inner, kind):
            return _Pieces("var", [written(inner, indent), *([_kind(kind)] if kind else [])])
        case Repeated(view, times, key):
            return _Pieces("Repeated", [written(view, indent), str(times), json.dumps(key)])
        case Plain(inner) | Lookup(inner):
            return _Pieces(type(value).__name__, [written(inner, indent)])
    return None


def _record(value: Any, indent: int) -> str:
    """Write a dataclass: by place as long as nothing is left out, then by name; booleans always by name."""
    fields = dataclasses.fields(value)
    if fields and all(getattr(value, one.name) is nothing for one in fields if one.default is dataclasses.MISSING):
        return f"deeds({type(value).__name__})"
    parts, by_name = [], False
    for one in fields:
        held = getattr(value, one.name)
        if _is_default(one, held):
            by_name = True
            continue
        by_name = by_name or isinstance(held, bool)
        parts.append(f"{one.name}={written(held, indent + 4)}" if by_name else written(held, indent + 4))
    return _call(type(value).__name__, parts, indent)


def _is_default(one: "dataclasses.Field[Any]", held: Any) -> bool:
    made = one.default_factory() if one.default_factory is not dataclasses.MISSING else one.default
    return made is not dataclasses.MISSING and bool(held == made) and isinstance(held, type(made))


def _kind(kind: Any) -> str:
    """Write a type as a file of examples does, without the modules that it comes from."""
    return kind.__name__ if isinstance(kind, type) and not hasattr(kind, "__args__") else re.sub(r"[\w.]+\.", "", str(kind))


def _call(name: str, parts: list[str], indent: int, brackets: str = "()") -> str:
    line = f"{name}{brackets[0]}{', '.join(parts)}{brackets[1]}"
    if len(line) + indent <= _WIDTH and "\n" not in line:
        return line
    space = " " * (indent + 4)
    return f"{name}{brackets[0]}\n" + "".join(f"{space}{part},\n" for part in parts if part) + " " * indent + brackets[1]
