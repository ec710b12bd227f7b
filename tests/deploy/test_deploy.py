"""What `deploy/` ships keeps its promises: no traces, crisis lines, one daily pull."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import html5lib
import pytest

from locator.cli import cli

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
NGINX = (DEPLOY / "nginx/treatment-locator.conf").read_text("utf-8")
UNAVAILABLE = (DEPLOY / "nginx/unavailable.html").read_text("utf-8")
TIMER = "treatment-locator-sync.timer"
ANALYZE = shutil.which("systemd-analyze")
UNITS = ["treatment-locator.service", "treatment-locator-sync.service"]


def directives(text):
    """Return nginx's directives without comments and braces."""
    bare = re.sub(r"#.*", "", text)
    return [part.strip() for part in re.split(r"[;{}]", bare) if part.strip()]


def settings_of(unit):
    lines = (DEPLOY / "systemd" / unit).read_text("utf-8").splitlines()
    return [tuple(line.split("=", 1)) for line in lines if re.match(r"\w+=", line)]


def read_unit(unit):
    return dict(settings_of(unit))


def test_nginx_logs_no_request():
    logs = [
        line for line in directives(NGINX) if re.match(r"(access|error)_log\b", line)
    ]

    assert logs[0] == "access_log off"
    assert [line.split()[0] for line in logs] == ["access_log", "error_log"]
    assert logs[1].endswith(" emerg")
    assert "log_format" not in NGINX


def test_nginx_writes_no_address_and_passes_it_on_once():
    naming = [line for line in directives(NGINX) if "$remote_addr" in line]

    assert naming == ["proxy_set_header X-Forwarded-For $remote_addr"]
    assert "$proxy_add_x_forwarded_for" not in NGINX


def test_the_site_believes_the_one_proxy_that_is_shipped():
    environment = (DEPLOY / "systemd/treatment-locator.env").read_text("utf-8")

    assert re.search(r"^LOCATOR_TRUSTED_PROXIES=1$", environment, re.MULTILINE)


def test_what_nginx_keeps_of_pages_lies_in_memory():
    (kept,) = [
        line for line in directives(NGINX) if line.startswith("proxy_cache_path")
    ]

    assert kept.split()[1].startswith("/run/")
    # /run has 100 MB where there is 1 GB of memory; an answer that cannot be kept is lost.
    assert re.search(r" max_size=48m min_free=32m ", kept)


def test_nginx_speaks_only_current_tls():
    (protocols,) = [
        line for line in directives(NGINX) if line.startswith("ssl_protocols")
    ]

    assert protocols == "ssl_protocols TLSv1.2 TLSv1.3"


@pytest.mark.parametrize(
    "code",
    [
        "400",
        "405",
        "413",
        "414",
        "421",
        "429",
        "494",
        "500",
        "501",
        "502",
        "503",
        "504",
        "505",
    ],
)
def test_errors_of_nginx_itself_show_the_page_with_crisis_lines(code):
    pages = [line for line in directives(NGINX) if line.startswith("error_page")]

    assert len(pages) == len(re.findall(r"^server \{", NGINX, re.MULTILINE))
    for page in pages:
        assert code in page.split()
        assert page.endswith(" /unavailable.html")


@pytest.mark.parametrize("href", ["tel:911", "tel:988", "sms:988", "tel:+18006624357"])
def test_the_unavailable_page_links_every_crisis_line(href):
    assert f'href="{href}"' in UNAVAILABLE


def test_the_unavailable_page_is_strict_html_and_asks_nobody_for_anything():
    html5lib.HTMLParser(strict=True).parse(UNAVAILABLE)

    assert not re.search(r"\bsrc=|https?:|<script|<style|style=", UNAVAILABLE)


@pytest.mark.parametrize("unit", UNITS)
def test_units_run_as_a_user_of_their_own_and_share_one_home(unit):
    settings = settings_of(unit)

    assert ("User", "locator") in settings
    assert ("ProtectSystem", "strict") in settings
    assert ("Environment", "LOCATOR_HOME=/var/lib/treatment-locator") in settings
    assert ("StateDirectory", "treatment-locator") in settings


@pytest.mark.parametrize("unit", UNITS)
def test_units_run_commands_that_exist(unit):
    words = shlex.split(read_unit(unit)["ExecStart"])
    command = cli.commands[words[1]]

    assert words[0].endswith("/bin/locator")
    command.make_context(words[1], words[2:], resilient_parsing=True)


@pytest.mark.skipif(not ANALYZE, reason="no systemd to ask")
def test_systemd_finds_no_fault_in_the_units(tmp_path):
    paths = []
    for path in [DEPLOY / "systemd" / unit for unit in [*UNITS, TIMER]]:
        text = path.read_text("utf-8")
        paths.append(tmp_path / path.name)
        paths[-1].write_text(re.sub(r"=\S+/bin/locator", "=/bin/true", text), "utf-8")

    done = subprocess.run(
        [ANALYZE, "verify", *paths], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_web_server_never_gives_up_and_the_pull_does_for_a_day():
    web, pull = (read_unit(unit) for unit in UNITS)

    assert (web["Restart"], web["StartLimitIntervalSec"]) == ("always", "0")
    assert (pull["Restart"], pull["StartLimitBurst"]) == ("on-failure", "4")


def test_no_search_goes_from_memory_to_a_disk():
    web = read_unit(UNITS[0])

    assert (web["LimitCORE"], web["MemorySwapMax"]) == ("0", "0")


def test_the_timer_pulls_and_the_web_server_does_not():
    timer = read_unit(TIMER)
    environment = (DEPLOY / "systemd/treatment-locator.env").read_text("utf-8")

    assert re.search(r"^LOCATOR_AUTO_SYNC=0$", environment, re.MULTILINE)
    assert timer["RandomizedDelaySec"] == "4h"
    assert timer["Persistent"] == "yes"


def test_the_container_installs_by_hash_and_runs_as_nobody_special():
    text = (DEPLOY / "Containerfile").read_text("utf-8")

    assert "--require-hashes -r requirements.lock" in text
    assert re.search(r"^USER locator$", text, re.MULTILINE)
    assert text.index("\nUSER ") < text.index("\nCMD ")


@pytest.mark.parametrize("document", ["operations.md", "configuration.md"])
def test_documents_name_commands_and_options_that_exist(document):
    text = (ROOT / "docs" / document).read_text("utf-8")
    names = set(re.findall(r"`locator (\w+)", text))
    options = set(re.findall(r"`(--[\w-]+)`", text))
    known = {
        option
        for command in cli.commands.values()
        for parameter in command.params
        for option in parameter.opts
    }

    assert names <= cli.commands.keys()
    assert options <= known


def test_every_deployed_file_is_explained_in_the_operations_guide():
    text = (ROOT / "docs/operations.md").read_text("utf-8")
    files = [path for path in DEPLOY.rglob("*") if path.is_file()]
    folders = {".service": "deploy/systemd/*.service", ".timer": "`*.timer`"}

    for path in files:
        assert folders.get(path.suffix, str(path.relative_to(ROOT))) in text
