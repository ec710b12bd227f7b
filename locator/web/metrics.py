"""Numbers for Prometheus, on a port of their own that only this machine reaches.

Labels are route names, status classes and source ids: nothing that a visitor wrote.
Each worker counts into files that all of them read (prometheus-client's multiprocess
mode), so any worker can answer for all.
"""

import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flask import Flask, Response, g, request

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment
    from prometheus_client.metrics_core import GaugeMetricFamily

    from locator.web.directory import Directory

BUCKETS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
NO_ROUTE = "none"


class MetricsPort:
    """Answers what comes in at the metrics port, and nothing else."""

    def __init__(
        self, site: "WSGIApplication", numbers: "WSGIApplication", port: int
    ) -> None:
        """Stand before the site."""
        self.site, self.numbers, self.port = site, numbers, str(port)

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Tell the ports apart by the socket, which no header can change."""
        inner = self.numbers if environ["SERVER_PORT"] == self.port else self.site
        return inner(environ, start_response)


def init_app(app: Flask) -> None:
    """Count answers and tell of the directory, where the operator gave a port."""
    directory: Directory = app.extensions["directory"]
    port = directory.settings.metrics_port
    if port is None:
        return
    # Its counters choose their files when it is loaded: not before the server said where.
    from prometheus_client import (  # noqa: PLC0415 - as said above
        CollectorRegistry,
        Histogram,
        make_wsgi_app,
    )
    from prometheus_client.multiprocess import MultiProcessCollector  # noqa: PLC0415 - the same
    from prometheus_client.values import MutexValue, ValueClass  # noqa: PLC0415 - the same

    own = CollectorRegistry()
    answers = Histogram(
        "locator_answers_seconds",
        "Time to answer, by route and class of status",
        ("route", "status"),
        buckets=BUCKETS,
        registry=own,
    )
    shown = own
    if ValueClass is not MutexValue:  # the server shares the counters
        shown = CollectorRegistry()
        MultiProcessCollector(shown)  # type: ignore[no-untyped-call]  # it has no types
    shown.register(DirectoryNumbers(directory))

    @app.before_request
    def start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def count(response: Response) -> Response:
        route = request.endpoint or NO_ROUTE
        seconds = time.perf_counter() - g.get("started", time.perf_counter())
        answers.labels(route, f"{response.status_code // 100}xx").observe(seconds)
        return response

    app.wsgi_app = MetricsPort(app.wsgi_app, make_wsgi_app(shown), port)  # type: ignore[method-assign]  # Flask's documented way to wrap itself


class DirectoryNumbers:
    """What is known of the directory when somebody asks."""

    def __init__(self, directory: "Directory") -> None:
        """Ask this directory."""
        self.directory = directory

    def collect(self) -> "Iterator[GaugeMetricFamily]":
        """Yield how large, how new and how old everything is."""
        from prometheus_client.metrics_core import GaugeMetricFamily  # noqa: PLC0415 - the same

        def gauge(
            name: str, says: str, labels: Iterable[str] = ()
        ) -> GaugeMetricFamily:
            return GaugeMetricFamily(f"locator_{name}", says, labels=list(labels))

        watch, now = self.directory.watch, datetime.now(UTC)
        loaded = gauge("directory_loaded", "1 where there is a directory to search")
        places = gauge("directory_places", "Places in the directory")
        version = gauge("directory_version", "Always 1; the version", ("version",))
        practice = gauge("directory_practice", "1 where its places are invented")
        try:
            index = watch.current()
        except Exception:  # noqa: BLE001 - whatever ails it, that is the number
            loaded.add_metric([], 0)
        else:
            loaded.add_metric([], 1)
            places.add_metric([], index.size)
            practice.add_metric([], int(index.practice))
            version.add_metric([index.version], 1)
        answers = gauge("database_answers", "1 while the database and the index do")
        answers.add_metric([], int(not watch.ailing))
        yield from (loaded, places, practice, version, answers)
        age = gauge("source_age_seconds", "Since the last accepted copy", ("source",))
        rows = gauge("source_rows", "Rows of the last accepted copy", ("source",))
        failed = gauge("source_failed", "1 if the last pull failed", ("source",))
        for source in watch.sources():
            if source.retrieved_at is not None:
                seconds = (now - source.retrieved_at).total_seconds()
                age.add_metric([source.source], seconds)
            rows.add_metric([source.source], source.rows)
            failed.add_metric([source.source], int(source.failed_at is not None))
        yield from (age, rows, failed)
