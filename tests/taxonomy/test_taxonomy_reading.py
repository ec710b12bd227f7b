"""Reading a whole row: wordings, the unknown, statements, access, headings."""

import gzip
import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator import taxonomy
from locator.records import Access, Offer, Reading, Strength, Value
from locator.taxonomy.values import KNOWN


def test_an_unknown_value_is_kept_as_it_came_and_proves_nothing(read):
    new = Value("OT", "Prescribes a medicine of 2031")

    assert taxonomy.read_values("SA", [new]) == Reading(unknown=(new,))


def test_a_known_text_under_an_unknown_category_is_unknown(read):
    reading = read.texts(("ZZZ", "Prescribes buprenorphine"))

    assert [value.category for value in reading.unknown] == ["ZZZ"]
    assert reading.offers == ()


def test_one_text_means_what_its_category_says(read):
    in_ = read.texts(
        ("HOSP", "Psychiatric hospital"), ("SMAT", "In-network prescribing entity")
    )

    assert in_.unknown == ()
    assert read.texts(("OM", "Psychiatric hospital")).unknown != ()


@pytest.mark.parametrize(
    "text",
    [
        "Buprenorphine with naloxone",
        "buprenorphine  WITH naloxone",
        " Buprenorphine\u00a0with naloxone\u00a0",
        "Buprenorphine with naloxone  (Suboxone®)",
    ],
)
def test_blanks_case_and_marks_do_not_matter(read, text):
    reading = read.texts(("phr ", text))

    assert [offer.term for offer in reading.offers] == ["buprenorphine-with-naloxone"]


@pytest.mark.parametrize(
    ("category", "text", "term"),
    [
        ("EDU", "Individual counseling offered", "counseling"),
        ("EDU", "Individual counseling", "counseling"),
        ("OL", "Spanish", "spanish"),
        ("AIL", "Navajo", "native-languages"),
        ("TOBAC", "Nicotine replacement therapy", "quit-smoking"),
        ("OT", "SAMHSA-certified Opioid Treatment Program", "otp"),
        ("AS", "Housing services", "housing-help"),
        ("SET", "Computerized treatment/telemedicine", "telehealth"),
    ],
)
def test_answers_of_2019_are_understood(read, category, text, term):
    assert term in {offer.term for offer in read.texts((category, text)).offers}


def test_answers_of_2026_are_understood(read):
    text = (
        "Treatment for co-occurring substance use plus either serious mental illness "
        "(SMI) in adults and/or serious emotional disturbance (SED) in children"
    )

    assert read.texts(("TC", text)).offers == (Offer("co-occurring", Strength.YES),)


def test_other_names_of_a_category_are_understood(read):
    assert read.texts(("GN", "Female"), ("GN", "Male")).access_labels == ()
    assert read.texts(("SN", "Female")).access_labels == ("women-only",)
    assert read.texts(("ASPT", "Interim services for clients")).unknown == ()
    assert taxonomy.category_of("aspt") == "ASSES"


@pytest.mark.parametrize("values", [None, []])
def test_no_answer_is_no_claim(values):
    assert taxonomy.read_values("SA", values) == Reading()
    assert taxonomy.read_values("MH", values) == Reading()
    assert taxonomy.read_values("BUPREN", values) == Reading()


def test_an_unasked_licensed_clinic_is_likely():
    reading = taxonomy.read_values("OTP", None)

    assert {offer.term: offer.strength.value for offer in reading.offers} == {
        "methadone": "likely",
        "buprenorphine": "maybe",
        "otp": "yes",
    }
    assert reading.declared == ("otp-likely",)


def test_an_unasked_health_center_is_one():
    (offer,) = taxonomy.read_values("HRSA", None).offers

    assert offer == Offer("health-center", Strength.YES)


def test_offers_come_once_each_in_the_order_of_the_terms(read):
    order = list(taxonomy.TERMS)
    offers = [
        offer.term for offer in read("SP MD MC TELE ICO GCO OP ORT UB OTP MM").offers
    ]

    assert offers == sorted(set(offers), key=order.index)


@pytest.mark.parametrize(
    ("answers", "declared"),
    [
        ("SA MOA", ("accepts-moud",)),
        ("SA OP ICO", ("counseling-only",)),
        ("SA OP ICO MOA", ("accepts-moud", "counseling-only")),
        ("SA OP ICO BU", ()),
        ("SA OP ICO MU", ()),
        ("SA OP ICO DB", ()),
        ("SA OP ICO PMAT", ()),
        ("SA OP ICO NOOP", ("no-oud-treatment",)),
        ("SA RES RL UB", ("no-outpatient",)),
        ("SA HI UB", ("no-outpatient",)),
        ("SA RES OD UB", ()),
        ("SA UB", ()),
    ],
)
def test_lines_that_a_row_calls_for(read, answers, declared):
    assert read(answers).declared == declared


def test_a_mental_health_row_was_not_asked_about_medicine(read):
    assert read("MH SA IPT HI", kind="MH").declared == ()


