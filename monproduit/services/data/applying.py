"""Apply lines of the data format to the database: all or nothing, and twice is once."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core.database import writing
from monproduit.models import License, Person, Product, Release, UserGroup
from monproduit.services.changes import Touched, note
from monproduit.services.data.alerts import link_alerts
from monproduit.services.data.formats import LINES, Thing
from monproduit.services.data.kinds import KINDS, Ids, Kind, Reference
from monproduit.services.data.licenses import follow_licenses
from monproduit.services.data.reading import Problem, Raw, by_type, parse
from monproduit.services.data.upsert import Row, upsert
from monproduit.services.registration import register_what_happened

_AT_ONCE = 1000


@dataclass(slots=True)
class Report:
    """What an import did.

    Attributes:
        written: lines that were new or differed, by type.
        unchanged: lines that said what the database had already.
        problems: what is wrong, in the order of the files' types.
        applied: whether the database was changed at all.
    """

    written: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    applied: bool = True


class _RefusedError(Exception):
    """The import has errors: roll back."""


async def apply(raws: Iterable[Raw], *, keep_going: bool = False, on_progress: Callable[[int], None] = lambda _done: None) -> Report:
    """Import lines in one transaction; with an error nothing is changed, unless `keep_going` leaves the wrong lines out."""
    report = Report()
    sorted_lines, report.problems = by_type(raws)
    try:
        async with writing() as session:
            await _apply_all(session, sorted_lines, report, on_progress)
            if report.problems and not keep_going:
                raise _RefusedError  # noqa: TRY301 (it rolls the session back)
    except _RefusedError:
        report.applied = False
    return report


async def _apply_all(session: AsyncSession, sorted_lines: dict[str, list[Raw]], report: Report, on_progress: Callable[[int], None]) -> None:
    touched: dict[Touched, None] = {}
    for kind in LINES:
        waiting = sorted_lines.pop(kind, [])
        for start in range(0, len(waiting), _AT_ONCE):
            some = waiting[start : start + _AT_ONCE]
            touched |= dict.fromkeys(await _apply_some(session, kind, some, report))
            on_progress(len(some))
    touched |= dict.fromkeys(await register_what_happened(session, touched))
    await note(session, touched)


async def _apply_some(session: AsyncSession, name: str, raws: Sequence[Raw], report: Report) -> list[Touched]:
    kind = KINDS[name]
    parsed: list[tuple[Raw, Any]] = []
    for raw in raws:
        line = parse(name, raw)
        if isinstance(line, Thing):
            parsed.append((raw, line))
        else:
            report.problems += line
    ids = await _look_up(session, {reference for _, line in parsed for reference in kind.references(line).values()})
    good = [(line, _row(kind, line, ids)) for raw, line in parsed if not _dangling(kind, raw, line, ids, report)]
    if not good:
        return []
    written, before = await upsert(session, kind.table, kind.key, [row for _, row in good], kind.kept)
    report.written[name] += len(written)
    report.unchanged += len(good) - len(written)
    cells = [cell for row in (*written, *before) for cell in kind.touched(row)]
    if name == "license":
        cells += await follow_licenses(session, [line for line, _ in good], written)
    if name == "alert":
        cells += await link_alerts(session, [line for line, _ in good], {row["key"] for row in written}, ids)
    return cells


def _row(kind: Kind, line: Thing, ids: Ids) -> Row:
    references = kind.references(line)
    return kind.row(line, lambda name: ids[references[name]] if name in references else None)


def _dangling(kind: Kind, raw: Raw, line: Thing, ids: Ids, report: Report) -> bool:
    """Tell whether a line refers to something unknown, and report it."""
    missing = [(name, reference) for name, reference in kind.references(line).items() if reference not in ids]
    report.problems += [Problem(raw.file, raw.number, name, f"there is no {kind_} {key!r}") for name, (kind_, key) in missing]
    return bool(missing)


async def _look_up(session: AsyncSession, references: set[Reference]) -> Ids:
    """Return the ids of the things named."""
    ids: Ids = {}
    columns = {"product": (Product.id, Product.slug), "user": (Person.id, Person.email), "group": (UserGroup.id, UserGroup.key)}
    columns["license"] = (License.id, License.canonical_number)
    for kind, (id_, key) in columns.items():
        names = {name for kind_, name in references if kind_ == kind}
        if names:
            found = await session.execute(select(col(key), col(id_)).where(col(key).in_(names)))
            ids |= {(kind, name): number for name, number in found}
    return ids | await _look_up_releases(session, {name for kind, name in references if kind == "release"})


async def _look_up_releases(session: AsyncSession, names: set[str]) -> Ids:
    """Return the ids of releases, named `slug version`."""
    if not names:
        return {}
    query = select(col(Product.slug), col(Release.version), col(Release.id)).join(Release, col(Release.product_id) == col(Product.id))
    found = await session.execute(query.where(col(Product.slug).in_({name.split(" ", 1)[0] for name in names})))
    return {("release", f"{slug} {version}"): id_ for slug, version, id_ in found}
