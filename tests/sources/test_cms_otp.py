"""CMS's list of opioid treatment programs that are enrolled in Medicare."""

from pathlib import Path

import pytest
import responses

from locator.errors import InconsistentPull, SourceChanged
from locator.normalize import normalize_listing
from locator.sources.cms_otp import INFO, CmsOtp

FILE = Path(__file__).parent.parent / "fixtures/cms-otp/otp_providers_2022-06.csv"
SOURCE = CmsOtp()


@pytest.fixture(scope="module")
def listings():
    rows = SOURCE.read_file(FILE).rows
    return [normalize_listing(SOURCE.parse(row, as_of=None)) for row in rows]


def answer(request_rows):
    """The rows as the API gives them: columns as printed."""
    return [
        {name.upper(): value for name, value in row.items()} for row in request_rows
    ]


def test_a_row_is_a_license_and_takes_medicare(listings):
    assert {
        offer.term: offer.strength.value for offer in listings[0].reading.offers
    } == {
        "methadone": "likely",
        "buprenorphine": "maybe",
        "otp": "yes",
        "medicare": "yes",
    }


def test_the_day_of_enrollment_is_no_date_of_the_facts(listings):
    assert {listing.as_of for listing in listings} == {None}
    assert listings[0].values[0].text == "Enrolled in Medicare since 2020-01-01"


def test_a_second_line_that_names_the_clinic_is_a_name(listings):
    suite, named, neither = listings
    assert (suite.name2, suite.address.address_2) == (None, "STE B")
    assert (named.name2, named.address.address_2) == ("SAMPLE TREATMENT CENTER", None)
    assert (neither.name2, neither.address.address_2) == (None, None)


def test_bare_digits_and_extensions_are_phones(listings):
    phone = listings[0].phones[0]
    assert (phone.number, phone.extension) == ("+16175550101", "123")
    assert listings[0].address.postal_code == "02118"


def test_numbers_in_one_cell_make_one_key_in_any_order():
    row = dict(SOURCE.read_file(FILE).rows[0])
    turned = {**row, "npi": " ".join(reversed(str(row["npi"]).split()))}
    keys = {SOURCE.parse(one, as_of=None).key for one in (row, turned)}
    assert len(keys) == 1


def test_the_api_is_asked_until_a_page_is_short(fetcher):
    rows = answer(SOURCE.read_file(FILE).rows)
    with responses.RequestsMock() as web:
        web.get(INFO.url, json=rows[:2])
        web.get(INFO.url, json=rows[2:])
        (page,) = CmsOtp(page_size=2).fetch(fetcher, INFO.url)
        asked = [call.request.url.partition("?")[2] for call in web.calls]
    assert asked == ["size=2&offset=0", "size=2&offset=2"]
    assert list(page.rows) == list(SOURCE.read_file(FILE).rows)


def test_a_page_that_comes_twice_is_refused(fetcher):
    rows = answer(SOURCE.read_file(FILE).rows)
    with responses.RequestsMock() as web:
        web.get(INFO.url, json=rows[:2])
        with pytest.raises(InconsistentPull, match="twice"):
            list(CmsOtp(page_size=2).fetch(fetcher, INFO.url))


@pytest.mark.parametrize("reply", [{"message": "gone"}, [], [{"NPI": "1"}], ["x"]])
def test_an_answer_of_another_shape_is_refused(fetcher, reply):
    with responses.RequestsMock() as web:
        web.get(INFO.url, json=reply)
        with pytest.raises(SourceChanged):
            list(SOURCE.fetch(fetcher, INFO.url))


@pytest.mark.real_data
def test_the_real_list_of_2022(real_data):
    (path,) = (real_data / "cms_otp").glob("*.csv")
    rows = SOURCE.read_file(path).rows
    listings = [normalize_listing(SOURCE.parse(row, as_of=None)) for row in rows]
    assert len(listings) == 1339
    # One program stands there twice, enrolled on two days.
    assert len({one.key for one in listings}) == 1338
    assert sum(bool(one.phones) for one in listings) == 1338
    assert not any(one.reading.access_labels for one in listings)
    assert not any(one.reading.remarks for one in listings)
