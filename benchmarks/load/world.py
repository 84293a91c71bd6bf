"""The people behind the dashboards: made by the database itself, since thousands of them are."""

from datetime import timedelta

from sqlalchemy import bindparam, text

from benchmarks.million import grow
from benchmarks.worlds import Line, customer, load
from monproduit.core import clock
from monproduit.core.database import engine, writing
from monproduit.models.columns import Moment
from monproduit.services.logins import digest

PRODUCTS = tuple(f"p{place}" for place in range(20))
"""What everybody has registered, of sixty."""
ALERTED = PRODUCTS[0]
"""The product of the alerts; nobody has its cells open."""
_ALL, _ALERTS = 60, 5
_N = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {last})"
_MEASURED = "JOIN person p ON p.email = 'm' || CAST(n.i AS VARCHAR) || '@mesure.example'"
_SHARED = f"JOIN product r ON r.slug IN ({', '.join(repr(one) for one in PRODUCTS)})"
_STATEMENTS = (
    "INSERT INTO person (email, name, time_zone, staff) {n} SELECT 'm' || CAST(i AS VARCHAR) || '@mesure.example', 'Personne', 'UTC', false FROM n",
    "INSERT INTO user_group (key, name, created_at) {n} SELECT 'mesure-' || CAST(i AS VARCHAR), 'Mesure', :now FROM n",
    """INSERT INTO membership (group_id, user_id, role) {n} SELECT g.id, p.id, 'administrator' FROM n {measured}
        JOIN user_group g ON g.key = 'mesure-' || CAST(n.i AS VARCHAR)""",
    """INSERT INTO registered_product (user_id, product_id, added_at, wants_email) {n}
        SELECT p.id, r.id, :now, false FROM n {measured} {products}""",
    """INSERT INTO license (number, canonical_number, product_id, group_id, edition, license_type, standing, quantity, maintenance_from, renewal_date)
        {n}, k(j) AS (SELECT 0 UNION ALL SELECT 1) SELECT 'M' || CAST((n.i * 100 + r.id) * 2 + k.j AS VARCHAR),
        'M' || CAST((n.i * 100 + r.id) * 2 + k.j AS VARCHAR), r.id, g.id, '', 'subscription', 'active', 5, DATE '2025-01-01', DATE '2027-06-30'
        FROM n JOIN user_group g ON g.key = 'mesure-' || CAST(n.i AS VARCHAR) {products} CROSS JOIN k""",
    """INSERT INTO service_request (number, product_id, created_by_id, title, version, severity, status, created_at, updated_at) {n}
        SELECT 'SR-M' || CAST(n.i * 100 + r.id AS VARCHAR), r.id, p.id, 'Une question de mesure', '', 3, 'in_progress', :now, :now
        FROM n {measured} {products}""",
    """INSERT INTO download (key, user_id, product_id, version, file, downloaded_at) {n}
        SELECT 'd-m' || CAST(n.i * 100 + r.id AS VARCHAR), p.id, r.id, '1.0', 'fichier.zip', :now FROM n {measured} {products}""",
    """INSERT INTO login (id, user_id, id_token, signed_in_at, seen_at, expires_at) {n}
        SELECT 'waits-' || CAST(n.i AS VARCHAR), p.id, '', :now, :now, :end FROM n {measured}""",
)


async def people(count: int, licenses: int = 0) -> list[str]:
    """Make people with twenty products and forty licenses each, among so many licenses in all; return the cookies of their logins."""
    await load(customer(_ALL, _ALL))
    await load(alert(product, place) for product in PRODUCTS for place in range(_ALERTS))
    if licenses:
        await grow(0, (licenses - 2 * count * len(PRODUCTS)) // 10)
    moment, cookies = clock.now(), [f"mesure-{place}" for place in range(count)]
    values = {"now": moment - timedelta(minutes=1), "end": moment + timedelta(hours=10)}
    async with writing() as session:
        for statement in _STATEMENTS:
            sql = statement.format(n=_N.format(last=count - 1), measured=_MEASURED, products=_SHARED)
            sql = sql.replace("DATE '", "'") if engine().dialect.name == "sqlite" else sql
            given = [bindparam(name, value, Moment()) for name, value in values.items() if f":{name}" in sql]
            await session.execute(text(sql).bindparams(*given))
        known = [{"id": digest(cookie), "waits": f"waits-{place}"} for place, cookie in enumerate(cookies)]
        await session.execute(text("UPDATE login SET id = :id WHERE id = :waits"), known)
    async with engine().connect() as connection:
        await connection.exec_driver_sql("ANALYZE")
        await connection.commit()
    return cookies


def alert(product: str, place: int, title: str = "") -> Line:
    """Return an alert about a product, which is published."""
    key = title.lower().replace(" ", "-") or f"{product}-{place}"
    moment = (clock.now() - timedelta(seconds=1 if title else 3600 * (place + 1))).isoformat()
    return {
        "type": "alert",
        "key": key,
        "products": [product],
        "kind": "news",
        "important": True,
        "title": title or "Une actualité",
        "published_at": moment,
    }
