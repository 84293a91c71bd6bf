"""What a dashboard and the look-up of a number cost with 10,000 and with 1,000,000 licenses in the database."""

import statistics
import time
from collections.abc import Awaitable, Callable

from sqlalchemy import select, text
from sqlmodel import col

from benchmarks.worlds import Line, customer, load
from monproduit.core.database import engine, reading, writing
from monproduit.models import Person
from monproduit.services import access_requests, alerts, downloads, license_registration, licenses, products, service_requests
from monproduit.services.access import Actor

SMALL, LARGE = 10_000, 1_000_000
_RUNS = 15
_GROUP = 10
_COUNT = "WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last})"
_NOISE = (
    "INSERT INTO person (email, name, time_zone, staff) {n} SELECT 'p' || CAST(i AS VARCHAR) || '@bruit.example', '', 'UTC', false FROM n",
    "INSERT INTO user_group (key, name, created_at) {n} SELECT 'bruit-' || CAST(i AS VARCHAR), 'Bruit', CURRENT_TIMESTAMP FROM n",
    """INSERT INTO membership (group_id, user_id, role) SELECT g.id, p.id, 'administrator' FROM user_group g
       JOIN person p ON p.email = 'p' || substr(g.key, 7) || '@bruit.example' WHERE {new}""",
    """INSERT INTO registered_product (user_id, product_id, added_at, wants_email) SELECT p.id, 1 + p.id % 60, CURRENT_TIMESTAMP, false
       FROM person p JOIN user_group g ON p.email = 'p' || substr(g.key, 7) || '@bruit.example' WHERE {new}""",
    """INSERT INTO license (number, canonical_number, product_id, group_id, edition, license_type, standing, quantity, maintenance_from, renewal_date)
       {each} SELECT 'B' || CAST(g.id * 10 + i AS VARCHAR), 'B' || CAST(g.id * 10 + i AS VARCHAR), 1 + (g.id + i) % 60, g.id, '', 'subscription',
       'active', 1, DATE '2025-01-01', DATE '2027-06-30' FROM user_group g CROSS JOIN n WHERE {new}""",
)


async def run() -> None:
    """Measure small, grow, and measure again."""
    await load(customer(60, 5000))
    await load(iter(_average()))
    measured: dict[str, list[float]] = {}
    grown = 0
    for total in (SMALL, LARGE):
        begun = time.perf_counter()
        await grow(grown, (total - 5052) // _GROUP)
        grown = (total - 5052) // _GROUP
        print(f"{engine().dialect.name}: grown to {total:,} licenses in {time.perf_counter() - begun:.0f} s")
        for name, work in (await _works()).items():
            measured.setdefault(name, []).append(await _median(work))
    for name, (small, large) in measured.items():
        print(f"{engine().dialect.name}: {name}: {small:.1f} ms with {SMALL:,}, {large:.1f} ms with {LARGE:,}: {large / small:.2f} times")


def _average() -> list[Line]:
    """Return a customer with five products and fifty licenses, and a number that nobody registered."""
    people: list[Line] = [
        {"type": "user", "email": "bruno@exemple.fr", "name": "Bruno Petit"},
        {"type": "group", "key": "nantes", "name": "Recette Nantes"},
        {"type": "membership", "group": "nantes", "user": "bruno@exemple.fr", "role": "administrator"},
        {"type": "license", "number": "free-1", "product": "p0"},
    ]
    dates = {"maintenance_from": "2025-01-01", "renewal_date": "2027-03-15"}
    return people + [{"type": "license", "number": f"7{place:08}", "product": f"p{place % 5}", "group": "nantes", **dates} for place in range(50)]


async def grow(before: int, after: int) -> None:
    """Add other customers, each with one person and ten licenses; and let the database take its statistics."""
    is_sqlite = engine().dialect.name == "sqlite"
    names = {
        "n": _COUNT.format(first=before + 1, last=after),
        "each": _COUNT.format(first=0, last=_GROUP - 1),
        "new": f"g.key LIKE 'bruit-%' AND CAST(substr(g.key, 7) AS INTEGER) > {before}",
    }
    async with writing() as session:
        for statement in _NOISE:
            sql = statement.format(**names)
            await session.execute(text(sql.replace("DATE '", "'") if is_sqlite else sql))
    async with engine().connect() as connection:
        await connection.exec_driver_sql("ANALYZE")
        await connection.commit()


async def _works() -> dict[str, Callable[[], Awaitable[object]]]:
    heavy, average = await _actor("claire@exemple.fr"), await _actor("bruno@exemple.fr")
    return {
        "dashboard of 60 products and 5,000 licenses": lambda: _dashboard(heavy),
        "dashboard of 5 products and 50 licenses": lambda: _dashboard(average),
        "opening of 50 licenses": lambda: licenses.lines(heavy, "p0", 50),
        "look-up of a number": lambda: license_registration.preview(average, "free-1"),
    }


async def _dashboard(person: Actor) -> None:
    await products.rows(person)
    await access_requests.matters(person)
    for cells in (licenses.support_statuses, licenses.license_statuses, alerts.cells, service_requests.cells, downloads.cells):
        await cells(person)


async def _actor(email: str) -> Actor:
    async with reading() as session:
        person = (await session.scalars(select(Person).where(col(Person.email) == email))).one()
    return Actor(person.id, person.email, person.name, person.time_zone)


async def _median(work: Callable[[], Awaitable[object]]) -> float:
    """Return the median of some runs in milliseconds, after two that warm up."""
    times: list[float] = []
    for _run in range(_RUNS + 2):
        begun = time.perf_counter()
        await work()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times[2:])
