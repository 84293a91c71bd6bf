"""The Python source of an example, to be copied into a file."""

import dataclasses
import json
from enum import Enum
from typing import Any

from monproduit.gallery.example import Example, Given, Lookup, Plain, Repeated, nothing
from monproduit.gallery.spoken import spoken

_WIDTH = 96


def written(value: Any, indent: int = 0) -> str:
    """Write a value as Python source, on one line where it fits; fields that have their default are left out."""
    match value:
        case Enum():
            return f"{type(value).__name__}.{value.name}"
        case type():
            return value.__name__
        case Example(component=component):
            named = [f"{name}={written(one, indent + 4)}" for name, one in value.named.items()]
            return _call("Example", [component.__name__, *(written(one, indent + 4) for one in value.given), *named], indent)
        case Given(inner, kind):
            return _call("var", [written(inner, indent + 4), *([_kind(kind)] if kind else [])], indent)
        case Plain(inner):
            return _call("Plain", [written(inner, indent + 4)], indent)
        case Repeated(view, times, key):
            return _call("Repeated", [written(view, indent + 4), str(times), json.dumps(key)], indent)
        case Lookup(found):
            return _call("Lookup", [written(found, indent + 4)], indent)
        case list():
            return _call("", [written(one, indent + 4) for one in value], indent, "[]")
        case tuple():
            return _call("", [*(written(one, indent + 4) for one in value), *([""] if len(value) == 1 else [])], indent)
        case dict():
            return _call("", [f"{written(key)}: {written(one, indent + 4)}" for key, one in value.items()], indent, "{}")
    if dataclasses.is_dataclass(value):
        return _record(value, indent)
    if isinstance(value, str):
        return json.dumps(spoken(value), ensure_ascii=False)
    return repr(value) if isinstance(value, int | float | None) else value.__name__


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
    return kind.__name__ if isinstance(kind, type) and not hasattr(kind, "__args__") else _short(str(kind))


def _short(kind: str) -> str:
    return "".join(part.rpartition(".")[2] if "." in part else part for part in _pieces(kind))


def _pieces(kind: str) -> list[str]:
    pieces = [""]
    for letter in kind:
        if letter in "[], |":
            pieces += [letter, ""]
        else:
            pieces[-1] += letter
    return pieces


def _call(name: str, parts: list[str], indent: int, brackets: str = "()") -> str:
    line = f"{name}{brackets[0]}{', '.join(parts)}{brackets[1]}"
    if len(line) + indent <= _WIDTH and "\n" not in line:
        return line
    space = " " * (indent + 4)
    return f"{name}{brackets[0]}\n" + "".join(f"{space}{part},\n" for part in parts if part) + " " * indent + brackets[1]
