"""The tables beside the code: whole, consistent, and in words for people."""

import re
from collections import Counter

import pytest

from locator import taxonomy
from locator.records import Strength, Value
from locator.taxonomy.lines import ACCESS_RULES, REMARK_RULES, STATEMENT_RULES
from locator.taxonomy.proofs import PROOFS, Rule
from locator.taxonomy.tables import read_table
from locator.taxonomy.values import HEADINGS, KNOWN, fold_text

NAMED_BY_DESIGN = [
    "methadone",
    "buprenorphine",
    "naltrexone",
    "counseling",
    "detox",
    "outpatient",
    "intensive-outpatient",
    "residential",
    "hospital",
    "telehealth",
    "mental-health",
    "co-occurring",
    "accepts-people-on-medicine",
    "housing",
    "medicaid",
    "medicare",
    "private-insurance",
    "sliding-fee",
    "free",
    "cash",
    "tricare",
    "under-18",
    "pregnant",
    "veterans",
    "women",
    "men",
    "seniors",
    "spanish",
    "sign-language",
    "otp",
    "health-center",
]

RULES: list[Rule] = [
    *(proof.rule for proof in PROOFS),
    *STATEMENT_RULES.values(),
    *ACCESS_RULES.values(),
    *REMARK_RULES.values(),
]


def our_sentences():
    for term in taxonomy.TERMS.values():
        yield term.label
        yield term.help
    yield from (group.label for group in taxonomy.GROUPS.values())
    yield from taxonomy.STATEMENTS.values()
    yield from (label.text for label in taxonomy.ACCESS_LABELS.values())
    yield from HEADINGS.values()


@pytest.mark.parametrize("slug", NAMED_BY_DESIGN)
def test_the_terms_that_others_link_to_keep_their_names(slug):
    assert taxonomy.TERMS[slug].label


def test_terms_have_stable_slugs_and_a_known_group():
    for slug, term in taxonomy.TERMS.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
        assert term.slug == slug
        assert term.group in taxonomy.GROUPS


def test_terms_stand_group_by_group_in_the_order_of_the_groups():
    order = list(dict.fromkeys(term.group for term in taxonomy.TERMS.values()))

    assert order == list(taxonomy.GROUPS)


def test_the_medicine_group_holds_the_three_medicines_only():
    medicines = [t.slug for t in taxonomy.TERMS.values() if t.group == "medicine"]

    assert medicines == ["methadone", "buprenorphine", "naltrexone"]


def test_people_and_languages_combine_as_all_and_the_rest_as_any():
    modes = {group.slug: group.mode for group in taxonomy.GROUPS.values()}

    assert modes.pop("people") == modes.pop("language") == "all"
    assert set(modes.values()) == {"any"}


def test_every_value_has_a_unique_code_in_each_era():
    rows = read_table("values.csv")
    for column in ("code", "code_2026"):
        counts = Counter(row[column].casefold() for row in rows if row[column])
        assert [code for code, n in counts.items() if n > 1] == []


def test_every_value_is_told_from_every_other_after_folding():
    rows = read_table("values.csv")

    assert len({(r["category"], fold_text(r["text"])) for r in rows}) == len(rows)


def test_every_value_has_a_heading_and_proves_known_terms_only():
    for known in KNOWN.values():
        assert known.value.category in HEADINGS
        assert (known.term is None) == (known.strength is None)
        assert known.term is None or known.term in taxonomy.TERMS


def test_no_alias_hides_a_value_or_repeats_one():
    for row in read_table("aliases.csv"):
        alias = (row["category"], fold_text(row["text"]))
        assert alias not in {
            (k.value.category, fold_text(k.value.text)) for k in KNOWN.values()
        }
        assert row["edition"] in {"2019", "2022", "2026"}


def test_every_term_can_be_proved_by_something():
    proved = {known.term for known in KNOWN.values()} | {p.term for p in PROOFS}

    assert set(taxonomy.TERMS) - proved == set()


def test_a_term_is_proved_by_its_values_or_by_rules_and_never_by_both():
    by_value = {known.term for known in KNOWN.values()}

    assert by_value & {proof.term for proof in PROOFS} == set()


def test_rules_speak_of_known_codes_and_kinds_only():
    for rule in RULES:
        assert rule.all_of | rule.any_of | rule.none_of <= set(KNOWN)
        assert rule.kinds <= {"SA", "MH"}
    for proof in PROOFS:
        assert proof.unless <= set(KNOWN)


def test_rules_and_their_sentences_belong_together():
    of_other_lists = {"otp-likely", "not-on-newest-list", "mobile-van", "seasonal"}
    assert set(STATEMENT_RULES) | of_other_lists == set(taxonomy.STATEMENTS)
    restricting = {"jail", "school", "nursing-home"}
    decided = {"some-people", "not-public"}
    assert set(ACCESS_RULES) | restricting | decided == set(taxonomy.ACCESS_LABELS)
    assert set(taxonomy.STATEMENTS) >= taxonomy.DECLARED_NO


def test_labels_that_limit_name_terms_that_lift_the_demotion():
    for label in taxonomy.ACCESS_LABELS.values():
        assert label.terms <= set(taxonomy.TERMS)
        lifted = label.access == "limited" and label.slug != "some-people"
        assert bool(label.terms) == lifted


def test_our_own_words_put_people_first():
    unkind = re.compile(r"\b(addicts?|abus\w*|clean|dirty|MAT)\b")

    assert [text for text in our_sentences() if unkind.search(text)] == []


def test_our_own_sentences_are_short():
    assert [text for text in our_sentences() if len(text.split()) > 20] == []


def test_a_code_is_read_as_its_era_meant_it():
    military = taxonomy.value_of_code("MI", "2025")
    interviewing = taxonomy.value_of_code("MI", "2026")

    assert military == Value("PAY", "Federal military insurance (e.g., TRICARE)")
    assert interviewing == Value("TAP", "Motivational interviewing")
    assert taxonomy.value_of_code("SSA", "2025") == Value(
        "ASSES", "Screening for substance use"
    )
    assert taxonomy.value_of_code("SSA", "2026") == Value(
        "LCA", "State Substance use treatment agency"
    )


@pytest.mark.parametrize(
    ("column", "era", "text"),
    [
        ("mprep", "2026", "Medications for pre-exposure to prophylaxis"),
        ("dod", "2026", "Department of Defense"),
        ("CH_AD", "2026", "Children/Adolescents"),
        ("CH/AD", "2026", "Children/Adolescents"),
        ("antpych", "2025", "Antipsychotics used in treatment of SMI"),
        (" bum ", "2025", "Buprenorphine maintenance"),
        ("ct", "2025", "Computerized treatment/telemedicine"),
    ],
)
def test_columns_of_exports_are_understood_as_spelled(column, era, text):
    value = taxonomy.value_of_code(column, era)

    assert value is not None
    assert value.text == text


def test_a_misspelled_column_means_the_multi_setting_facility():
    assert taxonomy.value_of_code("msnh", "2025") == taxonomy.value_of_code(
        "MSMH", "2025"
    )


def test_an_unknown_code_is_not_guessed():
    assert taxonomy.value_of_code("XYZ", "2026") is None
    assert taxonomy.value_of_code("GL", "2026") is None
    assert taxonomy.value_of_code("CASH", "2025") is None


def test_strengths_in_the_table_are_real_ones():
    assert {known.strength for known in KNOWN.values()} == {
        None,
        Strength.YES,
        Strength.MAYBE,
    }
