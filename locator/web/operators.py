"""For whoever runs the site: is it alive, and can it answer a search?"""

from flask import Blueprint, Response, jsonify

from locator.errors import DirectoryNotLoaded
from locator.web.directory import the_directory

operators = Blueprint("operators", __name__)


@operators.get("/healthz")
def healthz() -> Response:
    """Say that the process answers, without touching anything."""
    response = Response("ok\n", mimetype="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response


@operators.get("/readyz")
def readyz() -> Response:
    """Say whether a search can be answered: 200 or 503."""
    try:
        directory = the_directory()
        index = directory.current()
    except DirectoryNotLoaded:
        response = jsonify({"ready": False, "reason": "The directory is not loaded."})
        response.status_code = 503
    else:
        response = jsonify(
            {
                "ready": True,
                # The database is away: what was read last goes on being served.
                "stale": directory.watch.ailing,
                "directory_version": index.version,
                "locations": index.size,
                "practice": index.practice,
            }
        )
    response.headers["Cache-Control"] = "no-store"
    return response
