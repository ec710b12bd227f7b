"""DESIGN's table of proofs, line by line."""

import pytest


@pytest.mark.parametrize(
    ("term", "answers", "strength"),
    [
        ("methadone", "OTP MM", "yes"),
        ("methadone", "OTP MU", "yes"),
        ("methadone", "OTP METH", "yes"),
        ("methadone", "OTP MU MM DM", "yes"),
        ("methadone", "OTP MU MMW DM", "yes"),
        ("methadone", "OTP MU DM", "maybe"),
        ("methadone", "OTP", "maybe"),
        ("methadone", "OTP BU BUM", "maybe"),
        ("methadone", "MU METH MM", None),
        ("methadone", "SOTP OMB MOA PAIN INPE", None),
        ("buprenorphine", "UB", "yes"),
        ("buprenorphine", "BUM", "yes"),
        ("buprenorphine", "BU", "maybe"),
        ("buprenorphine", "BU DB", "maybe"),
        ("buprenorphine", "DB OMB MOA PAIN INPE RPE PC", None),
        ("naltrexone", "UN", "yes"),
        ("naltrexone", "RPN", "yes"),
        ("naltrexone", "NU", "maybe"),
        ("naltrexone", "NXN", "maybe"),
        ("naltrexone", "VTRL", "maybe"),
        ("naltrexone", "PMAT ACM DSF", None),
        ("counseling", "ICO", "yes"),
        ("counseling", "GCO", "yes"),
        ("counseling", "FCO", "yes"),
        ("counseling", "MCO", "yes"),
        ("counseling", "SACA", "yes"),
        ("counseling", "HAEC TAEC TCC EMP DEC IPT", None),
        ("accepts-people-on-medicine", "MOA", "yes"),
        ("free", "NP", "yes"),
        ("free", "NP FSA SAMF", "yes"),
        ("free", "NP MD", "maybe"),
        ("free", "NP VAMC", "maybe"),
        ("free", "NP FED", "maybe"),
        ("free", "NP TBG", "maybe"),
        ("free", "FSA SAMF", None),
        ("sliding-fee", "SS", "yes"),
        ("sliding-fee", "PA", "maybe"),
        ("sliding-fee", "PA SS", "yes"),
        ("telehealth", "TELE", "maybe"),
        ("under-18", "CHLD AD", "yes"),
        ("under-18", "CHLD", "maybe"),
        ("under-18", "AD", "maybe"),
        ("pregnant", "PW", "yes"),
        ("veterans", "VET", "yes"),
        ("veterans", "VAMC", None),
        ("women", "WN", "yes"),
        ("women", "FEM", None),
        ("men", "MN", "yes"),
        ("men", "MALE", None),
        ("seniors", "SE", "yes"),
        ("seniors", "SNR", None),
        ("spanish", "SP", "yes"),
        ("spanish", "FX", None),
        ("sign-language", "AH", "yes"),
        ("otp", "OTP", "yes"),
        ("otp", "SOTP", None),
        ("health-center", "FQHC", "yes"),
        ("residential", "RES RL", "yes"),
        ("hospital", "HI HIT", "yes"),
        ("hospital", "GH", None),
        ("detox", "OD", "yes"),
        ("mental-health", "MHS", "maybe"),
        ("alcohol-medicine", "PMAT", "yes"),
        ("alcohol-medicine", "PMAT NMAUT", "maybe"),
        ("alcohol-medicine", "ACM", "maybe"),
        ("buprenorphine-injection", "BERI BU UB", "yes"),
        ("buprenorphine-injection", "BERI BU", "maybe"),
    ],
)
def test_survey_row_of_substance_use_treatment(read, term, answers, strength):
    assert read.strength(term, f"SA {answers}") == strength


@pytest.mark.parametrize(
    ("term", "answers", "strength"),
    [
        ("counseling", "MH SA IPT", "maybe"),
        ("counseling", "MH SA GT", "maybe"),
        ("counseling", "MH SA CFT", "maybe"),
        ("counseling", "MH IPT GT CFT", None),
        ("counseling", "MH SA TCC DEC", None),
        ("mental-health", "MH IPT", "yes"),
        ("residential", "MH SA RES", "maybe"),
        ("residential", "MH RES", None),
        ("day-treatment", "MH SA PHDT", "maybe"),
        ("under-18", "MH CHLD", "maybe"),
    ],
)
def test_survey_row_of_mental_health_treatment(read, term, answers, strength):
    assert read.strength(term, answers, kind="MH") == strength


@pytest.mark.parametrize("against", ["NMOA", "NOOP", "AUDO"])
@pytest.mark.parametrize(
    ("term", "answers"), [("methadone", "OTP MU MM"), ("buprenorphine", "BU UB BUM")]
)
def test_a_medicine_that_the_row_contradicts_is_maybe(read, term, answers, against):
    reading = read(f"SA {answers} {against}")

    assert read.strength(term, f"SA {answers} {against}") == "maybe"
    assert f"{term}-contradicted" in reading.remarks


@pytest.mark.parametrize("against", ["NMOA", "NOOP"])
def test_naltrexone_is_contradicted_by_a_declared_no(read, against):
    assert read.strength("naltrexone", f"NU UN {against}") == "maybe"


def test_alcohol_clients_only_does_not_contradict_naltrexone(read):
    assert read.strength("naltrexone", "NU UN AUDO") == "yes"


def test_not_treating_alcohol_contradicts_no_medicine(read):
    reading = read("OTP MM UB UN NAUT NMAUT")

    assert reading.remarks == ()
    assert {o.strength.value for o in reading.offers if o.term != "otp"} == {"yes"}


def test_a_declared_no_alone_gives_no_medicine_and_is_quoted(read):
    reading = read("SA NMOA NOOP ICO")

    assert [offer.term for offer in reading.offers] == ["counseling"]
    assert reading.declared == ("no-moud", "no-oud-treatment")


def test_a_contradiction_of_a_mere_hint_is_not_remarked(read):
    assert read("BU NMOA").remarks == ()


def test_methadone_without_a_certified_program_is_reported(read):
    assert read("SA MU METH").remarks == ("methadone-without-otp",)


def test_methadone_for_detox_only_is_reported_and_said(read):
    reading = read("SA OTP MU DM")

    assert reading.remarks == ("methadone-detox-only",)
    assert "methadone-detox-only" in reading.declared


def test_ages_that_are_not_trusted_prove_nothing(read):
    assert read("CHLD", trust_ages=False).offers == ()
    (offer,) = read("CHLD AD", trust_ages=False).offers
    assert (offer.term, offer.strength) == ("under-18", "maybe")


def test_a_sober_home_is_housing_and_never_live_in_treatment(read):
    reading = read("HH RES RL")

    assert [offer.term for offer in reading.offers] == ["housing"]
    assert reading.declared == ("housing-only",)


def test_treatment_that_also_offers_housing_stays_treatment(read):
    assert read.strength("residential", "SA HH RES") == "yes"
