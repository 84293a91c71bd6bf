"""What a component does in the browser, each time a value of its own changes."""

import reflex as rx


class Following(rx.Component):
    """The first base of a component that has effects; its element does not get the values that they follow."""

    def effects(self) -> dict[str, str]:
        """Return the bodies of effects of React's, in JavaScript, by the name of the value that each follows."""
        raise NotImplementedError

    def _exclude_props(self) -> list[str]:
        return list(self.effects())

    def add_imports(self) -> dict[str, list[str]]:
        """Import what the hooks need."""
        return {"react": ["useEffect"]}

    def add_hooks(self) -> list[rx.Var]:
        """Do it once the page is drawn, and when the value or the element's id is another."""
        return [self._hook(rx.Var.create(getattr(self, name)), body) for name, body in self.effects().items()]

    def _hook(self, value: rx.Var, body: str) -> rx.Var:
        name = rx.Var.create(self.id)
        data = rx.vars.VarData.merge(value._get_all_var_data(), name._get_all_var_data())  # noqa: SLF001 (Reflex has no public name for it)
        return rx.Var(f"useEffect(() => {{ {body} }}, [{name!s}, {value!s}]);", _var_data=data)
