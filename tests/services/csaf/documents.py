"""A small advisory that breaks nothing, and ways to change a part of it."""

import copy
from typing import Any

Document = dict[str, Any]
_ADVISORY: Document = {
    "document": {
        "category": "csaf_security_advisory",
        "csaf_version": "2.0",
        "lang": "fr",
        "publisher": {"category": "vendor", "name": "Éditeur Exemple", "namespace": "https://editeur.example"},
        "title": "Vigie : exécution de code à distance",
        "notes": [{"category": "summary", "text": "Une requête forgée exécute du code."}],
        "references": [{"category": "self", "summary": "Avis ED-2026-001", "url": "https://editeur.example/avis/ed-2026-001"}],
        "tracking": {
            "id": "ED-2026-001",
            "status": "final",
            "version": "2",
            "initial_release_date": "2026-11-19T09:00:00Z",
            "current_release_date": "2026-11-20T09:00:00Z",
            "revision_history": [
                {"date": "2026-11-19T09:00:00Z", "number": "1", "summary": "Première parution"},
                {"date": "2026-11-20T09:00:00Z", "number": "2", "summary": "Correctif"},
            ],
        },
    },
    "product_tree": {
        "branches": [
            {
                "category": "vendor",
                "name": "Éditeur Exemple",
                "branches": [
                    {
                        "category": "product_name",
                        "name": "Vigie",
                        "branches": [
                            {
                                "category": "product_version_range",
                                "name": "vers:generic/>=7.0|<7.2.1",
                                "product": {"product_id": "OLD", "name": "Vigie 7.0 à 7.2.1 exclue"},
                            },
                            {"category": "product_version", "name": "7.2.1", "product": {"product_id": "NEW", "name": "Vigie 7.2.1"}},
                        ],
                    }
                ],
            }
        ]
    },
    "vulnerabilities": [
        {
            "cve": "CVE-2026-12345",
            "cwe": {"id": "CWE-94", "name": "Improper Control of Generation of Code ('Code Injection')"},
            "title": "Injection de code",
            "notes": [{"category": "description", "text": "Le champ *nom* est évalué <script>."}],
            "product_status": {"known_affected": ["OLD"], "fixed": ["NEW"]},
            "remediations": [
                {"category": "vendor_fix", "details": "Installez 7.2.1.", "product_ids": ["OLD"], "url": "https://editeur.example/7.2.1"}
            ],
            "scores": [
                {
                    "products": ["OLD"],
                    "cvss_v3": {
                        "version": "3.1",
                        "vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
                        "baseScore": 9.8,
                        "baseSeverity": "CRITICAL",
                    },
                }
            ],
        }
    ],
}


def advisory(**changes: Any) -> Document:
    """Return the advisory with parts changed: `document__tracking__version="3"`, a number for a place in a list; None takes a part away."""
    made = copy.deepcopy(_ADVISORY)
    for path, value in changes.items():
        *way, last = [int(part) if part.isdigit() else part for part in path.split("__")]
        at: Any = made
        for part in way:
            at = at[part]
        if value is None:
            del at[last]
        else:
            at[last] = value
    return made
