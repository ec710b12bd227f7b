"""`locator pack`: a county on paper, from the terminal."""

from locator.places.counties import find_county
from locator.store import open_store


def test_a_county_is_written_as_one_file(ask, loaded_home, tmp_path):
    store = open_store(f"sqlite:///{loaded_home / 'locator.db'}")
    place = next(p for p in store.locations() if p.search_point)
    store.close()
    county = find_county(place.search_point, place.address.state_province)
    out = tmp_path / "county.html"
    result = ask("pack", "--county", county.fips, "--jail", "-o", str(out))
    assert result.exit_code == 0, result.output
    page = out.read_text(encoding="utf-8")
    assert f"Health services in {county.name}" in page
    assert 'class="code"' not in page


def test_an_unknown_county_is_a_mistake_of_usage(ask):
    result = ask("pack", "--county", "99999")
    assert result.exit_code == 2
    assert "five digits" in str(result.exception)


def test_without_a_directory_it_says_how_to_get_one(run):
    result = run("pack", "--county", "25025")
    assert result.exit_code == 1
    assert "locator sync" in str(result.exception)
