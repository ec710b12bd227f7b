"""For whoever runs the site: is it alive, and can it answer a search?"""

from datetime import UTC, datetime

from flask import Blueprint, Response, jsonify

from locator.errors import DirectoryNotLoaded
from locator.web.directory import the_directory
from locator.web.freshness import is_stale

operators = Blueprint("operators", __name__)


@operators.get("/healthz")
def healthz() -> Response:
    """Say that the process answers, without touching anything."""
    response = Response("ok\n", mimetype="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response


@operators.get("/readyz")
def readyz() -> Response:
    """Say whether a search can be answered, 200 or 503, and whether what it finds is old."""
    try:
        directory = the_directory()
        index = directory.current()
    except DirectoryNotLoaded:
        response = jsonify({"ready": False, "reason": "The directory is not loaded."})
        response.status_code = 503
    else:
        now = datetime.now(UTC)
        old = [s.source for s in directory.sources() if is_stale(s, now)]
        response = jsonify(
            {
                "ready": True,
                # Old lists and a database that is away are no reason to send anybody off.
                "stale": directory.watch.ailing or bool(old),
                "database_answers": not directory.watch.ailing,
                "old_sources": old,
                "directory_version": index.version,
                "locations": index.size,
                "practice": index.practice,
            }
        )
    response.headers["Cache-Control"] = "no-store"
    return response
