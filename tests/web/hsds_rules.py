"""Holds records to the HSDS 3.0 schemas, which stand under tests/hsds."""

import json
from pathlib import Path

from jsonschema import Draft202012Validator, FormatChecker

FOLDER = Path(__file__).parent.parent / "hsds"
WHOLE = json.loads((FOLDER / "service_with_definitions.json").read_text("utf-8"))
PAGE = json.loads((FOLDER / "openapi.json").read_text("utf-8"))["components"]["schemas"]
FORMATS = FormatChecker()


@FORMATS.checks("uri")
def is_uri(text: object) -> bool:
    return isinstance(text, str) and text.startswith(("https://", "http://"))


def validator(schema) -> Draft202012Validator:
    return Draft202012Validator(schema, format_checker=FORMATS)


SERVICE = validator(WHOLE)
SERVICE_LIST = validator(json.loads((FOLDER / "service_list.json").read_text("utf-8")))
PAGED = validator(PAGE["Page"] | {"required": list(PAGE["Page"]["properties"])})
PART = {
    name: validator(
        {"$ref": f"#/definitions/{name}", "definitions": WHOLE["definitions"]}
    )
    for name in WHOLE["definitions"]
}
