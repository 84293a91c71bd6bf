"""What is drawn only when somebody asks for it, and then only where it is looked at."""

from typing import Any

import reflex as rx
from reflex.vars import FunctionStringVar, VarData


class Place(rx.Component):
    """An empty place in a table, which says when it comes near to the window of the browser."""

    library = "$/gallery/place"
    tag = "Place"
    height: rx.Var[int]
    reveal: rx.Var[Any]


def later(content: rx.Component, label: str, name: str) -> rx.Component:
    """Return a button that draws something; until then the browser does not even make it."""
    hook = {f"const [asked_{name}, ask_{name}] = useState(false);": None}
    asked = rx.Var(f"asked_{name}", _var_type=bool, _var_data=VarData(hooks=hook, imports={"react": ["useState"]}))
    ask = FunctionStringVar.create(f"(() => ask_{name}(true))")
    return rx.cond(asked, content, rx.el.button(label, type="button", class_name="button gallery-later", on_click=ask))


def window(rows: rx.Component, number: rx.Var[int], height: int) -> rx.Component:
    """Return a part of a long table, which is made when it comes near; until then, its place is as high as that, in pixels."""
    data = VarData(hooks={"const [near, setNear] = useState({0: true});": None}, imports={"react": ["useState"]})
    is_near = rx.Var(f"near[{number!s}]", _var_type=bool, _var_data=data)
    reveal = rx.Var(f"() => setNear((known) => ({{...known, [{number!s}]: true}}))", _var_data=data)
    return rx.cond(is_near, rows, Place.create(height=height, reveal=reveal))
