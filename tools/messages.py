"""Fill the catalogues: every sentence of templates, code, terms and facts, once.

`python -m tools.messages` brings each `locator/translations/*/LC_MESSAGES/messages.po`
up to date (new sentences empty, unused ones gone) and compiles it beside.
"""

import csv
import io
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = ROOT / "locator/translations"
# A compiled catalogue names a day; any day would do.
NO_DAY = datetime(2026, 1, 1, tzinfo=UTC)
# Functions and errors whose first sentence a visitor may read.
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "to_translate": None,
    "InvalidSearch": None,
    "UnknownPlace": None,
    "UnknownZip": None,
}
JINJA = {"silent": "false", "trimmed": "true", "newstyle_gettext": "true"}
TABLES = {
    "locator/taxonomy/terms.csv": ("label", "help"),
    "locator/taxonomy/categories.csv": ("heading",),
}
# In locator/content/facts/*.toml: what a visitor reads of a table's entry.
FACT_KEYS = ("text", "fallback", "label", "says", "why", "act", "short", "note", "term")


def collect() -> Catalog:
    """Return a catalogue of every sentence, with where it stands."""
    catalog = Catalog(project="treatment-locator", charset="utf-8")
    for path, message, comments in _messages():
        catalog.add(message, None, [(path, 0)], auto_comments=comments)
    return catalog


def _messages() -> Iterator[tuple[str, Any, list[str]]]:
    for path in sorted(ROOT.glob("templates/**/*.html")) + sorted(
        ROOT.glob("templates/**/*.txt")
    ):
        yield from _extract("jinja2", path, JINJA)
    for path in sorted((ROOT / "locator").glob("**/*.py")):
        if "cli" not in path.relative_to(ROOT).parts:
            yield from _extract("python", path, {})
    for name, columns in TABLES.items():
        with (ROOT / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield from ((name, row[key], []) for key in columns if row[key])
    for path in sorted((ROOT / "locator/content").glob("**/*.toml")):
        with path.open("rb") as file:
            for text in _facts(tomllib.load(file)):
                yield str(path.relative_to(ROOT)), text, []


def _extract(
    method: str, path: Path, options: dict[str, str]
) -> Iterator[tuple[str, Any, list[str]]]:
    name = str(path.relative_to(ROOT))
    for _line, message, comments, _context in extract_from_file(
        method, path, keywords=KEYWORDS, options=options
    ):
        yield name, message, comments


def _facts(table: object) -> Iterator[str]:
    if isinstance(table, dict):
        for key, value in table.items():
            if key in FACT_KEYS and isinstance(value, str):
                yield value
            elif key != "sources":
                yield from _facts(value)
    elif isinstance(table, list):
        for value in table:
            yield from _facts(value)


def update(path: Path, found: Catalog) -> Catalog:
    """Return a language's catalogue with today's sentences, its translations kept."""
    code = path.parent.parent.name
    with path.open("rb") as file:
        catalog = read_po(file, locale=Locale.parse(code))
    catalog.update(found, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def po_bytes(catalog: Catalog) -> bytes:
    """Return a catalogue as its file, the same for the same sentences on any day."""
    buffer = io.BytesIO()
    write_po(
        buffer, catalog, width=88, omit_header=True, sort_output=True, no_location=True
    )
    code = catalog.locale_identifier
    header = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {code}\\n"\n'
        f'"Plural-Forms: {catalog.plural_forms}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    )
    return header.encode() + buffer.getvalue()


def mo_bytes(catalog: Catalog) -> bytes:
    """Return a catalogue as gettext reads it, the same for the same sentences."""
    catalog.creation_date = catalog.revision_date = NO_DAY
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def main() -> None:
    """Update and compile every catalogue; say what is left to translate."""
    found = collect()
    for path in sorted(CATALOGUES.glob("*/LC_MESSAGES/messages.po")):
        catalog = update(path, found)
        path.write_bytes(po_bytes(catalog))
        with path.open("rb") as file:
            catalog = read_po(file, locale=catalog.locale)
        path.with_suffix(".mo").write_bytes(mo_bytes(catalog))
        missing = [m.id for m in catalog if m.id and not all(_strings(m.string))]
        print(
            f"{path.parent.parent.name}: {len(catalog)} sentences, {len(missing)} to translate"
        )


def _strings(string: object) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, list | tuple) else (string,)


if __name__ == "__main__":
    main()
