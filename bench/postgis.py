"""A rival: PostGIS, with its index for the nearest and terms as bit masks.

Needs PostgreSQL's own programs and PostGIS on the machine (Debian: postgresql-15-postgis-3);
a throw-away server is started for the run.
"""

import contextlib
import functools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg

from bench.rivals import Rows
from bench.rtree import facet_passes, mask_sql, masks_of
from locator.search import SearchQuery, earth

USER = "nobody"  # PostgreSQL refuses to run as root


def find_programs() -> Path | None:
    """Return the folder of PostgreSQL's programs that have PostGIS beside them."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        version = folder.parent.name
        control = Path(f"/usr/share/postgresql/{version}/extension/postgis.control")
        if control.is_file():
            return folder
    return None


@contextlib.contextmanager
def throwaway_server(programs: Path) -> Iterator[str]:
    """Run a server that keeps nothing, and yield how to connect to it."""
    with tempfile.TemporaryDirectory(prefix="locator-pg-") as name:
        user = USER if os.geteuid() == 0 else None
        if user:
            shutil.chown(name, user)
        data = f"{name}/data"
        run = functools.partial(
            subprocess.run, user=user, cwd=name, stdout=subprocess.DEVNULL, check=True
        )
        run([programs / "initdb", "-D", data, "-A", "trust", "-U", "bench"])
        options = f"-c fsync=off -c jit=off -c listen_addresses= -c unix_socket_directories={name}"
        control = [programs / "pg_ctl", "-D", data, "-w", "-l", f"{name}/log"]
        run([*control, "-o", options, "start"])
        try:
            yield f"host={name} user=bench dbname=postgres"
        finally:
            run([*control, "-m", "immediate", "stop"])


def postgis(
    connection: psycopg.Connection[tuple[object, ...]], rows: Rows
) -> tuple[Callable[[SearchQuery], object], ...]:
    """Return two searches: the nearest 20, and the total with every count."""
    masks = masks_of(rows)
    names = ", ".join(f"m{number} bigint" for number in range(len(masks)))
    connection.execute("CREATE EXTENSION IF NOT EXISTS postgis")
    connection.execute(
        f"CREATE TABLE place (id integer PRIMARY KEY, spot geography(Point), {names})"
    )
    latitude, longitude = (part.tolist() for part in earth.from_ecef(rows.ecef))
    with connection.cursor().copy("COPY place FROM STDIN") as copy:
        for number, (north, east) in enumerate(zip(latitude, longitude, strict=True)):
            spot = f"SRID=4326;POINT({east} {north})"
            copy.write_row((number, spot, *(mask[number] for mask in masks)))
    connection.execute("CREATE INDEX ON place USING gist (spot)")
    connection.commit()
    connection.autocommit = True
    connection.execute("VACUUM ANALYZE place")
    return _nearest(connection, rows), _counts(connection, rows)


def _here(query: SearchQuery) -> str:
    point = query.point
    return f"ST_MakePoint({point.longitude}, {point.latitude})::geography"


def _nearest(
    connection: psycopg.Connection[tuple[object, ...]], rows: Rows
) -> Callable[[SearchQuery], object]:
    def search(query: SearchQuery) -> object:
        here = _here(query)
        text = (
            f"SELECT id FROM place WHERE {mask_sql(rows, query.terms)}"
            f" AND ST_DWithin(spot, {here}, {query.radius_m}) ORDER BY spot <-> {here} LIMIT 20"
        )
        return connection.execute(text.encode()).fetchall()

    return search


def _counts(
    connection: psycopg.Connection[tuple[object, ...]], rows: Rows
) -> Callable[[SearchQuery], list[object]]:
    def search(query: SearchQuery) -> list[object]:
        answers: list[object] = []
        for counts, condition in facet_passes(rows, query):
            text = (
                f"SELECT count(*), {counts} FROM place WHERE {condition}"
                f" AND ST_DWithin(spot, {_here(query)}, {query.radius_m})"
            )
            answers.append(connection.execute(text.encode()).fetchone())
        return answers

    return search
