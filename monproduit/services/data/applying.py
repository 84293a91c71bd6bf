"""Apply lines of the data format to the database: all or nothing, and twice is once."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core.database import writing
from monproduit.core.enums import HookEvent
from monproduit.core.sections import Section
from monproduit.models import License, Person, Product, Release, ServiceRequest, UserGroup
from monproduit.services.answer_mails import post_imported
from monproduit.services.changes import Touched, note
from monproduit.services.data.alerts import link_alerts
from monproduit.services.data.foreign import FOREIGN, Advisories, LifeCycles
from monproduit.services.data.formats import LINES, Thing
from monproduit.services.data.kinds import KINDS, Ids, Kind, Reference
from monproduit.services.data.licenses import follow_licenses
from monproduit.services.data.links import LINKED, link_products
from monproduit.services.data.reading import Problem, Raw, by_type, parse
from monproduit.services.data.requests import follow_messages, follow_requests
from monproduit.services.data.upsert import Row, upsert
from monproduit.services.registration import register_what_happened
from monproduit.services.webhook_news import tell_alerts, tell_joined
from monproduit.services.webhooks import announce_all

_AT_ONCE = 1000


@dataclass(slots=True)
class Report:
    """What an import did.

    Attributes:
        written: lines that were new or differed, by type.
        new: what names those of them that were new: the type, and the columns of its key.
        unchanged: lines that said what the database had already.
        problems: what is wrong, in the order of the files' types.
        aside: documents of other standards that say nothing to customers of ours, with the reason.
        applied: whether the database was changed at all.
    """

    written: Counter[str] = field(default_factory=Counter)
    new: set[tuple[Any, ...]] = field(default_factory=set)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    applied: bool = True

    @property
    def created(self) -> int:
        """How many lines were new."""
        return len(self.new)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is to be imported: lines by their type, documents of other standards by the type of line that they make, and what is wrong already."""

    lines: dict[str, list[Raw]]
    foreign: dict[str, Advisories | LifeCycles]
    problems: list[Problem]


class RefusedError(Exception):
    """Lines have errors: whatever of them was written is to be rolled back."""

    def __init__(self, report: Report) -> None:
        """Keep what is wrong."""
        super().__init__(f"{len(report.problems)} problems")
        self.report = report


async def apply(raws: Iterable[Raw], *, keep_going: bool = False, on_progress: Callable[[int], None] = lambda _done: None) -> Report:
    """Import lines in one transaction; with an error nothing is changed, unless `keep_going` leaves the wrong lines out."""
    waiting = sort(raws)
    try:
        async with writing() as session:
            return await apply_in(session, waiting, keep_going=keep_going, on_progress=on_progress)
    except RefusedError as error:
        return error.report


def sort(raws: Iterable[Raw]) -> Waiting:
    """Sort lines by their type, and read the documents among them: what can be done before the database is to wait."""
    lines, problems = by_type(raws)
    foreign = {kind: read(found) for kind, (standard, read) in FOREIGN.items() if (found := lines.pop(standard, []))}
    return Waiting(lines, foreign, problems)


async def apply_in(
    session: AsyncSession, waiting: Waiting, *, keep_going: bool = False, on_progress: Callable[[int], None] = lambda _done: None
) -> Report:
    """Import what waits in the caller's transaction.

    Raises:
        RefusedError: there are errors, and no `keep_going`.
    """
    report = Report(problems=list(waiting.problems))
    await _apply_all(session, waiting, report, on_progress)
    if report.problems and not keep_going:
        report.applied = False
        raise RefusedError(report)
    return report


async def _apply_all(session: AsyncSession, waiting: Waiting, report: Report, on_progress: Callable[[int], None]) -> None:
    touched: dict[Touched, None] = {}
    for kind in LINES:
        lines = waiting.lines.get(kind, []) + await _foreign(session, waiting.foreign.get(kind), report)
        for start in range(0, len(lines), _AT_ONCE):
            some = lines[start : start + _AT_ONCE]
            touched |= dict.fromkeys(await _apply_some(session, kind, some, report))
            on_progress(len(some))
    touched |= dict.fromkeys(await register_what_happened(session, touched))
    await note(session, touched)


