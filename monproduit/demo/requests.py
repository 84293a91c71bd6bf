"""Service requests of the demo world, and what was said in them."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from monproduit.demo.people import PEOPLE

Line = dict[str, Any]
_CLAIRE, _BRUNO, _LEA, _NORA, _VICTOR, _SAM = (str(person["email"]) for person in PEOPLE)
_ARCHIVO, _VIGIE = "153-482-907", "204-771-350"


class Case(NamedTuple):
    """One request; it was opened and touched some days ago."""

    number: int
    product: str
    license: str | None
    owner: str
    severity: int
    status: str
    opened: int
    touched: int
    title: str
    version: str = ""
    is_taken: bool = False


class Word(NamedTuple):
    """One entry: days ago and the hour, who, and what; a kind other than a message says so."""

    request: int
    ago: int
    hour: str
    who: str
    body: str
    kind: str = "message"


_CASES = (
    Case(1001, "archivo", _ARCHIVO, _CLAIRE, 3, "in_progress", 9, 1, "Échec d’archivage sur le serveur de fichiers", "7.2.1", is_taken=True),
    Case(1002, "archivo", _ARCHIVO, _CLAIRE, 2, "waiting_customer", 4, 2, "Restauration lente depuis le site de secours", "7.2.1", is_taken=True),
    Case(1003, "archivo", None, _CLAIRE, 4, "closed", 120, 110, "Question sur la planification"),
    Case(1004, "vigie", _VIGIE, _CLAIRE, 2, "new", 0, 0, "Alertes en double après la mise à jour", "12.4"),
    Case(1005, "requeta", "098-114-236", _CLAIRE, 3, "resolved", 20, 6, "Export vers tableur tronqué", "16.2", is_taken=True),
    Case(1006, "sesame", "730-118-555", _CLAIRE, 3, "waiting_vendor", 15, 3, "Certificat refusé par l’annuaire", "9.0", is_taken=True),
    Case(1007, "vigie", _VIGIE, _BRUNO, 3, "in_progress", 6, 2, "Sonde muette sur l’agence de Brest", "12.4"),
    Case(1008, "archivo", "411-222-333", _NORA, 3, "new", 1, 1, "Première installation"),
)
_WORDS = (
    Word(
        1001, 9, "07:40", _CLAIRE, "Depuis lundi, l’archivage du serveur FIC-02 s’arrête à 60 %.\nLe journal dit : « délai dépassé, volume occupé »."
    ),
    Word(1001, 9, "09:05", _SAM, "in_progress", "status"),
    Word(1001, 9, "09:06", _SAM, "Bonjour Claire, merci pour le journal. Une copie instantanée reste-t-elle ouverte sur ce volume pendant la nuit ?"),
    Word(1001, 9, "09:20", _SAM, "Ressemble au blocage corrigé en 7.2.2 : à confirmer avec l’équipe du moteur avant de le promettre.", "note"),
    Word(1001, 8, "06:55", _CLAIRE, "Oui, celle de l’antivirus. Nous l’avons décalée à 5 h, mais l’échec est revenu cette nuit."),
    Word(1001, 1, "08:05", _SAM, "Nous reproduisons l’échec ici. Un correctif est à l’essai ; je vous écris dès qu’il est prêt."),
    Word(1002, 4, "07:40", _CLAIRE, "La restauration de 40 Go depuis Grenoble prend six heures, contre une heure avant la version 7.2."),
    Word(1002, 3, "10:12", _SAM, "in_progress", "status"),
    Word(1002, 2, "08:04", _SAM, "Pouvez-vous relever le débit pendant une restauration, et nous joindre le rapport « diagnostic-réseau.txt » ?"),
    Word(1002, 2, "08:05", _SAM, "waiting_customer", "status"),
    Word(
        1004,
        0,
        "00:40",
        _CLAIRE,
        "Depuis la 12.4, chaque alerte de disque arrive deux fois, à une minute d’écart. Les autres alertes n’arrivent qu’une fois.",
    ),
    Word(1005, 20, "07:40", _CLAIRE, "L’export s’arrête à 65 536 lignes, sans message."),
    Word(
        1005,
        7,
        "13:30",
        _SAM,
        "C’est la limite de l’ancien format. Choisissez « Classeur (.xlsx) » dans les options : la limite est alors d’un million de lignes.",
    ),
    Word(1005, 6, "08:05", _SAM, "resolved", "status"),
    Word(1006, 15, "07:40", _CLAIRE, "L’annuaire refuse le certificat renouvelé : « chaîne incomplète »."),
    Word(1006, 3, "08:05", _SAM, "L’autorité intermédiaire manque dans notre paquet. L’équipe prépare une nouvelle version."),
    Word(1006, 3, "08:05", _SAM, "waiting_vendor", "status"),
    Word(1007, 6, "07:40", _BRUNO, "La sonde de Brest n’envoie plus rien depuis le changement de routeur. Le port 5671 est pourtant ouvert."),
    Word(1007, 2, "08:05", _SAM, "Le routeur coupe-t-il les connexions longues ? Essayez l’option « battement = 30 s » dans sonde.conf."),
    Word(1008, 1, "08:05", _NORA, "Première installation : faut-il ouvrir un port entrant, ou la console appelle-t-elle elle-même les agents ?"),
)


def requests(today: date) -> Iterator[Line]:
    """Yield the requests, and what was said in them, as of a day."""
    for case in _CASES:
        moments = {"created_at": _moment(today, case.opened, "00:30" if not case.opened else "07:40")}
        moments["updated_at"] = _moment(today, case.touched, "00:40" if not case.touched else "08:05")
        fields = {"number": f"SR-{case.number}", "product": case.product, "license": case.license, "created_by": case.owner, "title": case.title}
        more = {"severity": case.severity, "status": case.status, "version": case.version, "assigned_to": _SAM if case.is_taken else None}
        yield {"type": "service_request", **fields, **more, **moments}
    for place, word in enumerate(_WORDS, 1):
        fields = {"key": f"demo-{word.request}-{place}", "request": f"SR-{word.request}", "kind": word.kind, "author": word.who, "body": word.body}
        yield {"type": "service_request_message", **fields, "by_staff": word.who == _SAM, "at": _moment(today, word.ago, word.hour)}


def _moment(today: date, ago: int, hour: str) -> str:
    return f"{(today - timedelta(days=ago)).isoformat()}T{hour}:00Z"
