"""Fuzzes every parser with atheris, watching coverage: `make fuzz` (Linux only).

`python -m tools.fuzz [TARGET ...] [--seconds N] [--keep FOLDER]`; with --keep, what was
learned is kept for the next run, and so is every input that broke something.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import atheris

LONGEST = 4_096
# An input that takes longer or more than this is a finding as well.
SLOWEST_S, MOST_MB = 20, 2_048


def main() -> None:
    """Run the targets one after the other and print what came of it."""
    from tests.fuzz.targets import TARGETS  # noqa: PLC0415 - one process instruments it

    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    words.add_argument("--seconds", type=int, default=60, help="for each target")
    words.add_argument("--keep", type=Path, help="a folder for what was learned")
    asked = words.parse_args()
    folder = asked.keep or Path(tempfile.mkdtemp(prefix="locator-fuzz-"))
    print(f"{'target':20} {'runs':>10} {'a second':>9} {'new inputs':>10}  result")
    wrong = [
        name
        for name in asked.targets or TARGETS
        if not run_target(name, folder, asked.seconds)
    ]
    sys.exit(f"Inputs that break {', '.join(wrong)}: {folder}" if wrong else 0)


def run_target(name: str, folder: Path, seconds: int) -> bool:
    """Fuzz one target in a process of its own; say whether nothing was found."""
    known, broken = folder / name / "known", folder / name / "broken"
    for one in (known, broken):
        one.mkdir(parents=True, exist_ok=True)
    write_seeds(known)
    ran = subprocess.run(
        [
            sys.executable, "-m", "tools.fuzz", "--one", name, str(known),
            f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-timeout={SLOWEST_S}",
            f"-rss_limit_mb={MOST_MB}", f"-artifact_prefix={broken}/",
            "-print_final_stats=1",
        ],
        check=False, capture_output=True, text=True, timeout=seconds + 300,
    )  # fmt: skip
    said = ran.stdout + ran.stderr
    print(
        f"{name:20} {number('number_of_executed_units', said):>10,}"
        f" {number('average_exec_per_sec', said):>9,}"
        f" {number('new_units_added', said):>10,}"
        f"  {'nothing found' if ran.returncode == 0 else 'FOUND'}",
        flush=True,
    )
    if ran.returncode:
        print(said[-3_000:])
    return ran.returncode == 0


def number(name: str, said: str) -> int:
    """Return one of the numbers that libFuzzer prints at its end."""
    found = re.search(rf"stat::{name}:\s+(\d+)", said)
    return int(found[1]) if found else 0


def write_seeds(folder: Path) -> None:
    """Write inputs to begin with: small files of each kind, right and wrong."""
    from tests.fuzz import hostile  # noqa: PLC0415 - it loads zipfile, see fuzz_one

    seeds = {name: make() for name, make in hostile.NOISE.items()}
    seeds["right.csv"] = (hostile.HEADER + hostile.LINE).encode()
    seeds["local.csv"] = hostile.LOCAL.encode()
    seeds["rows.json"] = hostile.row_with()
    seeds["query"] = b"\x20near\nnear=02118&term=methadone&radius=25&page=1"
    seeds["near"] = b"Boston, MA 02118"
    for name, body in seeds.items():
        if len(body) <= LONGEST:
            (folder / name).write_bytes(body)


def fuzz_one(name: str, options: list[str]) -> None:
    """Fuzz one target in this process, with the package's code instrumented."""
    with atheris.instrument_imports(include=["locator", "csv", "tomllib", "zipfile"]):
        from tests.fuzz.targets import TARGETS  # noqa: PLC0415 - or it is not
    atheris.Setup([sys.argv[0], *options], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        fuzz_one(sys.argv[2], sys.argv[3:])
    else:
        main()
