"""wrk: requests for many paths in turn, and what it saw."""

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

CONNECTIONS = 16
WARM_S = 4
SCRIPT = """
local paths = {{}}
for line in io.lines("{paths}") do paths[#paths + 1] = line end
local at = 0
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at], {{["Accept-Encoding"] = "gzip", ["Host"] = "127.0.0.1"}})
end
"""


@dataclass(frozen=True)
class Load:
    """What wrk saw."""

    per_second: float
    p50_ms: float
    p99_ms: float
    failed: int


def run_wrk(folder: Path, port: int, paths: Sequence[str], seconds: int) -> Load:
    """Ask for the paths in turn for some seconds, after some of warming up."""
    listed, script = folder / "paths.txt", folder / "paths.lua"
    listed.write_text("\n".join(paths))
    script.write_text(SCRIPT.format(paths=listed))
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", "--latency", "-s", str(script)]
    url = f"http://127.0.0.1:{port}/"
    subprocess.run([*command, f"-d{WARM_S}s", url], check=True, capture_output=True)
    done = subprocess.run(
        [*command, f"-d{seconds}s", url], check=True, capture_output=True, text=True
    )
    return read_wrk(done.stdout)


def read_wrk(text: str) -> Load:
    """Read wrk's report."""
    rate = re.search(r"Requests/sec:\s+([\d.]+)", text)
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    lost = re.search(r"Socket errors: (.*)", text)
    assert rate, text
    return Load(
        float(rate[1]),
        _ms(text, "50%"),
        _ms(text, "99%"),
        int(bad[1] if bad else 0)
        + (sum(map(int, re.findall(r"\d+", lost[1]))) if lost else 0),
    )


def _ms(text: str, part: str) -> float:
    found = re.search(rf"{part}\s+([\d.]+)(us|ms|s)", text)
    assert found, text
    return float(found[1]) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[found[2]]
