"""Write requirements.lock and requirements-dev.lock: versions and hashes, no index.

Needs `uv` on the path. The locks are universal: Python 3.11 to 3.14, Linux and macOS.
"""

import subprocess
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def compile_lock(requirements: list[str], target: Path) -> None:
    """Resolve requirements into a hash-locked file without any index address.

    Extras stay in it: for `coverage[toml]`, asked for by another package, pip before 23.3
    takes the newest release there is, which then has no hash in the lock.
    """
    with tempfile.NamedTemporaryFile("w", suffix=".in") as wanted:
        wanted.write("\n".join(requirements) + "\n")
        wanted.flush()
        subprocess.run(
            [
                "uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes",
                "--python-version", "3.11", "--no-header", "--no-annotate",
                "--no-strip-extras", "--no-emit-index-url", "--no-emit-find-links",
                wanted.name, "--output-file", str(target),
            ],
            check=True,
        )  # fmt: skip


def main() -> None:
    """Lock what the site needs, then that and what its tests need."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)
    run = project["project"]["dependencies"] + project["build-system"]["requires"]
    groups = project["dependency-groups"]
    compile_lock(run, ROOT / "requirements.lock")
    compile_lock(run + groups["test"] + groups["check"], ROOT / "requirements-dev.lock")


if __name__ == "__main__":
    main()
