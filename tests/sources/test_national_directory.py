"""SAMHSA's yearly workbooks: either half, any year's spelling, nothing else."""

import contextlib
import csv
import gzip
import io
import json
import zipfile
from collections import Counter
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locator.errors import BadRow, SourceChanged, SourceError
from locator.limits import Limits
from locator.records import Phone, PhoneKind, Value
from locator.sources.national_directory import NationalDirectory
from locator.sources.national_directory.files import find_edition

COLUMNS = [
    "name1", "name2", "street1", "street2", "city", "state", "zip", "phone",
    "intake1", "intake2", "intake1a", "intake2a", "service_code_info",
]  # fmt: skip
CODE_COLUMNS = [
    "category_code", "category_name", "service_code", "service_name",
    "service_description",
]  # fmt: skip
SU_CODES = [
    ["TC", "Type of Care", "SA", "Substance use treatment ", "-"],
    ["SET", "Service Setting", "OP", "Outpatient", "-"],
    ["OT", "Type of Opioid Treatment", "UB", "Prescribes buprenorphine", "-"],
    ["ASPT", "Assessment", "STU", "Screening\u00a0for  tobacco use", "-"],
    ["GN", "Gender Accepted", "FEM", "Female", "-"],
    ["AGE", "Age Groups Accepted", "ADLT", "Adults", "-"],
    ["AGE", "Age Groups Accepted", "CHLD", "Children/Adolescents", "-"],
]
MH_CODES = [
    ["TC", "Type of Care", "MH", "Mental health treatment", "-"],
    ["FT", "Facility Type", "OMH", "Outpatient mental health facility", "-"],
    ["AGE", "Age Groups Accepted", "CHLD", "Children/Adolescents", "-"],
]


def facility(services="SA * OP * UB", **facts):
    row = {
        "name1": "Maple Street Clinic",
        "name2": "Second Floor",
        "street1": "12 Maple Street",
        "city": "Springfield",
        "state": "MA",
        "zip": "01101",
        "phone": "413-555-0101 x12",
        "service_code_info": services,
    } | facts
    return [row.get(column, "") for column in COLUMNS]


def su_sheets(*rows, header=COLUMNS):
    return {
        "Facilities List": [header, *(rows or (facility(),))],
        "Service Code Reference": [CODE_COLUMNS, *SU_CODES],
    }


def mh_sheets(*rows):
    return {
        "Facilities List": [COLUMNS, *(rows or (facility("MH * OMH"),))],
        "Service Code Reference": [CODE_COLUMNS, *MH_CODES],
    }


