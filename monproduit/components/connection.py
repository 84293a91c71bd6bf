"""What an open page says of the server: that its socket is gone, or that there is a new version; and it leaves when the login is over."""

from collections.abc import Callable

import reflex as rx
from reflex_components_core.base.fragment import Fragment
from reflex_components_core.core.banner import connection_errors_count

from monproduit.components.line import Line, is_interrupted
from monproduit.core.localisation import LOCALES, _, use_locale


class SessionWatch(Fragment):
    """Ask whether the login lives each time the socket fails; when it does not, the page goes."""

    def add_imports(self) -> dict[str, list[str]]:
        """Import what the hook needs."""
        return {"react": ["useEffect"]}

    def add_hooks(self) -> list[rx.Var]:
        """Leave for the page that says so, with the way back."""
        ask = "fetch('/auth/whoami', {cache: 'no-store'}).then((answer) => { if (answer.status === 401) leave(); }).catch(() => {})"
        leave = "const leave = () => window.location.replace('/auth/over?next=' + encodeURIComponent(location.pathname + location.search))"
        count = str(connection_errors_count)
        effect = f"useEffect(() => {{ if ({count} === 0) return; {leave}; {ask}; }}, [{count}]);"
        return [rx.Var(effect, _var_data=connection_errors_count._get_all_var_data())]  # noqa: SLF001 (Reflex has no public name for it)


class Life(Fragment):
    """Tell `portal.js` that the page lives: from now on it is heard by itself."""

    def add_imports(self) -> dict[str, list[str]]:
        """Import what the hook needs."""
        return {"react": ["useEffect"]}

    def add_hooks(self) -> list[rx.Var]:
        """Say it once, after the first drawing."""
        return [rx.Var("useEffect(() => { document.dispatchEvent(new Event('page-lives')); }, []);")]


@rx.memo
def connection() -> rx.Component:
    """Return the watch, and the banners in every language of the portal at once: they stand outside of the pages."""
    return rx.fragment(
        Line.create(),
        SessionWatch.create(),
        Life.create(),
        rx.cond(is_interrupted(), rx.el.aside(rx.el.p(*_everywhere(_interrupted), role="status"), class_name="banner", aria_label="Connexion")),
        _new_version(),
    )


def _new_version() -> rx.Component:
    """Return what `renewal.js` shows when the page is older than the server and holds what would be lost by loading it anew."""
    return rx.el.div(
        rx.el.p(*_everywhere(_renewed)),
        rx.el.button(*_everywhere(_load), type="button", class_name="button", custom_attrs={"data-load-version": ""}),
        id="new-version",
        role="alert",
        class_name="banner banner-new",
        custom_attrs={"popover": "manual"},
    )


def _everywhere(text: Callable[[], str]) -> list[rx.Component]:
    texts = list[rx.Component]()
    for language in LOCALES:
        with use_locale(language):
            texts.append(rx.el.span(text(), class_name=f"only-{language}"))
    return texts


def _interrupted() -> str:
    return _("La connexion est interrompue. Nous la rétablissons…")


def _renewed() -> str:
    return _("Une nouvelle version du portail est en ligne. Terminez ce que vous avez commencé, puis rechargez la page.")


def _load() -> str:
    return _("Recharger la page")
