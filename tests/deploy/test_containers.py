"""The container files hold to what the program is: there is no engine here to run them."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest
import yaml

from locator.cli import cli
from locator.config import Settings

ROOT = Path(__file__).resolve().parents[2]
CONTAINERFILE = (ROOT / "deploy/Containerfile").read_text("utf-8")
COMPOSE = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text("utf-8"))
SERVICES = COMPOSE["services"]
SITE = SERVICES["site"]
FILLED_IN = {
    "POSTGRES_PASSWORD": "0" * 48,
    "LOCATOR_SECRET_KEY": "0" * 64,
    "LOCATOR_BASE_URL": "https://locator.example.org",
}
CALL = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")


def filled_in(text):
    """Return a value as compose would fill it in."""
    return CALL.sub(lambda call: FILLED_IN.get(call[1], call[3] or ""), text)


def instructions():
    """Return the container file's instructions, each on one line."""
    bare = re.sub(r"^#.*\n", "", CONTAINERFILE, flags=re.MULTILINE)
    lines = bare.replace("\\\n", " ").splitlines()
    return [tuple(line.split(None, 1)) for line in lines if line.strip()]


def arguments_of(name):
    return [text for word, text in instructions() if word == name]


def locator_calls():
    """Return every call of `locator` that the two files make or tell of."""
    compose = (ROOT / "deploy/compose.yaml").read_text("utf-8")
    told = re.findall(r"exec site locator ([^\n`]+)", compose)
    served = re.findall(r"locator ([^;]+)", SITE["command"][2])
    (run,) = arguments_of("CMD")
    return [*told, *served, " ".join(yaml.safe_load(run)[1:])]


def copied():
    return [
        word
        for text in arguments_of("COPY")
        for word in text.split()[:-1]
        if not text.startswith("--from")
    ]


def test_the_container_copies_what_there_is_and_all_that_a_wheel_is_made_of():
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    forced = re.findall(r'^"(\w+)" = "locator/\w+"$', project, re.MULTILINE)

    assert all((ROOT / name).exists() for name in copied())
    needed = {"locator", "pyproject.toml", "hatch_build.py", "README.md"}
    assert needed | set(forced) <= set(copied())


def test_nothing_but_what_is_copied_is_sent_to_the_engine():
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()

    assert lines[1] == "*"
    assert {line[1:] for line in lines if line.startswith("!")} == set(copied())


def test_the_container_has_a_home_that_its_user_may_write():
    (home,) = [
        text.split("=")[1] for text in arguments_of("ENV") if "LOCATOR_HOME" in text
    ]

    assert arguments_of("VOLUME") == [home]
    assert f"--home-dir {home} --create-home" in CONTAINERFILE
    assert home in {volume.split(":")[1] for volume in SITE["volumes"]}


def test_the_engine_is_told_a_user_by_a_number_that_stays():
    assert re.search(r"useradd .*--uid \d{5} ", CONTAINERFILE)


@pytest.mark.parametrize("call", locator_calls())
def test_containers_run_commands_that_exist(call):
    words, commands = shlex.split(call), cli.commands
    while (command := commands[words[0]]) and hasattr(command, "commands"):
        words, commands = words[1:], command.commands

    command.make_context(words[0], words[1:], resilient_parsing=True)


def test_the_site_listens_where_the_engine_looks_for_it():
    (port,) = arguments_of("EXPOSE")
    told = [call for call in locator_calls() if call.startswith("serve")]

    assert told == [f"serve --host 0.0.0.0 --port {port}"] * 2
    assert SITE["ports"] == [f"127.0.0.1:{port}:{port}"]
    assert f"127.0.0.1:{port}/healthz" in CONTAINERFILE
    assert f"127.0.0.1:{port}/healthz" in SITE["healthcheck"]["test"][-1]


def test_the_health_check_is_python_that_can_be_read():
    for text in (
        *yaml.safe_load(arguments_of("HEALTHCHECK")[0].split("CMD", 1)[1])[2:],
        *SITE["healthcheck"]["test"][3:],
    ):
        compile(text, "healthcheck", "exec")


def test_the_site_takes_every_setting_it_is_given():
    given = {name: filled_in(value) for name, value in SITE["environment"].items()}
    settings = Settings.from_environ(given)

    table = (ROOT / "docs/configuration.md").read_text("utf-8")
    assert [name for name in given if f"`{name}`" not in table] == []
    assert settings.database_url.startswith("postgresql+psycopg://locator:0")
    assert settings.base_url == FILLED_IN["LOCATOR_BASE_URL"]
    assert settings.trusted_proxies == 1
    assert settings.metrics_port is None


def test_what_must_be_chosen_is_asked_for_and_told_how():
    text = (ROOT / "deploy/compose.yaml").read_text("utf-8")
    must = {name for name, kind, _ in CALL.findall(text) if kind == "?"}

    assert must == FILLED_IN.keys()
    assert all(f"{name}=%s" in text for name in must)


def test_addresses_lead_to_services_that_are_there():
    named = re.findall(r"(?:@|//)(\w+)[/:]", " ".join(SITE["environment"].values()))

    assert {"database", "counts"} <= set(named)
    assert set(SITE["depends_on"]) == SERVICES.keys() - {"site"}


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_comes_back_and_keeps_little_of_its_log(name):
    assert SERVICES[name]["restart"] == "unless-stopped"
    assert SERVICES[name]["logging"]["driver"] == "local"


def test_the_database_logs_no_statement_and_no_detail_of_one():
    told = dict(word.split("=") for word in SERVICES["database"]["command"][1::2])

    assert told == {
        "log_statement": "none",
        "log_min_error_statement": "panic",
        "log_min_duration_statement": "-1",
        "log_error_verbosity": "terse",
    }


def test_the_database_is_ready_when_it_answers_from_outside():
    """While it sets itself up, it answers on its own socket only."""
    assert " -h 127.0.0.1 " in SERVICES["database"]["healthcheck"]["test"][1]


def test_the_counts_are_written_to_no_disk():
    assert SERVICES["counts"]["command"][:4] == ["--save", "", "--appendonly", "no"]


def test_named_volumes_are_the_ones_in_use():
    used = {
        text.split(":")[0]
        for one in SERVICES.values()
        for text in one.get("volumes", ())
    }

    assert used == COMPOSE["volumes"].keys()


def test_the_shell_can_read_what_the_site_runs():
    command = SITE["command"]

    assert command[:2] == ["sh", "-c"]
    subprocess.run(["sh", "-n", "-c", command[2]], check=True)
    assert "; exec locator serve" in command[2]
