"""The link maker: snippets that work, send no referrer, and never lie about where."""

from html import unescape

import pytest

from locator.web.colors import contrast, readable_on
from locator.web.qr import qr_png, qr_svg
from tests.web.house_rules import Page
from tests.web.invented import practice_store

pytestmark = pytest.mark.long

OURS = "https://help.example.org"
ASKED = "/link?near=02118&term=methadone&term=medicaid"


@pytest.fixture
def public(make_site):
    return make_site(base_url=OURS)


def boxes(page: Page) -> dict[str, str]:
    """Return the text of each box to copy by its id."""
    return {e.get("id"): unescape("".join(e.itertext())) for e in page.all("textarea")}


def test_it_starts_as_a_form_alone(public):
    page = public.page("/link")
    assert page.heading == "Make a link to us"
    assert not page.all("textarea")


def test_the_plain_link_is_short_absolute_and_works(public):
    address = boxes(public.page(ASKED))["link-text"]
    assert address == f"{OURS}/near/02118/methadone,medicaid"
    public.get(address.removeprefix(OURS), 302)


def test_every_snippet_sends_no_referrer(public):
    made = boxes(public.page(ASKED))
    for name in ("link-html", "button-html", "embed-html"):
        assert 'referrerpolicy="no-referrer"' in made[name]
        assert 'rel="noopener"' in made[name]


def test_the_embed_carries_what_was_chosen(public):
    page = public.page(f"{ASKED}&lang=es&theme=dark&accent=%23aa0000")
    embed = boxes(page)["embed-html"]
    assert f'<script src="{OURS}/embed.js" async referrerpolicy="no-referrer">' in embed
    for part in ('near="02118"', 'term="methadone medicaid"', 'lang="es"'):
        assert part in embed
    assert 'theme="dark" accent="aa0000"' in embed
    assert f'href="{OURS}/es/near/02118/methadone,medicaid"' in embed


def test_what_is_the_default_stays_out_of_the_embed(public):
    embed = boxes(public.page("/link?near=Boston,+MA"))["embed-html"]
    assert '<treatment-locator near="Boston, MA">' in embed


def test_snippets_are_whole_html_of_their_own(public):
    made = boxes(public.page("/link?near=Coeur+d'Alene,+ID"))
    for name in ("link-html", "button-html", "embed-html"):
        body = f"<!DOCTYPE html><html><head><title>t</title></head><body>{made[name]}"
        page = Page(f"{body}</body></html>")
        assert page.links() == [f"{OURS}/near/coeur-d-alene-id"]


def test_codes_come_as_files_that_hold_the_same_address(public):
    address = f"{OURS}/near/02118/methadone"
    svg = public.get("/link/qr.svg?near=02118&term=methadone")
    png = public.get("/link/qr.png?near=02118&term=methadone")
    assert (svg.mimetype, svg.data) == ("image/svg+xml", qr_svg(address))
    assert (png.mimetype, png.data) == ("image/png", qr_png(address))
    assert "attachment" in png.headers["Content-Disposition"]


@pytest.mark.parametrize(
    "query", ["near=99999x", "near=02118&term=nope", "near=02118&accent=red"]
)
def test_a_wrong_choice_is_said_beside_its_field(public, query):
    page = public.page(f"/link?{query}", 422)
    assert page.by_class("error")
    assert not page.all("textarea")


def test_a_wrong_code_says_what_to_type(public):
    assert public.get("/link/qr.svg?near=", 422)


def test_a_host_that_nobody_confirmed_is_in_no_link(make_site):
    page = make_site().page(ASKED, headers={"Host": "evil.example"})
    assert "LOCATOR_BASE_URL" in page.words
    assert "evil.example" not in page.html
    make_site().get("/link/qr.svg?near=02118", 404, headers={"Host": "evil.example"})


def test_behind_a_proxy_this_computer_is_not_the_visitors(make_site):
    page = make_site().page(ASKED, headers={"X-Forwarded-For": "192.0.2.1"})
    assert "LOCATOR_BASE_URL" in page.words
    assert not page.all("textarea")


def test_on_this_computer_alone_it_says_that_nobody_else_can_follow(make_site):
    page = make_site().page(ASKED)
    assert "work on this computer only" in page.words
    assert boxes(page)["link-text"].startswith("http://localhost/near/02118")


def test_the_practice_list_is_never_offered_to_embed(make_site):
    page = make_site(practice_store()).page(ASKED)
    assert "embed-html" not in boxes(page)
    assert "practice list is never embedded" in page.words


@pytest.mark.parametrize("ground", ["0b4f54", "ffffff", "000000", "777777", "ffcc00"])
def test_words_on_any_color_can_be_read(ground):
    assert contrast(readable_on(ground), ground) >= 4.5


def test_the_embed_is_shown_as_it_will_look(public):
    page = public.page(f"{ASKED}&theme=dark")
    (frame,) = page.all("iframe")
    assert frame.get("src") == "/embed?near=02118&term=methadone+medicaid&theme=dark"
    assert public.client.get(frame.get("src")).status_code == 200


def test_the_embed_is_shown_whoever_else_may_frame_it(make_site):
    limited = make_site(base_url=OURS, frame_ancestors="https://clinic.example.org")
    assert limited.page(ASKED).all("iframe")


def test_where_nobody_may_frame_the_embed_it_is_not_shown(make_site):
    closed = make_site(base_url=OURS, frame_ancestors="'none'")
    assert not closed.page(ASKED).all("iframe")


def test_what_was_made_comes_into_view_without_a_script(public):
    page = public.page(ASKED)
    (form,) = (one for one in page.all("form") if one.get("action").startswith("/link"))
    assert form.get("action") == "/link#made"
    assert "made" in [one.get("id") for one in page.all("h2")]


def test_where_the_computer_stands_is_in_no_link(public):
    assert not public.page("/link").by_class("locate")


def test_words_in_another_language_say_so(public):
    page = public.page(f"{ASKED}&lang=es")
    for name in ("button-picture", "code"):
        assert [one.get("lang") for one in page.by_class(name)] == ["es"]


def test_a_misspelt_town_leads_back_to_the_link_maker(public):
    page = public.page("/link?near=springfeild,+IL&term=methadone", 422)
    (meant,) = (href for href in page.links() if "Springfield" in href)
    assert meant == "/link?near=Springfield,+IL&term=methadone"
