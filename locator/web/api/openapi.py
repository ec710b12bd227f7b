"""The API's own description, OpenAPI 3.1, made from the code that answers."""

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import msgspec
from flask import Flask, Response, current_app

from locator import __version__
from locator.web.api.blueprint import api
from locator.web.api.operations import Operation, Parameter
from locator.web.api.replies import json_answer
from locator.web.credits import LICENCE
from locator.web.shapes import Problem

if TYPE_CHECKING:
    from werkzeug.routing import Rule

REF = "#/components/schemas/{name}"
PROBLEM = "application/problem+json"
TAGS = {
    "api": "Search, one place, and lists.",
    "files": "The whole directory in one file.",
    "hsds": "The same places as Open Referral HSDS 3.0.",
}
HEADERS = {
    "Locator-Directory-Version": {
        "description": "Changes exactly when the content of the directory does.",
        "schema": {"type": "string"},
    },
    "ETag": {
        "description": "Send it back as If-None-Match to be told 304.",
        "schema": {"type": "string"},
    },
}
TOO_MANY = 429
RETRY_AFTER = {
    "Retry-After": {
        "description": "Seconds to wait before asking again.",
        "schema": {"type": "integer"},
    }
}
Schema = dict[str, Any]


@api.get("/openapi.json")
def openapi() -> Response:
    """Return this description."""
    made = current_app.extensions.get("openapi")
    if made is None:
        made = current_app.extensions["openapi"] = make_description(current_app)
    return json_answer(made)


def make_description(app: Flask) -> Schema:
    """Return the description of every address that carries an operation."""
    found = list(operations(app))
    types = [one.answer for _, _, one in found if not isinstance(one.answer, dict)]
    answers, components = msgspec.json.schema_components(
        [Problem, *types], ref_template=REF
    )
    schemas = dict(zip(map(id, [Problem, *types]), answers, strict=True))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Treatment locator",
            "version": __version__,
            "summary": "Places for addiction treatment, from public directories.",
            "description": LICENCE,
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": name, "description": text} for name, text in TAGS.items()],
        "paths": {
            path: {"get": describe(name, one, schemas)} for path, name, one in found
        },
        "components": {"schemas": components},
    }


def operations(app: Flask) -> Iterator[tuple[str, str, Operation]]:
    """Yield the path, the name and the operation of each documented address."""
    rules: list[Rule] = sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule)
    for rule in rules:
        view = app.view_functions[rule.endpoint]
        operation = getattr(view, "operation", None)
        if operation is not None:
            path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
            yield path, rule.endpoint.replace(".", "_"), operation


def describe(name: str, operation: Operation, schemas: dict[int, Schema]) -> Schema:
    """Return one operation as OpenAPI says it."""
    answer = operation.answer
    if not isinstance(answer, dict):
        answer = schemas[id(answer)]
    responses: Schema = {
        "200": {
            "description": operation.summary,
            "headers": HEADERS,
            "content": {operation.media: {"schema": answer}},
        }
    }
    if operation.moves:
        responses["301"] = {"description": "Merged: its other id is in Location."}
    responses["304"] = {"description": "Nothing changed since the ETag that was sent."}
    for status in sorted({*operation.errors, TOO_MANY}):
        responses[str(status)] = {
            "description": HTTPStatus(status).phrase,
            "content": {PROBLEM: {"schema": schemas[id(Problem)]}},
        }
    responses[str(TOO_MANY)]["headers"] = RETRY_AFTER
    return {
        "operationId": name,
        "summary": operation.summary,
        "tags": [operation.tag],
        "parameters": [describe_parameter(one) for one in operation.parameters],
        "responses": responses,
    }


def describe_parameter(parameter: Parameter) -> Schema:
    """Return one parameter as OpenAPI says it."""
    described: Schema = {
        "name": parameter.name,
        "in": parameter.where,
        "description": parameter.description,
        "required": parameter.required,
        "schema": dict(parameter.schema),
    }
    if parameter.example is not None:
        described["example"] = parameter.example
    return described
