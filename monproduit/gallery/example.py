'''What a file of examples is written with.

A file in `examples/` shows the components of one module. Each of its functions returns one example:

    @example(State.ONE, frame=in_cell)
    def in_force() -> Example:
        """In force."""
        return Example(support_status, SupportStatus("in_force", "En vigueur", "Premier"), fold())

Its docstring names it, and the arguments after the component are what the component is called with. Views, lists and dictionaries become what
Reflex calls vars by themselves; `var` makes one of anything else, and `Plain` keeps a list as it is. Handlers are `nothing`.
'''

import dataclasses
import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import reflex as rx
from reflex.vars import FunctionStringVar

from monproduit.gallery.place import ROOT

LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
"""A word without a place to break."""
RIGHT_TO_LEFT = "مراقبة الشبكات والخوادم"
"""Words that run the other way."""
Deeds = TypeVar("Deeds")
View = TypeVar("View")
Frame = Callable[[rx.Component], rx.Component]


class State(StrEnum):
    """The states that every section is shown in, and other components where they have them."""

    EMPTY = "empty"
    LOADING = "loading"
    ERROR = "error"
    ONE = "one"
    MANY = "many"
    HUGE = "5,000"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    PORTAL = "external portal"
    NEW = "new alerts"
    LONG = "long words"
    MISSING = "missing texts"


class Size(StrEnum):
    """How much of the page an example needs beside others."""

    SMALL = "small"
    MEDIUM = "medium"
    WIDE = "wide"


class Example:
    """A component, and what it is given."""

    def __init__(self, component: Callable[..., rx.Component], *given: Any, **named: Any) -> None:
        """Keep them; nothing is drawn yet."""
        self.component, self.given, self.named = component, given, named


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A named example of a file.

    Attributes:
        module: the name of the file, without its folder.
        function: the name of its function, which names the example in addresses and pictures.
        is_heavy: whether it is drawn only when somebody asks for it.
    """

    module: str
    function: str
    name: str
    states: tuple[State, ...]
    size: Size
    frame: Frame | None
    is_heavy: bool
    build: Callable[[], Example]

    @property
    def key(self) -> str:
        """Its name in addresses and pictures."""
        return f"{self.module}.{self.function}"


EXHIBITS: list[Exhibit] = []


def example(
    *states: State, size: Size = Size.MEDIUM, frame: Frame | None = None, is_heavy: bool = False
) -> Callable[[Callable[[], Example]], Callable[[], Example]]:
    """Show what a function returns, in those states; the function's docstring is its name."""

    def keep(build: Callable[[], Example]) -> Callable[[], Example]:
        module, name = build.__module__.rpartition(".")[2], (build.__doc__ or build.__name__).splitlines()[0].rstrip(".")
        EXHIBITS.append(Exhibit(module, build.__name__, name, states, size, frame, is_heavy, build))
        return build

    return keep


@dataclass(frozen=True, slots=True)
class Given:
    """A value that becomes a var; without one, what is still on its way."""

    value: Any
    kind: Any


def var(value: Any, kind: Any = None) -> Given:
    """Return a value as a var: a text, a number, an empty list with its type, or `None` for what is still on its way."""
    return Given(value, kind)


@dataclass(frozen=True, slots=True)
class Plain:
    """A list or a dictionary that a component wants as it is."""

    value: Any


@dataclass(frozen=True, slots=True)
class Repeated:
    """One view many times, the field `key` numbered: the browser makes the copies."""

    view: Any
    times: int
    key: str


def numbered(views: list[View], times: int, key: str) -> list[View]:
    """Return as many views as that, made from some in turn, the text of the field `key` numbered so that each is another."""
    turns = (views[number % len(views)] for number in range(times))
    return [dataclasses.replace(view, **{key: f"{getattr(view, key)}-{number}"}) for number, view in enumerate(turns, 1)]  # type: ignore[type-var]


@dataclass(frozen=True, slots=True)
class Lookup:
    """A function of the last of its arguments, by a dictionary."""

    found: dict[str, Any]


class _Idle(FunctionStringVar):
    """A function of the browser that does nothing."""

    def debounce(self, _milliseconds: int) -> "_Idle":
        """Do nothing, later."""
        return self


def nothing(*_given: Any) -> Any:
    """Do nothing in the browser, whatever is given: the handler of every example."""
    return _Idle("(() => {})", Callable[..., Any])


def _later(_milliseconds: int) -> Callable[..., Any]:
    """Return the same, as handlers that wait a little before they do anything."""
    return nothing


nothing.debounce = _later  # type: ignore[attr-defined]


def deeds(kind: type[Deeds]) -> Deeds:
    """Return handlers of a kind, which do nothing."""
    fields: Sequence[Any] = dataclasses.fields(kind)  # type: ignore[arg-type]
    return kind(**{one.name: nothing for one in fields if one.default is dataclasses.MISSING})


def source_of(component: Callable[..., rx.Component]) -> str:
    """Return the file of a component, from the root of the project."""
    return str(Path(inspect.getsourcefile(inspect.unwrap(component)) or "").relative_to(ROOT))
