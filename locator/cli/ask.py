"""Commands that read the directory: search and show."""

import json

import click

from locator.cli.session import opened_store
from locator.cli.words import place_lines, search_lines
from locator.config import Settings
from locator.errors import DirectoryNotLoaded, InvalidSearch, LocationNotFound
from locator.places import lookup_near
from locator.search import ensure_index, find_nearby
from locator.taxonomy import TERMS
from locator.web.answers import search_answer
from locator.web.forms import SearchForm
from locator.web.items import hit_items, location_item

NO_DIRECTORY = "There is no directory yet. Run `locator sync`, or `locator sample`."


@click.command()
@click.argument("near")
@click.option("--term", "terms", multiple=True, help="Such as methadone or medicaid.")
@click.option("--radius", default=25.0, show_default=True, help="In miles, 1 to 200.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 100))
@click.option("--json", "as_json", is_flag=True, help="The API's answer.")
@click.pass_obj
def search(
    settings: Settings,
    near: str,
    terms: tuple[str, ...],
    radius: float,
    limit: int,
    as_json: bool,
) -> None:
    """Find places near NEAR: a ZIP code, "City, ST" or "latitude,longitude"."""
    if not 1 <= radius <= 200:
        raise InvalidSearch("--radius is in miles, from 1 to 200", field="radius")
    for term in terms:
        if term not in TERMS:
            raise InvalidSearch(
                f"there is no term {term!r}; the terms are: {', '.join(TERMS)}",
                field="term",
            )
    form = SearchForm(
        near_text=near,
        near=lookup_near(near),
        terms=terms,
        radius=radius,
        limit=limit,
    )
    with opened_store(settings) as store:
        if store.state().version is None:
            raise DirectoryNotLoaded(NO_DIRECTORY)
        index = ensure_index(store, settings.index_home)
        page, sources = find_nearby(index, form.query()), store.sources()
    if as_json:
        items, beyond = hit_items(page.hits, sources), hit_items(page.beyond, sources)
        echo_json(
            search_answer(
                form, page, items=items, beyond=beyond, practice=index.practice
            )
        )
    else:
        for line in search_lines(form, page):
            click.echo(line)


@click.command()
@click.argument("id_", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="The API's answer.")
@click.pass_obj
def show(settings: Settings, id_: str, as_json: bool) -> None:
    """Show one place, with the source and date of every fact."""
    # A permalink's last part works too: people copy it from the address bar.
    id_ = id_.rstrip("/").rsplit("-", 1)[-1].casefold()
    with opened_store(settings) as store:
        if store.state().version is None:
            raise DirectoryNotLoaded(NO_DIRECTORY)
        try:
            place = store.find_place(id_)
        except LocationNotFound:
            raise LocationNotFound(f"no place has the id {id_!r}") from None
        sources = store.sources()
    if as_json:
        echo_json(location_item(place.location, sources))
    else:
        for line in place_lines(place, sources):
            click.echo(line)


def echo_json(answer: object) -> None:
    """Print JSON as the API sends it, indented for people."""
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
