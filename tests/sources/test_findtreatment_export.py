"""The site's own CSV and XLSX downloads."""

import csv
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from locator.errors import BadRow, SourceChanged
from locator.records import PhoneKind, Value
from locator.sources.findtreatment import FindTreatment

FIXTURES = Path(__file__).parent.parent / "fixtures" / "findtreatment"
EXPORT_2025 = FIXTURES / "FindTreament_Facility_listing_2025_08_19_150020.csv"
EXPORT_2026 = FIXTURES / "export_2026.csv"
SOURCE = FindTreatment()


def listings(path):
    return [SOURCE.parse(row, as_of=None) for row in SOURCE.read_file(path).rows[:3]]


def write_workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    """Write the smallest XLSX that holds these cells."""
    names = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(sheets, start=1)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Target="worksheets/sheet{n}.xml" Type="http://'
        'schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>'
        for n in range(1, len(sheets) + 1)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    root = (
        f'<Relationship Id="rId1" Type="{rel}/officeDocument"'
        ' Target="xl/workbook.xml"/>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "_rels/.rels", f'<Relationships xmlns="{package}">{root}</Relationships>'
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets>{names}</sheets>'
            "</workbook>",
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}">{links}</Relationships>',
        )
        for n, lines in enumerate(sheets.values(), start=1):
            cells = "".join(f"<row>{''.join(map(_cell, line))}</row>" for line in lines)
            archive.writestr(
                f"xl/worksheets/sheet{n}.xml",
                f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
            )
    return path


def _cell(found: object) -> str:
    if isinstance(found, int | float):
        return f"<c><v>{found}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(str(found))}</t></is></c>'


def test_header_with_leading_blanks_is_read():
    first = listings(EXPORT_2025)[0]
    assert (first.name1, first.name2, first.kind) == (
        "Harbor House",
        "Main Campus",
        "SA",
    )
    assert first.address.postal_code == "02118"
    assert first.point is not None
    assert first.as_of is None


def test_two_intake_numbers_are_kept():
    kinds = [(phone.number, phone.kind) for phone in listings(EXPORT_2025)[0].phones]
    assert kinds == [
        ("617-555-0100", PhoneKind.MAIN),
        ("617-555-0101", PhoneKind.INTAKE),
        ("617-555-0102", PhoneKind.INTAKE),
    ]


def test_two_codes_meant_something_else_before_2026():
    values = set(listings(EXPORT_2025)[0].values)
    assert Value("PAY", "Federal military insurance (e.g., TRICARE)") in values
    assert Value("ASSES", "Screening for substance use") in values
    assert Value("SET", "Intensive outpatient treatment") in values


def test_2026_codes_are_told_by_the_header():
    values = set(listings(EXPORT_2026)[0].values)
    assert Value("TAP", "Motivational interviewing") in values
    assert Value("LCA", "State Substance use treatment agency") in values
    assert Value("PAY", "Cash or self-payment") in values
    assert Value("PAY", "Federal military insurance (e.g., TRICARE)") in values
    assert Value("SET", "Intensive outpatient treatment") in values


def test_misspelled_headers_are_understood_and_unknown_ones_reported():
    listing = listings(EXPORT_2025)[1]
    texts = {value.text for value in listing.values}
    assert "Antipsychotics used in treatment of SMI" in texts
    assert any(text.startswith("Multi-setting mental health") for text in texts)
    assert listing.reading.unknown == (Value("CODE", "ZZ9"),)


def test_leading_zero_that_a_spreadsheet_ate_is_put_back():
    assert listings(EXPORT_2025)[2].address.postal_code == "02657"


def test_practitioners_are_refused():
    row = SOURCE.read_file(EXPORT_2025).rows[3]
    with pytest.raises(BadRow, match="type BUPREN"):
        SOURCE.parse(row, as_of=None)


def test_date_of_the_copy_comes_from_the_name():
    contents = SOURCE.read_file(EXPORT_2025)
    assert contents.retrieved_at == datetime(2025, 8, 19, 15, 0, 20, tzinfo=UTC)
    assert contents.as_of is None
    assert SOURCE.read_file(EXPORT_2026).retrieved_at is None


def test_export_and_api_row_have_the_same_key(row):
    facility = row(
        name1="Harbor House", name2="Main Campus", street1="1 Example Street"
    )
    assert listings(EXPORT_2025)[0].key == SOURCE.parse(facility, as_of=None).key


def test_workbook_says_the_same_as_the_csv(tmp_path):
    with EXPORT_2025.open(newline="") as lines:
        cells = list(csv.reader(lines))
    numbers = [[float(c) if c.isdecimal() else c for c in line] for line in cells]
    workbook = write_workbook(
        tmp_path / "export.xlsx",
        {
            "service code reference": [["code"]],
            "Facilities with service detail": numbers,
        },
    )
    assert listings(workbook) == listings(EXPORT_2025)


def test_column_that_is_no_code_is_reported(tmp_path):
    header, line = EXPORT_2026.read_text().splitlines()
    path = tmp_path / "export.csv"
    path.write_text(f"{header},last_update\n{line},2026-02-01\n")
    assert "unknown-field:last_update" in listings(path)[0].reading.remarks


def test_windows_encoding_is_read(tmp_path):
    path = tmp_path / "export.csv"
    path.write_bytes(
        EXPORT_2026.read_text().replace("Boston", "Añasco").encode("cp1252")
    )
    assert listings(path)[0].address.city == "Añasco"


@pytest.mark.parametrize(
    "body",
    [b"name,phone\nA,1\n", b"", b"\x00\x01\x02", b"PK\x03\x04broken", b"%PDF-1.7"],
)
def test_other_files_are_refused_with_what_was_expected(tmp_path, body):
    path = tmp_path / "other.bin"
    path.write_bytes(body)
    with pytest.raises(SourceChanged, match=r"other\.bin.*expected FindTreatment"):
        SOURCE.read_file(path)


def test_workbook_of_another_directory_is_refused(tmp_path):
    path = write_workbook(tmp_path / "list.xlsx", {"Facilities": [["Name", "ZIP"]]})
    with pytest.raises(SourceChanged, match="expected FindTreatment"):
        SOURCE.read_file(path)


def test_workbook_that_unpacks_to_a_flood_is_refused(tmp_path, monkeypatch):
    path = write_workbook(tmp_path / "bomb.xlsx", {"A": [["x" * 10_000]]})
    monkeypatch.setattr("locator.limits.Limits.max_bytes", 1_250)
    with pytest.raises(SourceChanged, match="unpacks to more than"):
        SOURCE.read_file(path)
