"""What a component does in the browser, each time a value of its own changes."""

from typing import ClassVar

import reflex as rx


class Following:
    """The first base of a component: it `does` something each time the value that `follows` names is another; its element does not get that value."""

    follows: ClassVar[str]

    def does(self) -> str:
        """Return the body of an effect of React's, in JavaScript."""
        raise NotImplementedError

    def _exclude_props(self) -> list[str]:
        return [self.follows]

    def add_imports(self) -> dict[str, list[str]]:
        """Import what the hook needs."""
        return {"react": ["useEffect"]}

    def add_hooks(self) -> list[rx.Var]:
        """Do it once the page is drawn, and when the value or the element's id is another."""
        value, name = (rx.Var.create(getattr(self, given)) for given in (self.follows, "id"))
        data = rx.vars.VarData.merge(value._get_all_var_data(), name._get_all_var_data())  # noqa: SLF001 (Reflex has no public name for it)
        return [rx.Var(f"useEffect(() => {{ {self.does()} }}, [{name!s}, {value!s}]);", _var_data=data)]
