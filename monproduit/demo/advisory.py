"""A security advisory of the invented vendor, as CSAF 2.0: what import makes an alert of."""

from datetime import date, timedelta
from typing import Any

Part = dict[str, Any]
_PAGE = "https://editeur.example/avis/vigie-cve"
_RANGE, _FIXED, _WAITING = "VIGIE-12", "VIGIE-12.4", "RESEAU-5.2.0"


def advisory(today: date) -> Part:
    """Return the advisory, published a few days ago: one product has a version that mends it, another only a way around."""
    first, current = (f"{(today - timedelta(days=age)).isoformat()}T08:30:00Z" for age in (8, 6))
    return {
        "document": {
            "category": "csaf_security_advisory",
            "csaf_version": "2.0",
            "lang": "fr",
            "title": "Correctif de sécurité pour le collecteur, à installer sans attendre",
            "publisher": {"category": "vendor", "name": "Éditeur", "namespace": "https://editeur.example"},
            "notes": [{"category": "summary", "text": "Un agent mal intentionné peut arrêter le collecteur à distance, sans se connecter."}],
            "references": [{"category": "self", "summary": "Avis sur notre site", "url": _PAGE}],
            "tracking": {
                "id": "vigie-cve",
                "status": "final",
                "version": "2",
                "initial_release_date": first,
                "current_release_date": current,
                "revision_history": [
                    {"date": first, "number": "1", "summary": "Première parution"},
                    {"date": current, "number": "2", "summary": "Vigie Réseau est concernée aussi"},
                ],
            },
        },
        "product_tree": {"branches": [{"category": "vendor", "name": "Éditeur", "branches": _products()}]},
        "vulnerabilities": [_weakness()],
    }


def _products() -> list[Part]:
    versions = [
        _version("product_version_range", "vers:generic/>=12.0|<12.4", _RANGE, "Vigie 12, avant 12.4"),
        _version("product_version", "12.4", _FIXED, "Vigie 12.4"),
    ]
    network = [_version("product_version", "5.2.0", _WAITING, "Vigie Réseau 5.2.0")]
    return [
        {"category": "product_name", "name": "Vigie", "branches": versions},
        {"category": "product_name", "name": "Vigie Réseau", "branches": network},
    ]


def _version(category: str, name: str, id_: str, whole: str) -> Part:
    return {"category": category, "name": name, "product": {"product_id": id_, "name": whole}}


def _weakness() -> Part:
    return {
        "ids": [{"system_name": "Éditeur", "text": "ED-2026-014"}],
        "cwe": {"id": "CWE-400", "name": "Uncontrolled Resource Consumption"},
        "title": "Arrêt du collecteur à distance",
        "notes": [{"category": "description", "text": "Le collecteur garde en mémoire tout ce qu’un agent envoie, sans limite."}],
        "product_status": {"known_affected": [_RANGE, _WAITING], "fixed": [_FIXED]},
        "remediations": [
            {"category": "vendor_fix", "details": "Installez Vigie 12.4.", "product_ids": [_RANGE]},
            {"category": "workaround", "details": "Vigie Réseau : fermez le port 7443 aux agents inconnus.", "product_ids": [_WAITING]},
        ],
        "scores": [
            {
                "products": [_RANGE, _WAITING],
                "cvss_v3": {
                    "version": "3.1",
                    "vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H",
                    "baseScore": 7.5,
                    "baseSeverity": "HIGH",
                },
            }
        ],
    }
