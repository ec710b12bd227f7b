"""Short links never break: they lead on, or to the search box with what is wrong."""

import pytest

from locator.places import lookup_near
from locator.web.short_links import short_path


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/near/02118", "/search?near=02118"),
        ("/near/02118-1234", "/search?near=02118"),
        ("/near/02118/methadone", "/search?near=02118&term=methadone"),
        ("/near/02118/", "/search?near=02118"),
        ("/near/02118/Methadone/", "/search?near=02118&term=methadone"),
        ("/near/02118/free+medicaid", "/search?near=02118&term=medicaid&term=free"),
        ("/near/boston-ma", "/search?near=Boston%2C+MA"),
        ("/near/boston-ma/methadone", "/search?near=Boston%2C+MA&term=methadone"),
        (
            "/near/winston-salem-nc/buprenorphine,medicaid",
            "/search?near=Winston-Salem%2C+NC&term=buprenorphine&term=medicaid",
        ),
    ],
)
def test_a_short_link_leads_to_its_search(site, path, leads_to):
    response = site.get(path, 302)
    assert response.headers["Location"] == leads_to
    assert "private" in response.headers["Cache-Control"]


def test_a_short_link_keeps_its_language(site):
    response = site.get("/es/near/02118", 302)
    assert response.headers["Location"] == "/es/search?near=02118"


@pytest.mark.parametrize("path", ["/near/99999x", "/near/nowhere-zz", "/near/02118/x"])
def test_a_link_that_leads_nowhere_gives_the_search_box(site, path):
    page = site.page(path, 404)
    assert page.heading == "Please check your search"
    assert page.one("form").get("action") == "/search"


def test_an_unknown_service_keeps_the_place_that_was_asked(site):
    page = site.page("/near/02118/happiness", 404)
    (box,) = [e for e in page.all("input") if e.get("name") == "near"]
    assert box.get("value") == "02118"
    assert "no filter called “happiness”" in page.words


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("02118", "/near/02118"),
        ("Boston, MA", "/near/boston-ma"),
        ("Coeur d'Alene, ID", "/near/coeur-d-alene-id"),
        ("St. Louis, Missouri", "/near/st-louis-mo"),
        ("42.33,-71.07", "/near/42.3300,-71.0700"),
    ],
)
def test_a_short_path_is_short_and_finds_the_same_place(typed, path):
    near = lookup_near(typed)
    assert short_path(near) == path
    assert short_path(near, ["methadone", "medicaid"]) == f"{path}/methadone,medicaid"
