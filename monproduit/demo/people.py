"""The people of the demo world; all share one password."""

from typing import Any

PASSWORD = "demo"  # noqa: S105 (it is printed at the start, and good on this machine only)


def _person(email: str, name: str, *, staff: bool = False) -> dict[str, Any]:
    return {"type": "user", "email": email, "name": name, "locale": "fr", "time_zone": "Europe/Paris", "staff": staff}


PEOPLE = [
    _person("claire@exemple.fr", "Claire Laurent"),
    _person("bruno@exemple.fr", "Bruno Petit"),
    _person("lea@exemple.fr", "Léa Roy"),
    _person("nora@ailleurs.fr", "Nora Weiss"),
    _person("vide@exemple.fr", "Victor Denis"),
    _person("sam@editeur.fr", "Sam Morel", staff=True),
]
