"""What an open page does when its socket is gone: say so, and leave when the login is over."""

import reflex as rx
from reflex_components_core.base.fragment import Fragment
from reflex_components_core.core.banner import connection_errors_count, has_connection_errors

from monproduit.core.localisation import _, use_locale


class SessionWatch(Fragment):
    """Ask whether the login lives each time the socket fails; when it does not, the page goes."""

    def add_imports(self) -> dict[str, list[str]]:
        """Import what the hook needs."""
        return {"react": ["useEffect"]}

    def add_hooks(self) -> list[rx.Var]:
        """Leave for the page that says so, with the way back."""
        ask = "fetch('/auth/whoami', {cache: 'no-store'}).then((answer) => { if (answer.status === 401) leave(); }).catch(() => {})"
        leave = "const leave = () => window.location.replace('/auth/over?next=' + encodeURIComponent(location.pathname))"
        count = str(connection_errors_count)
        effect = f"useEffect(() => {{ if ({count} === 0) return; {leave}; {ask}; }}, [{count}]);"
        return [rx.Var(effect, _var_data=connection_errors_count._get_all_var_data())]  # noqa: SLF001 (Reflex has no public name for it)


@rx.memo
def connection() -> rx.Component:
    """Return the watch, and the banner in every language of the portal at once: it stands outside of the pages."""
    texts = []
    for language in ("fr", "en"):
        with use_locale(language):
            texts.append(rx.el.span(_("La connexion est interrompue. Nous la rétablissons…"), class_name=f"only-{language}"))
    return rx.fragment(
        SessionWatch.create(),
        rx.cond(has_connection_errors, rx.el.aside(rx.el.p(*texts, role="status"), class_name="banner", aria_label="Connexion")),
    )