@pytest.mark.parametrize(
    ("answers", "labels"),
    [
        ("DUO", ("dui-only",)),
        ("DU", ()),
        ("AUDO", ("alcohol-only",)),
        ("OUDO", ("opioid-only",)),
        ("AUDO OUDO", ()),
        ("VAMC", ("va",)),
        ("VAHC", ("va",)),
        ("DDF", ("military",)),
        ("FED", ()),
        ("TBG", ("tribal",)),
        ("IH", ("tribal",)),
        ("FEM", ("women-only",)),
        ("MALE", ("men-only",)),
        ("FEM MALE", ()),
        ("WN", ()),
        ("YAD", ()),
    ],
)
def test_whom_a_place_serves(read, answers, labels):
    assert read(f"SA {answers}").access_labels == labels


def test_access_is_the_narrowest_of_the_labels():
    assert taxonomy.access_of([]) is Access.OPEN
    assert taxonomy.access_of(["opioid-only"]) is Access.OPEN
    assert taxonomy.access_of(["opioid-only", "va"]) is Access.LIMITED
    assert taxonomy.access_of(["a label of another version"]) is Access.OPEN


def test_a_filter_for_the_group_lifts_its_demotion():
    assert "veterans" in taxonomy.ACCESS_LABELS["va"].terms
    assert "women" in taxonomy.ACCESS_LABELS["women-only"].terms
    assert "men" in taxonomy.ACCESS_LABELS["men-only"].terms


def test_headings_show_every_text_once_in_the_order_of_pages():
    values = [
        Value("OL", "Korean"),
        Value("SL", "Spanish"),
        Value("SL", "Spanish"),
        Value("ZZZ", "Something new"),
        Value("TC", "Detoxification"),
        Value("PAY", "A payer nobody has seen"),
    ]

    assert taxonomy.headings(values) == (
        ("Kind of care", ("Detoxification",)),
        ("Ways to pay and who funds it", ("A payer nobody has seen",)),
        ("Languages", ("Korean", "Spanish")),
        ("Other answers", ("Something new",)),
    )


def test_headings_put_an_old_answer_where_it_belongs_today():
    (heading,) = taxonomy.headings([Value("AS", "Self-help groups")])

    assert heading == ("Support for recovery", ("Self-help groups",))


def test_the_share_of_rows_that_list_adults_is_counted():
    adults, young = Value("AGE", "Adults"), Value("AGE", "Young Adults")

    assert (
        taxonomy.share_listing_adults([[adults], [young], [adults, young], []]) == 0.5
    )
    assert taxonomy.share_listing_adults([]) == 1.0


some_values = st.lists(
    st.sampled_from([known.value for known in KNOWN.values()])
    | st.builds(Value, st.text(max_size=8), st.text(max_size=40)),
    max_size=60,
)


@given(kind=st.sampled_from(["SA", "MH", "OTP", ""]), values=some_values)
def test_a_reading_never_fails_and_loses_nothing(kind, values):
    reading = taxonomy.read_values(kind, values)

    shown = {text for _, texts in taxonomy.headings(values) for text in texts}
    assert shown == {value.text for value in values}
    assert set(reading.unknown) <= set(values)
    assert {offer.term for offer in reading.offers} <= set(taxonomy.TERMS)
    assert set(reading.declared) <= set(taxonomy.STATEMENTS)
    assert set(reading.access_labels) <= set(taxonomy.ACCESS_LABELS)


@given(values=some_values, seed=st.randoms())
def test_the_order_of_answers_does_not_matter(values, seed):
    shuffled = list(values)
    seed.shuffle(shuffled)

    first, second = (taxonomy.read_values("SA", each) for each in (values, shuffled))
    assert first.offers == second.offers
    assert first.declared == second.declared
    assert first.remarks == second.remarks


def values_of(row):
    return tuple(
        Value(service["f2"], text.strip())
        for service in row["services"]
        for text in service["f3"].split(";")
        if text.strip()
    )


@pytest.mark.real_data
def test_the_2019_listing_gives_the_medicines_that_its_rows_claim(real_data):
    path = real_data / "findtreatment" / "listing_2019-05_raw.json"
    rows = json.loads(path.read_text())["rows"]
    readings = [taxonomy.read_values("SA", values_of(row)) for row in rows]

    assert [value for reading in readings for value in reading.unknown] == []
    assert Counter(
        (offer.term, offer.strength.value)
        for reading in readings
        for offer in reading.offers
        if taxonomy.TERMS[offer.term].group == "medicine"
    ) == {
        ("methadone", "yes"): 3,
        ("buprenorphine", "yes"): 6,
        ("buprenorphine", "maybe"): 1,
        ("naltrexone", "yes"): 5,
        ("naltrexone", "maybe"): 1,
    }


@pytest.mark.real_data
def test_all_rows_of_the_country_are_known(real_data):
    path = real_data / "findtreatment" / "api_like_rows_US_directory2023.jsonl.gz"
    with gzip.open(path, "rt") as lines:
        rows = [json.loads(line) for line in lines]
    listings = [(row["typeFacility"], values_of(row)) for row in rows]

    readings = [taxonomy.read_values(kind, values) for kind, values in listings]

    assert len(readings) == 21_451
    assert sum(len(reading.unknown) for reading in readings) == 0
    assert len({value for _, values in listings for value in values}) == 314
