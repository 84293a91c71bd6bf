"""The HTML of a component, written as a browser would build it."""

import re
from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

import reflex as rx

from monproduit.components.still.expression import Expression, Names, UnreadableError, is_true, read, text_of

Still = Callable[[Names], str]
_Part = str | Still
_VOID = {"br", "hr", "img", "input"}
_NAMES = {"className": "class", "htmlFor": "for", "to": "href"}
_NAMELESS = {"key", "ref", "reloadDocument"}
_HANDLER = re.compile(r"on[A-Z]")
_PROP = re.compile(r'"?([\w-]+)"?:(.*)', re.DOTALL)
_LINK = "ReactRouterLink"
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def still(component: rx.Component) -> Still:
    """Return what writes the HTML of a component, given the values of the names that stand in it; handlers are left out.

    Raises:
        UnreadableError: something in it is unknown here.
    """
    return _written(_parts(component.render()))


def _parts(rendered: Mapping[str, Any]) -> list[_Part]:
    """Tell the kinds of what Reflex renders apart, as its compiler does."""
    if "iterable_state" in rendered:
        return [_each(rendered)]
    if "match_cases" in rendered:
        return [_match(rendered)]
    if "cond_state" in rendered:
        return [_chosen(read(rendered["cond_state"]), _inner([rendered["true_value"]]), _inner([rendered["false_value"]]))]
    if "contents" in rendered:
        return [_text(rendered["contents"])]
    return _element(rendered)


def _element(rendered: Mapping[str, Any]) -> list[_Part]:
    name, children = rendered["name"] or "Fragment", [part for child in rendered["children"] for part in _parts(child)]
    if name == "Fragment":
        return children
    if name != _LINK and not name.startswith('"'):
        raise UnreadableError(name)
    tag = "a" if name == _LINK else name.strip('"')
    head = [f"<{tag}", *(part for prop in rendered["props"] for part in _prop(prop, is_link=name == _LINK)), ">"]
    return head if tag in _VOID else [*head, *children, f"</{tag}>"]


def _prop(prop: str, *, is_link: bool) -> list[_Part]:
    found = _PROP.fullmatch(prop)
    if not found:
        raise UnreadableError(prop)
    name, text = found.groups()
    if name in _NAMELESS or _HANDLER.match(name):
        return []
    if name in {"style", "css", "dangerouslySetInnerHTML"}:
        raise UnreadableError(prop)
    return [_attribute(_NAMES.get(name, name.lower()), read(text), is_link=is_link)]


def _attribute(name: str, value: Expression, *, is_link: bool) -> Still:
    def written(names: Names) -> str:
        found = value(names)
        if isinstance(found, bool) and not name.startswith(("aria-", "data-")):
            return f' {name}=""' if found else ""
        if found is None:
            return ""
        words = text_of(found)
        is_inside = is_link and name == "href" and not _ABSOLUTE.match(words)
        return f' {name}="{escape(words)}"' + (' data-discover="true"' if is_inside else "")

    return written


def _text(contents: str) -> Still:
    value = read(contents)

    def written(names: Names) -> str:
        found = value(names)
        return "" if found is None or isinstance(found, bool) else escape(text_of(found), quote=False)

    return written


def _chosen(condition: Expression, yes: Still, no: Still) -> Still:
    return lambda names: yes(names) if is_true(condition(names)) else no(names)


def _match(rendered: Mapping[str, Any]) -> Still:
    value, otherwise = read(rendered["cond"]), _inner([rendered["default"]])
    cases = [([read(one) for one in conditions], _inner([shown])) for conditions, shown in rendered["match_cases"]]

    def written(names: Names) -> str:
        found = value(names)
        return next((shown for conditions, shown in cases if any(one(names) == found for one in conditions)), otherwise)(names)

    return written


def _each(rendered: Mapping[str, Any]) -> Still:
    value, name, shown = read(rendered["iterable_state"]), rendered["arg_name"], _inner(rendered["children"])
    return lambda names: "".join(shown({**names, name: one}) for one in value(names) or ())


def _inner(children: Iterable[Mapping[str, Any]]) -> Still:
    return _written([part for child in children for part in _parts(child)])


def _written(parts: list[_Part]) -> Still:
    def written(names: Names) -> str:
        return "".join(part if isinstance(part, str) else part(names) for part in parts)

    return written
