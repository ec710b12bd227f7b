"""`locator site check` and `locator counts`: what an operator sees of the own copy."""

from tests.cli.conftest import run_in


def test_a_good_site_file_is_read_aloud(tmp_path):
    (tmp_path / "site.toml").write_text(
        'name = "Example County"\n[guides.overdose]\nen = "x"\n', "utf-8"
    )
    result = run_in(tmp_path, "site", "check")
    assert result.exit_code == 0
    assert "name: Example County" in result.output
    assert "not said yet: guides.overdose.es; English is shown" in result.output


def test_without_a_site_file_nothing_is_added(tmp_path):
    assert "Nothing is added" in run_in(tmp_path, "site", "check").output


def test_a_bad_site_file_is_refused_by_check_and_by_serve(tmp_path):
    (tmp_path / "site.toml").write_text('colour = "#fff"\n', "utf-8")
    for command in (("site", "check"), ("serve", "--port", "1")):
        result = run_in(tmp_path, *command)
        assert result.exit_code == 2
        assert "no setting 'colour'" in str(result.exception)
        assert not (tmp_path / "locator.db").exists()


def test_counts_are_printed_by_week_with_the_names_of_counties(tmp_path):
    (tmp_path / "counts.json").write_text(
        '{"2026-W46": {"page": {"home": 12}},'
        ' "2026-W47": {"county": {"25025": 1200, "01001": 10}}}'
    )
    lines = run_in(tmp_path, "counts").output.splitlines()
    assert lines.index("2026-W47") < lines.index("2026-W46")
    assert "        1,200  Suffolk, MA" in lines
    assert "Autauga" not in " ".join(lines)


def test_counts_that_are_off_say_so(tmp_path):
    assert "LOCATOR_COUNTS is off" in run_in(tmp_path, "counts").output
