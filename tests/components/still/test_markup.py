"""The HTML of components, as React would make it."""

from typing import Any

import pytest
import reflex as rx
from reflex_components_core.react_router import link

from monproduit.components.still.expression import UnreadableError
from monproduit.components.still.markup import still

_name: Any = rx.Var("name", _var_type=str).guess_type()


@pytest.mark.parametrize(
    ("component", "html"),
    [
        (rx.el.p(_name, class_name="soft", on_click=rx.noop()), '<p class="soft">&lt;b&gt; "1"</p>'),
        (
            rx.el.button(title=_name, disabled=True, aria_expanded=False),
            '<button aria-expanded="false" disabled="" title="&lt;b&gt; &quot;1&quot;"></button>',
        ),
        (rx.el.p(rx.cond(_name == "", "empty", "full"), hidden=False), "<p>full</p>"),
        (link("x", to="/fr"), '<a href="/fr" data-discover="true">x</a>'),
        (link("x", to="https://exemple.fr/?a=1&b=2"), '<a href="https://exemple.fr/?a=1&amp;b=2">x</a>'),
        (rx.el.td(col_span=5), '<td colspan="5"></td>'),
        (rx.el.label(rx.el.br(), html_for="a"), '<label for="a"><br></label>'),
        (rx.match(_name, ("a", rx.el.p("a")), rx.el.p("b")), "<p>b</p>"),
        (rx.foreach(rx.Var("names", _var_type=list[str]).guess_type(), rx.el.li), "<li>1</li><li>2</li>"),
    ],
)
def test_a_component_is_written_as_a_browser_has_it(component: rx.Component, html: str) -> None:
    assert still(component)({"name": '<b> "1"', "names": ["1", "2"]}) == html


@pytest.mark.parametrize("component", [rx.el.p(style={"color": "red"}), rx.moment("2026-01-01"), rx.el.p(rx.Var("a b"))])
def test_a_component_that_is_unknown_is_refused(component: rx.Component) -> None:
    with pytest.raises(UnreadableError):
        still(component)
