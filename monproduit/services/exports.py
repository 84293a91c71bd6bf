"""What is on the screen as a table to take away (F56)."""

import asyncio
from dataclasses import dataclass

from monproduit.core.database import writing
from monproduit.core.enums import AuditAction
from monproduit.core.localisation import _
from monproduit.services import alerts, downloads, filters, licenses, service_requests
from monproduit.services import audit as journal
from monproduit.services import products as rows_
from monproduit.services.access import Actor, administered_group
from monproduit.services.table_files import Cell, csv_file, xlsx_file


@dataclass(frozen=True, slots=True)
class File:
    """A file to take away."""

    name: str
    content: bytes


async def products(actor: Actor, key: str, kind: str) -> File:
    """Return the rows that a filter shows, with what their cells say; days are days, by which a spreadsheet sorts."""
    rows, support, state, news, asked, fetched = await asyncio.gather(
        rows_.rows(actor),
        licenses.support_statuses(actor),
        licenses.license_statuses(actor),
        alerts.cells(actor),
        service_requests.cells(actor),
        downloads.cells(actor),
    )
    ends, published, downloaded = await asyncio.gather(licenses.support_ends(actor), alerts.days(actor), downloads.days(actor))
    kinds = {row.slug: filters.kind(row, support[row.slug].status if row.slug in support else "") for row in rows}
    wanted = set(filters.shown(kinds, key))
    heads = [_("Produit"), _("Gamme"), _("État du support"), _("Offre de support"), _("Échéance"), _("État de la licence"), _("Détail")]
    heads += [_("Actualités et alertes"), _("Publié le"), _("Demandes ouvertes"), _("Dernier téléchargement"), _("Téléchargé le"), _("Retard")]
    lines: list[list[Cell]] = []
    for row in rows:
        if row.slug not in wanted:
            continue
        if row.hidden:
            lines.append([row.name, row.family, row.hidden])
            continue
        sup, lic, new, req, got = support[row.slug], state[row.slug], news[row.slug], asked[row.slug], fetched[row.slug]
        line: list[Cell] = [row.name, row.family, sup.label, sup.plan, ends.get(row.slug), lic.label, lic.detail, new.title]
        lines.append([*line, published.get(row.slug), req.count, got.version, downloaded.get(row.slug), got.freshness_label])
    return _file(_("mes-produits") + f"-{actor.today.isoformat()}", _("Mes produits"), heads, lines, kind)


async def audit(actor: Actor, group_id: int, kind: str) -> File:
    """Return the journal of a group, and note in it that it was taken.

    Raises:
        PortalError: `no_such_group` or `not_allowed`.
    """
    found = await journal.all_lines(actor, group_id)
    async with writing() as session:
        await administered_group(session, actor, group_id)
        journal.record(session, actor, AuditAction.AUDIT_EXPORTED, group_id=group_id, detail=kind)
    heads = [_("Date"), _("Qui"), _("Quoi"), _("Licence"), _("Détail")]
    lines: list[list[Cell]] = [[one.at, one.actor, one.action, one.license, one.detail] for one in found]
    return _file(_("journal") + f"-{group_id}-{actor.today.isoformat()}", _("Journal"), heads, lines, kind)


def _file(name: str, title: str, heads: list[str], lines: list[list[Cell]], kind: str) -> File:
    return File(f"{name}.{kind}", xlsx_file(title, heads, lines) if kind == "xlsx" else csv_file(heads, lines))
