"""Draw examples: their views become constants of one module of the browser's."""

import dataclasses
import hashlib
from typing import Any

import reflex as rx

from monproduit.gallery.example import Example, Exhibit, Given, Lookup, Plain, Repeated
from monproduit.gallery.spoken import spoken


class Drawing:
    """Components drawn from examples, and the constants that they read."""

    def __init__(self) -> None:
        """Begin without any."""
        self.constants: dict[str, str] = {}

    def exhibit(self, exhibit: Exhibit) -> rx.Component:
        """Draw an example within its frame."""
        drawn = self.example(exhibit.build())
        return exhibit.frame(drawn) if exhibit.frame else drawn

    def example(self, example: Example) -> rx.Component:
        """Call a component with what it is given."""
        given = [self._value(one) for one in example.given]
        return example.component(*given, **{name: self._value(one) for name, one in example.named.items()})

    def _value(self, value: Any) -> Any:
        match value:
            case Example():
                return self.example(value)
            case Given(None, kind):
                return rx.Var("undefined", _var_type=kind).guess_type()
            case Given(inner, kind):
                return self._constant(inner, kind)
            case Lookup(found):
                return self._reader(found)
            case tuple():
                return tuple(self._value(one) for one in value)
            case list() | dict() | Repeated():
                return self._constant(value)
        return self._record(value)

    def _record(self, value: Any) -> Any:
        """Return a view as a var, a bundle with its own values ready, and anything else as it is."""
        if isinstance(value, str | Plain):
            return spoken(value.value if isinstance(value, Plain) else value)
        if not dataclasses.is_dataclass(value) or isinstance(value, type):
            return value
        return self._constant(value) if type(value).__module__.startswith("monproduit.views") else self._bundle(value)

    def _bundle(self, bundle: Any) -> Any:
        """Return handlers and vars that go together, each ready for the component."""
        fields = {one.name: self._value(getattr(bundle, one.name)) for one in dataclasses.fields(bundle)}
        return dataclasses.replace(bundle, **fields)

    def _reader(self, found: dict[str, Any]) -> Any:
        every = self._constant(found)
        kind = type(next(iter(found.values())))
        return lambda *keys: every[rx.Var.create(keys[-1]).to(str)].to(kind)

    def _constant(self, value: Any, kind: Any = None) -> Any:
        """Write a value down once, and return the var that names it."""
        literal = rx.Var.create(spoken(value.view if isinstance(value, Repeated) else value))
        text, kind = str(literal), kind or literal._var_type  # noqa: SLF001 (Reflex has no public name for it)
        if isinstance(value, Repeated):
            text = f'Array.from({{length: {value.times}}}, (_, n) => ({{...{text}, "{value.key}": {text}["{value.key}"] + "-" + (n + 1)}}))'
            kind = list[type(value.view)]  # type: ignore[misc]
        name = f"view_{hashlib.sha256(text.encode()).hexdigest()[:12]}"
        self.constants[name] = text
        return rx.Var(name, _var_type=kind).guess_type()
