"""HSDS from real lists: odd names, numbers and websites must validate as well."""

import gzip
import itertools
import json

import pytest

from tests.cli.conftest import run_in
from tests.web.hsds_rules import SERVICE

EVERY = 37  # shares no factor with the order of the list


@pytest.mark.real_data
def test_services_of_real_places_validate(real_data, tmp_path):
    whole = real_data / "findtreatment/api_like_rows_US_directory2023.jsonl.gz"
    part = tmp_path / "rows.jsonl"
    with gzip.open(whole, "rt", encoding="utf-8") as lines:
        part.write_text("".join(itertools.islice(lines, 0, None, EVERY)), "utf-8")
    for words in (
        ("import", "findtreatment", str(part)),
        ("export", "hsds", "-o", str(tmp_path / "hsds.json")),
    ):
        assert run_in(tmp_path / "home", *words).exit_code == 0
    services = json.loads((tmp_path / "hsds.json").read_text("utf-8"))
    assert len(services) > 300
    for service in services:
        SERVICE.validate(service)