async def _foreign(session: AsyncSession, documents: Advisories | LifeCycles | None, report: Report) -> list[Raw]:
    """Return the lines that documents of other standards make."""
    if not documents:
        return []
    told = await documents.told(session)
    report.problems += told.problems
    report.aside += told.aside
    return told.lines


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
    new = written[: len(written) - len(before)]
    report.new |= {(name, *(row[part] for part in kind.key)) for row in new}
    report.unchanged += len(good) - len(written)
    cells = [cell for row in (*written, *before) for cell in kind.touched(row)]
    cells += await _follow(session, name, written, [line for line, _ in good], ids)
    await _tell(session, name, written, new, [line for line, _ in good])
    if name == "service_request_message":
        await post_imported(session, new, {key for type_, key, *_ in report.new if type_ == "service_request"})
    return cells


async def _follow(session: AsyncSession, name: str, written: list[Row], lines: list[Any], ids: Ids) -> list[Touched]:
    """Bring along what depends on the rows that were written; return the cells that it touches."""
    cells = list[Touched]()
    if name == "license":
        cells += await follow_licenses(session, lines, written)
    if name in LINKED:
        cells += await link_products(session, name, lines, {row["id"] for row in written}, ids)
    if name == "service_request":
        cells += await follow_requests(session, [row["id"] for row in written])
    if name == "service_request_message":
        cells += await follow_messages(session, {row["request_id"] for row in written})
    if name == "release_file":
        cells += await _products_of_files(session, written)
    if name == "alert":
        cells += await link_alerts(session, lines, {row["key"] for row in written}, ids)
    return cells


async def _tell(session: AsyncSession, name: str, written: list[Row], new: list[Row], lines: list[Any]) -> None:
    """Tell other systems of what is new."""
    if name == "alert":
        await tell_alerts(session, [row["key"] for row in written])
    if name == "membership":
        await tell_joined(session, [(row["group_id"], row["user_id"], row["role"]) for row in new])
    if name == "service_request" and new:
        numbers, told = {row["number"] for row in new}, {line.number: line for line in lines}
        news = [(number, told[number].model_dump(mode="json", exclude={"type"})) for number in numbers]
        await announce_all(session, HookEvent.REQUEST_CREATED, news)


def _row(kind: Kind, line: Thing, ids: Ids) -> Row:
    references = kind.references(line)
    return kind.row(line, lambda name: ids[references[name]] if name in references else None)


def _dangling(kind: Kind, raw: Raw, line: Thing, ids: Ids, report: Report) -> bool:
    """Tell whether a line refers to something unknown, and report it."""
    missing = [(name, reference) for name, reference in kind.references(line).items() if reference not in ids]
    report.problems += [
        Problem(raw.file, raw.places.get(name.partition(".")[0], raw.number), name, f"there is no {kind_} {key!r}") for name, (kind_, key) in missing
    ]
    return bool(missing)


async def _look_up(session: AsyncSession, references: set[Reference]) -> Ids:
    """Return the ids of the things named."""
    ids: Ids = {}
    columns = {"product": (Product.id, Product.slug), "user": (Person.id, Person.email), "group": (UserGroup.id, UserGroup.key)}
    columns |= {"license": (License.id, License.canonical_number), "service_request": (ServiceRequest.id, ServiceRequest.number)}
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


async def _products_of_files(session: AsyncSession, written: list[Row]) -> list[Touched]:
    """Return the products whose files changed."""
    products = await session.scalars(select(col(Release.product_id)).where(col(Release.id).in_({row["release_id"] for row in written})).distinct())
    return [Touched(product_id=product, section=Section.LATEST_DOWNLOAD) for product in products]