def sheet_xml(rows):
    lines = (
        "<row>"
        + "".join(
            f'<c t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
            if isinstance(cell, str)
            else f"<c><v>{cell}</v></c>"
            for cell in row
        )
        + "</row>"
        for row in rows
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return (
        f'<worksheet xmlns="{main}"><sheetData>{"".join(lines)}</sheetData></worksheet>'
    )


def workbook(named_sheets, title=""):
    """Return the bytes of the smallest workbook with these sheets."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    book, links = [], []
    for number, name in enumerate(named_sheets, 1):
        book.append(f'<sheet name="{name}" sheetId="{number}" r:id="r{number}"/>')
        links.append(
            f'<Relationship Id="r{number}" Type="{office}/worksheet" '
            f'Target="worksheets/sheet{number}.xml"/>'
        )
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship '
        f'Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        f"{''.join(book)}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f"{''.join(links)}</Relationships>",
        "docProps/core.xml": f"<cp:coreProperties><dc:title>{title}</dc:title>"
        "<dcterms:created>2019-01-01T00:00:00Z</dcterms:created></cp:coreProperties>",
    }
    for number, rows in enumerate(named_sheets.values(), 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = sheet_xml(rows)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


@pytest.fixture
def source():
    return NationalDirectory()


@pytest.fixture
def write(tmp_path):
    def write(named_sheets, name="su.xlsx", title=""):
        path = tmp_path / name
        path.write_bytes(workbook(named_sheets, title))
        return path

    return write


@pytest.fixture
def read(source, write):
    """Write a workbook, read it, and return its listings."""

    def read(named_sheets, **how):
        contents = source.read_file(write(named_sheets, **how))
        return [source.parse(row, as_of=contents.as_of) for row in contents.rows]

    return read


def test_a_row_becomes_a_listing_of_raw_strings(read):
    (listing,) = read(su_sheets(), name="directory-2024.xlsx")

    assert listing.source == "national-directory"
    assert listing.kind == "SA"
    assert (listing.name1, listing.name2) == ("Maple Street Clinic", "Second Floor")
    assert listing.address.address_1 == "12 Maple Street"
    assert listing.address.address_2 is None
    assert listing.address.postal_code == "01101"
    assert listing.phones == (Phone("413-555-0101 x12", PhoneKind.MAIN),)
    assert listing.point is None
    assert listing.website is None
    assert listing.as_of == "2023"
    assert [offer.term for offer in listing.reading.offers] == [
        "buprenorphine",
        "outpatient",
    ]


def test_codes_mean_what_the_workbook_itself_says(read):
    (listing,) = read(su_sheets(facility("SA * UB STU FEM")))

    assert listing.values == (
        Value("TC", "Substance use treatment"),
        Value("OT", "Prescribes buprenorphine"),
        Value("ASSES", "Screening for tobacco use"),
        Value("SN", "Female"),
    )
    assert listing.reading.unknown == ()


def test_a_code_that_changed_meaning_follows_the_reference(read):
    sheets = su_sheets(facility("SA UB MI"))
    sheets["Service Code Reference"].append(
        ["TAP", "Treatment Approaches", "MI", "Motivational interviewing", "-"]
    )
    (listing,) = read(sheets)

    assert Value("TAP", "Motivational interviewing") in (listing.values or ())
    assert "tricare" not in {offer.term for offer in listing.reading.offers}


def test_an_unexplained_code_is_kept_and_reported(read):
    (listing,) = read(su_sheets(facility("SA * UB * QQQ")))

    assert listing.reading.unknown == (Value("CODE", "QQQ"),)


def test_headers_are_known_in_any_case_and_below_a_title(read):
    sheets = su_sheets(header=[column.capitalize() for column in COLUMNS])
    sheets["Facilities List"].insert(0, ["National Directory"])

    assert len(read(sheets)) == 1


def test_sheets_are_known_by_content_and_not_by_name_or_order(read):
    first, second = su_sheets().values()

    assert len(read({"Sheet2": second, "Sheet1": first})) == 1


def test_the_mental_health_half_is_told_by_what_it_asks(read):
    (listing,) = read(mh_sheets(), name="mh.xlsx")

    assert listing.kind == "MH"
    assert [offer.term for offer in listing.reading.offers] == ["mental-health"]


def test_a_file_that_could_be_either_half_is_refused(source, write):
    path = write(su_sheets(facility("SA * OP")))

    with pytest.raises(SourceChanged, match="could be the substance use"):
        source.read_file(path)


def test_a_file_of_both_halves_is_refused(source, write):
    both = su_sheets(facility(), facility("OMH", name1="Elm Street Clinic"))
    both["Service Code Reference"] += MH_CODES

    with pytest.raises(
        SourceChanged, match="1 rows look like the one, 1 like the other"
    ):
        source.read_file(write(both))


def test_all_intake_numbers_are_kept_apart_from_the_main_one(read):
    (listing,) = read(
        su_sheets(facility(intake1="800-555-0102", intake2a="888-555-0103"))
    )

    assert [(phone.number, phone.kind) for phone in listing.phones[1:]] == [
        ("800-555-0102", PhoneKind.INTAKE),
        ("888-555-0103", PhoneKind.INTAKE),
    ]


def test_a_withheld_street_stays_as_printed(read):
    (listing,) = read(su_sheets(facility(street1="- - -")))

    assert listing.address.address_1 == "- - -"


def test_a_zip_that_a_spreadsheet_took_for_a_number_gets_its_zeros_back(read):
    (listing,) = read(su_sheets(facility(zip=1101)))

    assert listing.address.postal_code == "01101"


def terms_of(listing):
    return {offer.term for offer in listing.reading.offers}


@pytest.mark.parametrize(
    ("title", "name", "as_of"),
    [
        ("2023 SU Facilities for All Cities", "download.xlsx", "2022"),
        ("", "2025_SU_Facilities_for_All_City_All.xlsx", "2024"),
        ("2024 SU Facilities", "National Directory SU 2024_Final.xlsx", "2023"),
        ("2023 SU Facilities", "National Directory SU 2024_Final.xlsx", None),
        ("SU Facilities", "facilities.xlsx", None),
    ],
)
def test_the_survey_year_is_the_year_before_the_edition(
    source, write, title, name, as_of
):
    path = write(su_sheets(), name=name, title=title)

    assert source.read_file(path).as_of == as_of


def test_a_year_inside_a_longer_number_is_no_edition():
    assert find_edition("rpt120238", "export-1779732023.xlsx") is None


def test_rows_need_no_workbook_any_more(source, write):
    (row,) = source.read_file(write(su_sheets())).rows

    again = json.loads(json.dumps(row))
    assert source.parse(again, as_of=None) == source.parse(row, as_of=None)


def test_the_key_comes_from_raw_facts_and_tells_the_halves_apart(read):
    (one,), (same,), (twin,) = read(su_sheets()), read(su_sheets()), read(mh_sheets())

    assert one.key == same.key
    assert one.key != twin.key


@pytest.mark.parametrize("missing", ["name1", "city", "state", "zip"])
def test_a_row_without_a_must_have_is_a_bad_row(source, write, missing):
    (row,) = source.read_file(write(su_sheets(facility(**{missing: " "})))).rows

    with pytest.raises(BadRow, match=missing):
        source.parse(row, as_of=None)


@pytest.mark.parametrize("wrong", [{"state": "Mass"}, {"zip": "O2118"}])
def test_a_row_with_an_impossible_place_is_a_bad_row(source, write, wrong):
    (row,) = source.read_file(write(su_sheets(facility(**wrong)))).rows

    with pytest.raises(BadRow, match="unusable"):
        source.parse(row, as_of=None)


def test_a_row_of_another_shape_is_a_bad_row(source):
    row = {"kind": "SA", "name1": "A", "city": "B", "state": "MA", "zip": "02118"}

    with pytest.raises(BadRow, match="services"):
        source.parse(row, as_of=None)


def test_blank_lines_are_no_rows(read):
    assert len(read(su_sheets(facility(), [""] * len(COLUMNS)))) == 1


def test_the_list_as_csv_is_read_as_well(source, tmp_path):
    text = io.StringIO()
    csv.writer(text).writerows([COLUMNS, facility("SA MI SSA * UB")])
    path = tmp_path / "su-2024.csv.gz"
    path.write_bytes(gzip.compress(text.getvalue().encode("utf-8-sig")))

    contents = source.read_file(path)
    listing = source.parse(contents.rows[0], as_of=contents.as_of)

    assert listing.as_of == "2023"
    assert "tricare" in terms_of(listing)


def test_a_csv_list_with_codes_of_2026_is_read_as_such(source, tmp_path):
    path = tmp_path / "su.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([COLUMNS, facility("SA MI CASH * UB")])

    (row,) = source.read_file(path).rows

    assert row["services"]["TAP"] == ["Motivational interviewing"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Sign in</html>",
        b"PK\x03\x04 not a zip",
        b"\xff\xfe\x00binary",
        workbook({"Sheet1": [["name", "phone"], ["A", "B"]]}),
    ],
)
def test_a_wrong_file_is_refused_with_what_to_do(source, tmp_path, body):
    path = tmp_path / "wrong.xlsx"
    path.write_bytes(body)

    with pytest.raises(SourceChanged, match="Download the facilities workbook again"):
        source.read_file(path)


def test_a_workbook_without_its_reference_sheet_is_refused(source, write):
    alone = {"Facilities List": su_sheets()["Facilities List"]}

    with pytest.raises(SourceChanged, match="explains its service codes"):
        source.read_file(write(alone))


def test_a_missing_file_is_a_source_error(source, tmp_path):
    with pytest.raises(SourceError, match="cannot be read"):
        source.read_file(tmp_path / "nowhere.xlsx")


def test_a_broken_gz_file_is_refused(source, tmp_path):
    path = tmp_path / "su.csv.gz"
    path.write_bytes(gzip.compress(b"name1,city\n" * 100)[:30])

    with pytest.raises(SourceChanged):
        source.read_file(path)


def test_files_that_unpack_without_end_are_refused(source, write, monkeypatch):
    path = write(su_sheets())

    monkeypatch.setattr(Limits, "max_bytes", 1_000)
    with pytest.raises(SourceChanged, match="LOCATOR_IMPORT_MAX_MB"):
        source.read_file(path)


def test_a_cell_in_the_last_corner_of_a_sheet_is_refused(source, write):
    path = write(su_sheets())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/worksheets/sheet9.xml", '<c r="XFD1048576"/>')

    with pytest.raises(SourceChanged, match="LOCATOR_IMPORT_MAX_ROWS"):
        source.read_file(path)


@settings(max_examples=150)
@given(
    changes=st.lists(st.tuples(st.integers(2, 10**6), st.integers(0, 255)), max_size=9)
)
def test_a_damaged_workbook_is_read_or_refused_and_nothing_else(
    tmp_path_factory, changes
):
    body = bytearray(workbook(su_sheets(), "2023 SU Facilities"))
    for place, byte in changes:
        body[place % (len(body) - 2) + 2] = byte
    path = tmp_path_factory.mktemp("damaged") / "su.xlsx"
    path.write_bytes(body)

    with contextlib.suppress(SourceChanged):
        NationalDirectory().read_file(path)


def test_there_is_no_live_directory_but_a_way_to_go_on(source):
    assert source.info.url is None
    with pytest.raises(SourceError, match="locator import national-directory FILE"):
        source.fetch(None, "")


@pytest.fixture
def su_2023(source, real_data):
    path = (
        real_data / "national_directory" / "national-directory-su-facilities-2023.xlsx"
    )
    contents = source.read_file(path)
    return [source.parse(row, as_of=contents.as_of) for row in contents.rows]


@pytest.mark.real_data
def test_the_substance_use_workbook_of_2023_proves_what_it_says(su_2023):
    offers = Counter(
        (offer.term, offer.strength.value)
        for listing in su_2023
        for offer in listing.reading.offers
    )
    remarks = Counter(r for listing in su_2023 for r in listing.reading.remarks)

    assert len(su_2023) == 12_744
    assert {(listing.kind, listing.as_of) for listing in su_2023} == {("SA", "2022")}
    assert offers["methadone", "yes"] == 1_449
    assert offers["methadone", "maybe"] == 121
    assert offers["buprenorphine", "yes"] == 6_074
    assert offers["buprenorphine", "maybe"] == 849
    assert offers["naltrexone", "yes"] == 5_325
    assert offers["naltrexone", "maybe"] == 1_113
    assert remarks == {
        "methadone-contradicted": 8,
        "buprenorphine-contradicted": 57,
        "naltrexone-contradicted": 42,
        "methadone-detox-only": 24,
    }
    assert sum(len(listing.reading.unknown) for listing in su_2023) == 0


@pytest.mark.real_data
def test_the_mental_health_workbook_of_2023_claims_no_medicine(source, real_data):
    path = (
        real_data / "national_directory" / "national-directory-mh-facilities-2023.xlsx"
    )
    contents = source.read_file(path)
    listings = [source.parse(row, as_of=contents.as_of) for row in contents.rows]

    assert len(listings) == 8_707
    assert {(listing.kind, listing.as_of) for listing in listings} == {("MH", "2022")}
    assert not {"methadone", "buprenorphine", "naltrexone"} & {
        term for listing in listings for term in terms_of(listing)
    }
    assert sum(len(listing.reading.unknown) for listing in listings) == 0
