"""Files made to hurt whoever reads them: bombs, floods, lies, noise. All invented."""

import gzip
import io
import json
import struct
import zipfile
from collections.abc import Callable, Iterator

HEADER = "name1,city,state,zip,type_facility,phone,latitude,longitude\n"
LINE = "Example House,Boston,MA,02118,SA,617-555-0100,42.3,-71.0\n"
LOCAL = (
    "name,address,city,state,zip,phone,offers,access,confirmed_on,confirmed_by\n"
    "Example Van,1 Example Street,Boston,MA,02118,617-555-0100,buprenorphine,open,"
    "2026-11-01,A nurse\n"
)
ROW = {
    "name1": "Example House", "city": "Boston", "state": "MA", "zip": "02118",
    "typeFacility": "SA", "services": [], "latitude": "42.3", "longitude": "-71.0",
}  # fmt: skip
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
# A list that findtreatment and national-directory both take for theirs at first sight.
COLUMNS = [
    "name1",
    "city",
    "state",
    "zip",
    "type_facility",
    "phone",
    "service_code_info",
]


def squeezed(piece: bytes, megabytes: float, *, start: bytes = b"") -> bytes:
    """Return gzip of a start and then a piece again and again, megabytes of it."""
    # One block packed once: a file of many gzip members is one file.
    block = gzip.compress(piece * (2**18 // len(piece) + 1), 9, mtime=0)
    return gzip.compress(start, mtime=0) + block * round(4 * megabytes)


def repeated(piece: bytes, megabytes: float) -> Iterator[bytes]:
    """Yield a piece again and again, so many megabytes of it."""
    for _ in range(round(4 * megabytes)):
        yield piece * (2**18 // len(piece) + 1)


def cell(place: str, text: str = "x") -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def header_row(columns: list[str] = COLUMNS) -> str:
    cells = (cell(f"{chr(65 + at)}1", name) for at, name in enumerate(columns))
    return f'<row r="1">{"".join(cells)}</row>'


def sheet(*rows: str) -> Iterator[bytes]:
    yield f'<worksheet xmlns="{MAIN}"><sheetData>'.encode()
    for row in rows:
        yield row.encode()
    yield b"</sheetData></worksheet>"


def workbook(
    content: Iterator[bytes], *, more: dict[str, Iterator[bytes]] | None = None
) -> bytes:
    """Return a workbook with one sheet, and with more parts if there are any."""
    parts: dict[str, Iterator[bytes]] = {
        "_rels/.rels": iter(
            [
                f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1"'
                f' Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
                "</Relationships>".encode()
            ]
        ),
        "xl/workbook.xml": iter(
            [
                f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet'
                ' name="Facilities List" sheetId="1" r:id="r1"/></sheets>'
                "</workbook>".encode()
            ]
        ),
        "xl/_rels/workbook.xml.rels": iter(
            [
                f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1"'
                f' Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
                "</Relationships>".encode()
            ]
        ),
        "xl/worksheets/sheet1.xml": content,
        **(more or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, pieces in parts.items():
            with archive.open(name, "w", force_zip64=False) as part:
                for piece in pieces:
                    part.write(piece)
    return out.getvalue()


def lying(body: bytes, part: str, size: int) -> bytes:
    """Return a workbook whose list of parts says that one unpacks to so little."""
    changed = bytearray(body)
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        true = archive.getinfo(part).file_size
    at = 0
    while (at := changed.find(struct.pack("<L", true), at)) >= 0:
        changed[at : at + 4] = struct.pack("<L", size)
        at += 4
    return bytes(changed)


def shared_text() -> bytes:
    """Return a workbook of one long text and very many cells that are that text."""
    text = b"x" * 32_000
    strings = b"<sst><si><t>" + text + b"</t></si></sst>"
    row = "".join('<c t="s"><v>0</v></c>' for _ in range(100))
    rows = sheet(header_row(), *(f"<row>{row}</row>" for _ in range(20_000)))
    return workbook(rows, more={"xl/sharedStrings.xml": iter([strings])})


def many_rows() -> Iterator[bytes]:
    yield f'<worksheet xmlns="{MAIN}"><sheetData>{header_row()}'.encode()
    for _ in range(100):
        yield b"<row><c><v>1</v></c></row>" * 100_000
    yield b"</sheetData></worksheet>"


def formulas() -> bytes:
    """Return a workbook of formulas that ask for the network and for programs."""
    asked = (
        "WEBSERVICE(&quot;http://127.0.0.1:9/&quot;)",
        "cmd|&apos;/c calc&apos;!A0",
    )
    rows = (
        f'<row r="{at}"><c r="A{at}" t="str"><f>{one}</f><v>=1+1</v></c></row>'
        for at, one in enumerate(asked, 2)
    )
    return workbook(sheet(header_row(), *rows))


def macros() -> bytes:
    """Return a workbook with a program in it, as in an .xlsm."""
    program = iter([b"\xd0\xcf\x11\xe0" + b"Attribute VB_Name" * 1000])
    return workbook(sheet(header_row()), more={"xl/vbaProject.bin": program})


def odf() -> bytes:
    """Return an OpenDocument sheet that repeats one cell a thousand million times."""
    office = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{office}:office:1.0"'
        f' xmlns:table="{office}:table:1.0" xmlns:text="{office}:text:1.0">'
        "<office:body><office:spreadsheet><table:table table:name='a'><table:table-row"
        ' table:number-rows-repeated="1000000"><table:table-cell'
        ' table:number-columns-repeated="1000" office:value-type="string">'
        "<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return out.getvalue()


def row_with(**changes: object) -> bytes:
    return json.dumps({**ROW, **changes}).encode()


DECISION = (
    "kind,listing_key,other_key,reason,decided_by,decided_on\n"
    "same,0123456789abcdef,0123456789abcdeg,r,b,2026-11-22\n"
)
DTD = (
    '<!DOCTYPE a [<!ENTITY b "xxxxxxxxxx"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;">'
    '<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)
# What no source may take, made for a limit of so many megabytes: each is over it once
# unpacked, or in memory, though most are small on the disk.
BOMBS: dict[str, Callable[[int], bytes]] = {
    "zeros.csv.gz": lambda mb: squeezed(b"\0" * 1024, 5 * mb),
    "blanks.json.gz": lambda mb: squeezed(b" " * 1024, 5 * mb, start=b"["),
    "rows.csv.gz": lambda mb: squeezed(LINE.encode(), mb * 0.9, start=HEADER.encode()),
    "commas.csv.gz": lambda mb: squeezed(b"," * 1024, mb * 0.9, start=b"a"),
    "commas-in-lines.csv.gz": lambda mb: squeezed(
        b"," * 1999 + b"\n", mb * 0.9, start=HEADER.encode()
    ),
    "quoted-lines.csv.gz": lambda mb: squeezed(
        b'"a\n",', mb * 0.9, start=HEADER.encode()
    ),
    "quote-left-open.csv.gz": lambda mb: squeezed(b"a" * 1024, mb * 0.9, start=b'"'),
    "empty-rows.json.gz": lambda mb: squeezed(b"{},", mb * 0.9, start=b"["),
    "lists.json.gz": lambda mb: squeezed(
        b"[" * 500 + b"]" * 500 + b",", mb * 0.9, start=b"["
    ),
    "row-lines.jsonl.gz": lambda mb: squeezed(row_with() + b"\n", 2 * mb),
    "zeros.xlsx": lambda mb: workbook(repeated(b" " * 1024, 5 * mb)),
    "ten-million-rows.xlsx": lambda _mb: workbook(many_rows()),
    "last-corner.xlsx": lambda _mb: workbook(
        sheet(header_row(), f'<row r="1048576">{cell("XFD1048576")}</row>')
    ),
    "wide-and-high.xlsx": lambda _mb: workbook(
        sheet(header_row(), f'<row r="199000">{cell("ZZ199000")}</row>')
    ),
    "one-wide-row.xlsx": lambda _mb: workbook(
        sheet(header_row(), "<row>" + "<c/>" * 10**5 + "</row>")
    ),
    "shared-text.xlsx": lambda _mb: shared_text(),
    "size-that-lies.xlsx": lambda mb: lying(
        workbook(repeated(b" " * 1024, 5 * mb)), "xl/worksheets/sheet1.xml", 5_000
    ),
    "repeated-cells.ods": lambda _mb: odf(),
    "many-parts.xlsx": lambda _mb: workbook(
        sheet(), more={f"xl/part{at}.xml": iter([b"x"]) for at in range(3_000)}
    ),
}
# Small files that are no list either.
NOISE: dict[str, Callable[[], bytes]] = {
    "empty.csv": lambda: b"",
    "utf-16.csv": lambda: (HEADER + LINE).encode("utf-16"),
    "nul.csv": lambda: (HEADER + LINE).replace("Boston", "Bos\0ton").encode(),
    "deep.json": lambda: b"[" * 200_000,
    "deep-rows.json": lambda: b'{"rows":' * 100_000,
    "nan.json": lambda: row_with(latitude=float("nan")),
    "other-rows.json": lambda: json.dumps(
        [{f"a\0\n{number}": 1 for number in range(20_000)}]
    ).encode(),
    "long-cell.csv": lambda: LOCAL.replace("MA", "M" * 100_000).encode(),
    "long-header.csv": lambda: LOCAL.replace(
        "name,", "name," + "x" * 100_000 + ","
    ).encode(),
    "long-decision.csv": lambda: DECISION.replace("k", "x" * 100_000).encode(),
    "nul-decision.csv": lambda: DECISION.replace("r,", "r\0,").encode(),
    "latin-1.json": lambda: row_with(city="Aguada").replace(b"da", b"d\xe1"),
    "cut.json": lambda: row_with()[:-5],
    "cut.gz": lambda: gzip.compress((HEADER + LINE * 500).encode())[:-20],
    "gz-in-gz.csv.gz": lambda: gzip.compress(gzip.compress(HEADER.encode())),
    "cut.xlsx": lambda: workbook(sheet(header_row()))[:-30],
    "entities.xlsx": lambda: workbook(
        iter([DTD.encode(), *sheet(header_row(["&d;", *COLUMNS]))])
    ),
    "formulas.xlsx": formulas,
    "macros.xlsm": macros,
    "page.html": lambda: b"<!doctype html><title>Not found</title>",
}
