"""Errors of the API as application/problem+json (RFC 9457)."""

import json
from http import HTTPStatus

from flask import Response

from locator.web.headers import PRIVATE


def problem(status: int, title: str, detail: str, **more: object) -> Response:
    """Return a problem answer; `more` are members beyond the standard ones."""
    body = {
        "type": "about:blank",
        "title": title or HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **more,
    }
    response = Response(
        json.dumps(body, ensure_ascii=False),
        status=status,
        mimetype="application/problem+json",
    )
    response.headers["Cache-Control"] = PRIVATE
    return response
